/** Damages an archive at random places, in three ways, and counts what the check does not see. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { openArchive } from '../../src/platform/keep/archive.ts'
import { type Finding, seeded } from './seeded.ts'

export function rot({ path, places, seed }: { path: string; places: number; seed: number }): Finding {
  const random = seeded(seed)
  const whole = readFileSync(path)
  const damaged = `${path}.damaged`
  const faults: string[] = []
  const within = (length: number) => Math.floor(random() * length)
  for (let place = 0; place < places; place++) {
    const bytes = Buffer.from(whole)
    const way = place % 3
    const at = within(bytes.length)
    if (way === 0) bytes[at]! ^= 1 << within(8)
    // Two blocks of 512 change places; the same ones would be no damage.
    if (way === 2) {
      const other = within(bytes.length - 512)
      const here = Math.min(at, bytes.length - 512)
      const kept = Buffer.from(bytes.subarray(here, here + 512))
      bytes.copyWithin(here, other, other + 512)
      kept.copy(bytes, other)
      if (bytes.equals(whole)) bytes[here]! ^= 1
    }
    writeFileSync(damaged, way === 1 ? bytes.subarray(0, at) : bytes)
    const opened = openArchive(damaged)
    if (opened) {
      opened.close()
      faults.push(`seed ${seed}, place ${place}: ${['a flipped bit', 'a cut', 'a swap'][way]} at ${at} is not seen`)
    }
  }
  rmSync(damaged)
  copyFileSync(path, damaged)
  const sound = openArchive(damaged)
  if (!sound) faults.push('a sound archive is refused')
  sound?.close()
  rmSync(damaged)
  const found = places - faults.length
  return {
    name: 'T14 damaged archives',
    target: 'every one found, before anything is overwritten',
    figure: `${found} of ${places}`,
    ok: faults.length === 0,
    faults,
  }
}
