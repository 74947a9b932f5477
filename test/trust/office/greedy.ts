/** T16: callers that ask too much, each kind for a while beside somebody who just reads: slow senders, bodies too large, a crawler, pages of a billion rows, words made to be slow. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Finding } from '../seeded.ts'
import { ask, greeds, slug } from './greed.ts'

const root = process.env.GRAPPE_ROOT ?? join(import.meta.dirname, '../../..')
const memoryMax = 1024
/** A house behind a proxy believes what it says of where a request came from. */
const proxied = 'http://greedy.example.ma'
const pages = [`/${slug}/bilan/2019`, `/${slug}/membres`, `/${slug}/label`, `/${slug}/presse`]

async function started(folder: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(root, 'build/grappe.mjs'), 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      GRAPPE_DATA: folder,
      DATABASE_URL: '',
      GRAPPE_ORIGIN: proxied,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout!.on('data', (part) => {
      said += part
      const found = /http:\/\/localhost:(\d+)\//.exec(said)
      if (found) resolve(Number(found[1]))
    })
    child.on('exit', () => reject(new Error(`the house did not open: ${said}`)))
  })
  return { child, port }
}

const memoryMb = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const slowestHundredth = (times: number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? 0

/** `reads`: how many pages the reader opens beside each kind of greed. */
export async function greedy({ reads, ratioMax = 3 }: { reads: number; ratioMax?: number }): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'grappe-trust-'))
  const { child, port } = await started(folder)
  const wrong: string[] = []
  const told: string[] = []
  const reading = async (many: number): Promise<number> => {
    const times: number[] = []
    for (let number = 0; number < many; number++) {
      const { status, ms } = await ask(port, pages[number % pages.length]!)
      times.push(ms)
      if (status !== 200) wrong.push(`a reader of ${pages[number % pages.length]} was answered ${status}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return slowestHundredth(times)
  }
  try {
    await reading(reads)
    const usual = await reading(reads * 2)
    for (const name of ['slow senders', ...Object.keys(greeds)]) {
      const worker = new Worker(new URL('./greed.ts', import.meta.url), { workerData: { port, greed: name } })
      await new Promise((resolve) => setTimeout(resolve, 400))
      const beside = await reading(reads)
      const heard = new Promise<Record<string, number>>((resolve) => worker.once('message', resolve))
      worker.postMessage('stop')
      const seen = await heard
      await worker.terminate()
      const answers = Object.entries(seen).map(([status, count]) => `${count} of ${status}`)
      told.push(`${name} ${(beside / usual).toFixed(1)}x${answers.length > 0 ? ` (${answers.join(' and ')})` : ''}`)
      if (beside > usual * ratioMax)
        wrong.push(
          `${name}: the reader's slowest hundredth took ${Math.round(beside)} ms, ${Math.round(usual)} ms alone`,
        )
      for (const status of Object.keys(seen).map(Number))
        if (!greeds[name]!.answers.includes(status)) wrong.push(`${name}: answered ${status}`)
    }
    const mb = memoryMb(child)
    told.push(`${Math.round(mb)} MB at the end`)
    if (mb > memoryMax) wrong.push(`${Math.round(mb)} MB of memory`)
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.on('exit', resolve))
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    name: 'T16 greedy callers',
    target: `the others' slowest hundredth at most ${ratioMax} times what it is; 413 and 429; at most ${memoryMax} MB`,
    figure: told.join(', '),
    ok: wrong.length === 0,
    faults: [...new Set(wrong)],
  }
}
