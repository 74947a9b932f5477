/** A second process on a folder that is held, at random moments: it must be told so at once; and when the first has died it must get in. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../src/platform/ids.ts'
import { holderOf } from '../../src/platform/store/lock.ts'
import { type Finding, seeded } from './seeded.ts'

type Started = { child: ReturnType<typeof spawn>; said: Promise<{ first: string; ms: number }> }

function start(folder: string, cluster: string): Started {
  const begun = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder, cluster], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const said = new Promise<{ first: string; ms: number }>((resolve) => {
    let text = ''
    child.stdout!.on('data', (part) => {
      text += part
      if (text.includes('\n')) resolve({ first: text.split('\n')[0]!, ms: performance.now() - begun })
    })
    child.on('close', () => resolve({ first: 'nothing', ms: performance.now() - begun }))
  })
  return { child, said }
}

const closed = ({ child }: Started) =>
  new Promise<void>((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once('close', () => resolve()) : resolve(),
  )

export async function secondStarts({
  times,
  seed,
  refusedMsMax = 1000,
}: {
  times: number
  seed: number
  refusedMsMax?: number
}): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'grappe-trust-'))
  const cluster = newId()
  const random = seeded(seed)
  const faults: string[] = []
  let slowest = 0
  try {
    for (let time = 0; time < times; time++) {
      const first = start(folder, cluster)
      // From the first one's opening on: before that there is nobody to hold anything.
      while (!isHeld(folder, first)) await pause(5)
      await pause(random() * 1500)
      const second = start(folder, cluster)
      const { first: told, ms } = await second.said
      slowest = Math.max(slowest, ms)
      if (told !== 'held') faults.push(`seed ${seed}, time ${time}: the second was let in (${told})`)
      if (ms > refusedMsMax) faults.push(`seed ${seed}, time ${time}: refused after ${Math.round(ms)} ms`)
      first.child.kill('SIGKILL')
      second.child.kill('SIGKILL')
      await Promise.all([closed(first), closed(second)])
    }
    const last = start(folder, cluster)
    const { first: told } = await last.said
    if (!told.startsWith('there')) faults.push(`the lock of a dead process was not taken over (${told})`)
    last.child.kill('SIGKILL')
    await closed(last)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    name: 'T4 second start',
    target: `every one refused in ${refusedMsMax} ms; a dead one's lock taken over`,
    figure: `${times} starts, ${faults.length} faults, slowest refusal ${Math.round(slowest)} ms`,
    ok: faults.length === 0,
    faults,
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const isHeld = (folder: string, { child }: Started): boolean => holderOf(folder)?.pid === child.pid
