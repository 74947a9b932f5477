import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../src/fields.ts'
import { readQuestionnaire } from '../src/prefeasibility/questionnaire.ts'
import { studyHeat } from '../src/prefeasibility/study.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { caseFile, goodWeather, textFile, weatherOf } from './files.ts'

describe('pre-feasibility from a real form', () => {
  const form = readQuestionnaire(textFile('Solicitud0.txt'))
  if (!form.ok) throw new Error(form.reason)
  it('reads the form', () => {
    expect(form.value).toMatchObject({ fuel: 'naturalGas', surface: 300, processOutlet: 165, fuelKwh: 459049.4 })
    expect(form.value.dayShares.filter((share) => share > 0)).toHaveLength(16)
  })
  it('closes its balance every hour and finds the best field that fits', () => {
    const study = studyHeat(form.value, goodWeather('synthetic_marrakech_ma.csv'))
    if (!study.ok) throw new Error(study.reason)
    expect(study.value.balanceResidual).toBeLessThan(1e-9)
    expect(study.value.best.fitsSurface).toBe(true)
    expect(study.value.best.co2Saved).toBeCloseTo((study.value.best.fuelSaved * 0.202) / 1000, 6)
    for (const other of study.value.grid.filter((result) => result.fitsSurface))
      expect(other.npv).toBeLessThanOrEqual(study.value.best.npv)
  })
  it('refuses a fuel it does not know', () => {
    const refused = readQuestionnaire(textFile('Solicitud0.txt').replace('GNL', 'uranium'))
    expect(refused).toMatchObject({ ok: false, code: 'unsupported', path: 'questionnaire.fuel' })
  })
})

describe('process heat', () => {
  it.each(['trough_iph_tucson_default.json', 'fresnel_iph_daggett_evac.json', 'fresnel_iph_marrakech_oil.json'])(
    'closes the balance of the field in every hour: %s',
    (name) => {
      const done = recompute(caseFile(name), weatherOf)
      if (!done.ok) throw new Error(done.reason)
      const shown = [done.value.monthly_sums_of_hourly, ...Object.values(done.value.hourly_days as JsonObject)]
      for (const series of shown as Record<string, number[]>[])
        for (const [i, residual] of series.balance_residual!.entries()) {
          const at = (term: string): number => series[term]![i]!
          const scale = Math.max(Math.abs(at('q_dot_rec_abs')), at('q_dot_piping_loss'))
          expect(Math.abs(residual)).toBeLessThan(1e-6 * scale)
          const left = at('q_dot_rec_abs') - at('q_dot_piping_loss') - at('e_dot_field_int_energy')
          const carried = at('q_dot_htf_sf_out') + at('recirculated_heat')
          const model = at('handed_on_heat') - at('branch_cooling') - at('lump_capacity_difference')
          expect(Math.abs(left - carried + model)).toBeLessThan(1e-6 * scale)
        }
    },
  )
  it('refuses a case without a field instead of answering nothing', () => {
    const { inputs: _, ...rest } = caseFile('trough_iph_tucson_default.json')
    expect(recompute(rest, weatherOf)).toMatchObject({ ok: false, code: 'missing', path: 'inputs' })
  })
})
