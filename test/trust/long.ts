/**
 * Everything of trust at full length, one line each: its figure against its target. `npm run trust -- T2` does one of them, `SEED=7` from
 * another seed, `SCALE=0.1` a tenth of it: the line says what was run. Each has a process of its own, so that its memory is its own.
 */
import { spawnSync } from 'node:child_process'
import { drill } from './drill.ts'
import { fullDisks } from './full.ts'
import { followed, tampered } from './journal.ts'
import { kills } from './kill.ts'
import { clocks } from './office/clocks.ts'
import { faults } from './office/faults.ts'
import { foreign } from './office/foreign.ts'
import { fuzz } from './office/fuzz.ts'
import { greedy } from './office/greedy.ts'
import { together } from './office/together.ts'
import { twice } from './office/twice.ts'
import { simulatedYear } from './office/year.ts'
import { powerCuts } from './power-cut.ts'
import { secondStarts } from './second-start.ts'
import { type Engine, type Finding, line } from './seeded.ts'

const seed = Number(process.env.SEED ?? 1)
const scale = Number(process.env.SCALE ?? 1)
const scaled = (count: number) => Math.max(1, Math.round(count * scale))
/** On the embedded store, and on a server where `TEST_DATABASE_URL` names one. */
const onBoth = async (run: (engine: Engine) => Promise<Finding>): Promise<Finding[]> => [
  await run('embedded'),
  ...(process.env.TEST_DATABASE_URL ? [await run('postgresql')] : []),
]

const programs: Record<string, () => Promise<(Finding | null)[]>> = {
  T1: () => onBoth((engine) => kills({ rounds: scaled(1000), seed, engine })),
  T2: async () => [await powerCuts({ cuts: scaled(1000), deeds: 400, seed })],
  T3: async () => [await fullDisks({ points: scaled(50), seed })],
  T4: async () => [await secondStarts({ times: scaled(20), seed })],
  T5: () => onBoth((engine) => faults({ each: 1, tries: 20, seed, engine })),
  T6: async () => {
    const found: Finding[] = []
    for (let year = 0; year < scaled(10); year++)
      found.push(await simulatedYear({ clusters: 50, days: 365, deedsADay: 3, seed: seed + year, engine: 'embedded' }))
    return found
  },
  T7: () =>
    onBoth((engine) =>
      together({ operations: scaled(engine === 'embedded' ? 100_000 : 1_000_000), clients: 50, seed, engine }),
    ),
  T8: () => onBoth((engine) => twice({ tries: 20, seed, engine })),
  T10: async () => [await foreign({ requests: scaled(100_000), seed, engine: 'embedded' })],
  T12: async () => [
    await fuzz({ cases: scaled(1_000_000), seed, engine: process.env.TEST_DATABASE_URL ? 'postgresql' : 'embedded' }),
  ],
  T13: async () => [
    ...(await drill({ rows: scaled(500_000), places: 200, seed, engine: 'embedded' })),
    ...(process.env.TEST_DATABASE_URL
      ? await drill({ rows: scaled(3_900_000), places: 0, seed, engine: 'postgresql' })
      : []),
  ],
  T16: async () => [await greedy({ reads: scaled(400) })],
  T19: () => onBoth((engine) => clocks({ steps: scaled(200), seed, engine })),
  T22: async () => [await tampered({ places: scaled(1000), seed }), followed({ entries: scaled(500_000) })],
}

/** Garbage that nobody had to collect is no memory: where memory is what is looked at, the heap may not grow as large as this machine is. */
const flagsOf: Record<string, string[]> = { T12: ['--max-old-space-size=192'] }

const [first = '', ...asked] = process.argv.slice(2)
let failed = 0
if (first === 'alone') {
  const [name = ''] = asked
  for (const found of await programs[name]!()) {
    if (!found) {
      console.log(`not run: ${name} needs a disk of its own (a tmpfs, which takes root)`)
      continue
    }
    console.log(line(found))
    for (const fault of found.faults.slice(0, 10)) console.log(`      ${fault}`)
    if (!found.ok) failed++
  }
} else
  for (const name of first ? [first, ...asked] : Object.keys(programs)) {
    if (!programs[name]) {
      console.log(`no program is called ${name}: ${Object.keys(programs).join(' ')}`)
      failed++
      continue
    }
    const flags = [...process.execArgv, ...(flagsOf[name] ?? [])]
    const { status } = spawnSync(process.execPath, [...flags, import.meta.filename, 'alone', name], {
      stdio: 'inherit',
    })
    if (status !== 0) failed++
  }
process.exit(failed === 0 ? 0 : 1)
