import { describe, expect, it } from 'vitest'
import { accepted } from '../src/outcome.ts'
import { annualYields, modelChain } from '../src/pv/designs.ts'
import type { PvSystem } from '../src/pv/model-chain.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { sunTrack } from '../src/sun/site-year.ts'
import { sunInstants } from '../src/weather/types.ts'
import { caseFile, goodWeather } from './files.ts'

const year = goodWeather('tucson_az_psmv3_tmy.csv')
const broken = { ...year, dni: year.dni.map((value, hour) => (hour === 4321 ? Number.NaN : value)) }
const roof: PvSystem = {
  mount: { type: 'fixed', tilt: 28, azimuth: 180 },
  albedo: 0.2,
  transposition: 'perez',
  iam: { type: 'physical' },
  temperature: { type: 'pvsyst', uC: 29, uV: 0 },
  dc: { type: 'pvwatts', pdc0: 5000, gamma: -0.0035 },
  ac: { type: 'pvwatts', pdc0: 4800, efficiency: 0.97 },
  dcLossPercent: 10,
}

describe('never a NaN', () => {
  const sun = sunTrack(sunInstants(year), year.site, year.pressureMbar, year.tempAir)
  const dayOfYear = Float64Array.from(year.ghi, (_, hour) => 1 + Math.floor(hour / 24))
  it('a chain names the hour of a gap', () => {
    expect(modelChain({ ...broken, dayOfYear }, sun, roof)).toMatchObject({ ok: false, path: 'weather.dni[4321]' })
    expect(annualYields({ ...broken, dayOfYear }, sun, [roof])).toMatchObject({ ok: false, code: 'not-a-number' })
    const whole = annualYields({ ...year, dayOfYear }, sun, [roof])
    expect(whole.ok && whole.value[0]! > 8000 && whole.value[0]! < 11000).toBe(true)
  })
  it('a case with a gap in its weather is refused at the hour', () => {
    const answer = recompute(caseFile('pvwatts_tucson_fixed.json'), () => accepted(broken))
    expect(answer).toMatchObject({ ok: false, path: 'weather.dni[4321]' })
  })
  it('a case whose inputs lead nowhere is refused at the input', () => {
    const file = caseFile('pvwatts_tucson_fixed.json')
    const inputs = { ...(file.inputs as object), dc_ac_ratio: 0 }
    expect(recompute({ ...file, inputs }, () => accepted(year))).toMatchObject({
      ok: false,
      path: 'inputs.dc_ac_ratio',
    })
  })
  it('an unknown kind is named', () => {
    expect(recompute({ module: 'windpower' }, () => accepted(year))).toMatchObject({ ok: false, code: 'unknown-kind' })
  })
})
