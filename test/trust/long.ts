/** Everything of trust at full length, one line each: its figure against its target. `npm run trust -- T2` does one of them. */
import { drill } from './drill.ts'
import { fullDisks } from './full.ts'
import { followed, tampered } from './journal.ts'
import { kills } from './kill.ts'
import { powerCuts } from './power-cut.ts'
import { secondStarts } from './second-start.ts'
import { type Finding, line } from './seeded.ts'

const seed = Number(process.env.SEED ?? 1)

const programs: Record<string, () => Promise<(Finding | null)[]>> = {
  T1: async () => [await kills({ rounds: 1000, seed })],
  T2: async () => [await powerCuts({ cuts: 1000, deeds: 400, seed })],
  T3: async () => [await fullDisks({ points: 50, seed })],
  T4: async () => [await secondStarts({ times: 20, seed })],
  T13: () => drill({ rows: 500_000, places: 200, seed }),
  T22: async () => [await tampered({ places: 1000, seed }), followed({ entries: 500_000 })],
}

const asked = process.argv.slice(2)
let failed = 0
for (const [name, run] of Object.entries(programs)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const found of await run()) {
    if (!found) {
      console.log(`not run: ${name} needs a disk of its own (a tmpfs, which takes root)`)
      continue
    }
    console.log(line(found))
    for (const fault of found.faults.slice(0, 10)) console.log(`      ${fault}`)
    if (!found.ok) failed++
  }
}
process.exit(failed === 0 ? 0 : 1)
