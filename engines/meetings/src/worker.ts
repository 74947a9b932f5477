/**
 * Entry of a worker for {@link solveIn}, the same file in a browser (`new Worker(url, { type: 'module' })`) and in Node
 * (`new Worker(url)` of node:worker_threads). Each message brings the port its answers go to.
 */
import { type Progress, solve } from './solve.ts'
import { Board } from './workers/shared.ts'
import type { SolveAnswer, SolveTask } from './workers/solve-in.ts'

/** Milliseconds between two reports: a schedule of a large event takes longer to copy than to improve. */
const REPORT_EVERY = 100

/** A browser's worker hears its messages on itself; Node's on a port of a module that no bundler should go looking for. */
const inbox =
  typeof globalThis.postMessage === 'function'
    ? globalThis
    : globalThis.process.getBuiltinModule('node:worker_threads').parentPort

inbox?.addEventListener('message', (message: unknown) => work((message as MessageEvent<SolveTask>).data))

function work({ instance, options, board: cells, worker, answer }: SolveTask): void {
  const board = cells === null ? null : new Board(cells)
  const post = (said: SolveAnswer) => answer.postMessage(said)
  let next = Number.NEGATIVE_INFINITY
  const onProgress = (progress: Progress) => {
    board?.prove(worker, progress.bound)
    if (performance.now() < next) return
    post({ progress })
    next = performance.now() + REPORT_EVERY
  }
  const shared = board === null ? {} : { signal: board, provenElsewhere: () => board.bound }
  post({ result: solve(instance, { ...options, ...shared, now: () => performance.now() / 1000, onProgress }) })
  answer.close()
}
