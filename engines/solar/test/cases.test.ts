import { describe, expect, it } from 'vitest'
import { withoutOutputs, worstOf } from '../bench/deviations.ts'
import type { JsonObject } from '../src/fields.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { caseFile, caseNames, weatherOf } from './files.ts'

/** How near each kind of case must come: member, relative bound. The first matching start of its name decides. */
const BOUNDS: readonly (readonly [start: string, bounds: Readonly<Record<string, number>>])[] = [
  ['pvlib', { outputs: 1e-6 }],
  ['pvsam', { outputs_annual: 5e-3, outputs_monthly: 5e-3 }],
  ['pvwatts', { outputs_annual: 1e-3, outputs_monthly: 3e-3 }],
  ['swh', { outputs_annual: 1e-2 }],
  ['fresnel', { outputs_monthly: 3e-2 }],
  ['trough', { outputs_monthly: 3e-2 }],
  ['cashloan', { outputs: 1e-8, cash_flows_year0_first: 1e-8 }],
  ['singleowner', { outputs: 1e-8, cash_flows_year0_first: 1e-8 }],
  ['ssc_lcoe', { lcoefcr: 1e-9, iph_to_lcoefcr: 1e-9, lcoefcr_design: 1e-9 }],
  ['mg_village', { rule_dispatch: 1e-6 }],
  ['battwatts', { outputs: 1e-3 }],
]
const TABLES = { columns: 1e-6 }
const HEAT = ['fresnel', 'trough', 'lf_dsg']

const again = (file: JsonObject): JsonObject => {
  const done = recompute(withoutOutputs(file), weatherOf)
  if (!done.ok) throw new Error(`${done.code} ${done.path}: ${done.reason}`)
  return done.value
}

describe('reference cases, recomputed from their inputs alone', () => {
  for (const name of caseNames()) {
    const file = caseFile(name)
    it(name, () => {
      const mine = again(file)
      const bounds = BOUNDS.find(([start]) => name.startsWith(start))?.[1] ?? (file.columns ? TABLES : {})
      for (const [member, bound] of Object.entries(bounds)) {
        const worst = worstOf(file, mine, member)
        expect(worst.relative, `${worst.path}: ${worst.mine} for ${worst.theirs}`).toBeLessThan(bound)
      }
      if (HEAT.some((start) => name.startsWith(start))) {
        const [theirs, ours] = [file.outputs_annual, mine.outputs_annual] as unknown as { annual_energy: number }[]
        expect(Math.abs(ours!.annual_energy / theirs!.annual_energy - 1)).toBeLessThan(1e-2)
      }
    })
  }
})
