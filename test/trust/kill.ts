/** kill -9 in the middle of writing, over and over on one folder: what was acknowledged must be there at the next start, whole. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../src/platform/ids.ts'
import { ownDatabase } from './database.ts'
import { type Engine, type Finding, seeded } from './seeded.ts'

const openMsMax = 10_000

export async function kills({
  rounds,
  seed,
  engine = 'embedded',
}: {
  rounds: number
  seed: number
  engine?: Engine
}): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'grappe-trust-'))
  const cluster = newId()
  const random = seeded(seed)
  const faults: string[] = []
  let acknowledged = 0
  const opens: number[] = []
  const database = engine === 'postgresql' ? await ownDatabase() : null
  const place = [folder, cluster, ...(database ? [database.url] : [])]
  try {
    for (let round = 0; round <= rounds; round++) {
      const begun = performance.now()
      // The last start only looks.
      const life = round < rounds ? { deeds: Math.floor(random() * 9), ms: random() * 40 } : { deeds: 0, ms: 0 }
      const { there, whole, last, openMs } = await written(place, begun, life)
      opens.push(openMs)
      if (there === null) faults.push(`seed ${seed}, round ${round}: not opened`)
      else if (there < acknowledged)
        faults.push(`seed ${seed}, round ${round}: ${acknowledged} acknowledged, ${there} there`)
      if (there !== null && !whole) faults.push(`seed ${seed}, round ${round}: torn`)
      acknowledged = Math.max(last, there ?? 0)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await database?.drop()
  }
  const [usual, slowest] = [0.5, 1].map(
    (part) => opens.sort((a, b) => a - b)[Math.floor((opens.length - 1) * part)]!,
  ) as [number, number]
  if (slowest > openMsMax) faults.push(`a start took ${Math.round(slowest)} ms`)
  return {
    name: `T1 kill -9 (${engine})`,
    target: `0 lost, 0 torn, 0 closed, ready in ${openMsMax} ms`,
    figure: `${rounds} rounds, ${acknowledged} deeds, ${faults.length} faults, a start takes ${Math.round(usual)} ms, the slowest ${Math.round(slowest)} ms`,
    ok: faults.length === 0,
    faults,
  }
}

type Written = { there: number | null; whole: boolean; last: number; openMs: number }

/** One life of a writer: killed so many milliseconds after so many deeds. */
function written(place: string[], begun: number, life: { deeds: number; ms: number }): Promise<Written> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), ...place], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const found: Written = { there: null, whole: false, last: 0, openMs: 0 }
  let rest = ''
  let deeds = 0
  const live = () => deeds++ === life.deeds && setTimeout(() => child.kill('SIGKILL'), life.ms)
  child.stdout.on('data', (part) => {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    for (const [word, number, state] of lines.map((line) => line.split(' '))) {
      if (word === 'did') {
        found.last = Number(number)
        live()
      }
      if (word !== 'there') continue
      Object.assign(found, { there: Number(number), whole: state === 'whole', openMs: performance.now() - begun })
      live()
    }
  })
  return new Promise((resolve) => child.on('close', () => resolve(found)))
}
