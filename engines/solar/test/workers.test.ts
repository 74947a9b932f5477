import { Worker } from 'node:worker_threads'
import { afterAll, expect, it } from 'vitest'
import { annualYields } from '../src/pv/designs.ts'
import type { PvSystem } from '../src/pv/model-chain.ts'
import { annualYieldsIn, type StudyWorker } from '../src/pv/study-workers.ts'
import { sunTrack } from '../src/sun/site-year.ts'
import { sunInstants } from '../src/weather/types.ts'
import { goodWeather } from './files.ts'

const file = goodWeather('tucson_az_psmv3_tmy.csv')
const sun = sunTrack(sunInstants(file), file.site, file.pressureMbar, file.tempAir)
const { dni, ghi, dhi, tempAir, windSpeed } = file
const year = { dni, ghi, dhi, tempAir, windSpeed, dayOfYear: ghi.map((_, hour) => 1 + Math.floor(hour / 24)) }
const roofs = Array.from(
  { length: 60 },
  (_, tilt): PvSystem => ({
    mount: { type: 'fixed', tilt, azimuth: 180 },
    albedo: 0.2,
    transposition: 'perez',
    iam: { type: 'physical' },
    temperature: { type: 'pvsyst', uC: 29, uV: 0 },
    dc: { type: 'pvwatts', pdc0: 5000, gamma: -0.0035 },
    ac: { type: 'pvwatts', pdc0: 4800, efficiency: 0.97 },
    dcLossPercent: 10,
  }),
)

const started: Worker[] = []
function worker(): Worker & StudyWorker {
  const made = new Worker(new URL('../src/worker.ts', import.meta.url))
  started.push(made)
  return made as Worker & StudyWorker
}
afterAll(() => Promise.all(started.map((each) => each.terminate())))

it('a study among workers is the study of one, in its order, with its progress', async () => {
  const heard: number[] = []
  const shared = await annualYieldsIn([worker(), worker()], year, sun, roofs, (done) => heard.push(done))
  expect(shared).toEqual(annualYields(year, sun, roofs))
  expect(heard).toHaveLength(3)
  expect(heard.at(-1)).toBe(60)
  expect(await annualYieldsIn([], year, sun, roofs.slice(0, 2))).toEqual(annualYields(year, sun, roofs.slice(0, 2)))
})

it('a refusal comes back whole, and a worker that dies does not keep anybody waiting', async () => {
  const gap = { ...year, dni: dni.map((value, hour) => (hour === 12 ? Number.NaN : value)) }
  expect(await annualYieldsIn([worker()], gap, sun, roofs)).toMatchObject({ ok: false, path: 'weather.dni[12]' })
  const dying = worker()
  const answer = annualYieldsIn([dying], year, sun, roofs)
  await dying.terminate()
  expect(await answer).toMatchObject({ ok: false, code: 'worker-lost' })
})
