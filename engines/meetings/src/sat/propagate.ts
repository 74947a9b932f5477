/** Unit propagation with two watched literals. */

import { type Clauses, HEADER } from './clauses.ts'
import type { Trail } from './trail.ts'

/** Follows all consequences; the clause that fails, or -1. */
export function propagate(clauses: Clauses, trail: Trail): number {
  const { literals, values } = trail
  while (trail.queue < literals.length) {
    const falsified = literals[trail.queue++]! ^ 1
    const list = clauses.watches[falsified]!
    const { arena } = clauses
    let kept = 0
    for (let i = 0; i < list.length; i += 2) {
      const blocker = list[i + 1]!
      const clause = list[i]!
      if (values[blocker] === 1) {
        list[kept++] = clause
        list[kept++] = blocker
        continue
      }
      const at = clause + HEADER
      if (arena[at] === falsified) {
        arena[at] = arena[at + 1]!
        arena[at + 1] = falsified
      }
      const first = arena[at]!
      if (first !== blocker && values[first] === 1) {
        list[kept++] = clause
        list[kept++] = first
        continue
      }
      if (rewatch(clauses, values, clause, first)) continue
      list[kept++] = clause
      list[kept++] = first
      if (values[first] === -1) {
        for (i += 2; i < list.length; i++) list[kept++] = list[i]!
        list.length = kept
        return clause
      }
      trail.assign(first, clause)
    }
    list.length = kept
  }
  return -1
}

/** Watches another literal of the clause than its second, if one is not false. */
function rewatch({ arena, watches }: Clauses, values: Int8Array, clause: number, first: number): boolean {
  const at = clause + HEADER
  const end = at + arena[clause]!
  for (let k = at + 2; k < end; k++) {
    const literal = arena[k]!
    if (values[literal] === -1) continue
    arena[k] = arena[at + 1]!
    arena[at + 1] = literal
    watches[literal]!.push(clause, first)
    return true
  }
  return false
}
