/** The only claim of a certificate that is not plain arithmetic: that all panels obey its cuts. */

import type { SelectionInstance } from '../instance.ts'
import type { Certificate } from '../lottery/certificate.ts'
import { maximiseInteger } from '../lp/branch-and-bound.ts'
import { groupedSpace, spaceSimplex } from '../panel-space.ts'

/** Indices of the cuts that some valid panel breaks, or whose search did not finish. Exact: weights are whole. */
export function brokenCuts(
  instance: SelectionInstance,
  certificate: Certificate,
  outOfTime: () => boolean = () => false,
): number[] {
  const space = groupedSpace(instance)
  const simplex = spaceSimplex(space)
  return certificate.cuts.flatMap(({ weights, bound }, at) => {
    simplex.cost.fill(0)
    for (const [id, weight] of weights) simplex.cost[space.groupOf[id]!] = weight
    const found = maximiseInteger(simplex, space.integerRows, { above: bound, step: 1, outOfTime })
    return found.status === 'none' ? [] : [at]
  })
}
