/**
 * Entry of a worker for {@link annualYieldsIn}, the same file in a browser (`new Worker(url, { type: 'module' })`) and
 * in Node (`new Worker(url)` of node:worker_threads). Each message brings the port its answer goes to, so that a worker
 * may serve several studies at once.
 */
import { annualYields } from './pv/designs.ts'
import type { StudyTask } from './pv/study-workers.ts'

/** A browser's worker hears its messages on itself; Node's on a port of a module that no bundler should go looking for. */
const inbox =
  typeof globalThis.postMessage === 'function'
    ? globalThis
    : globalThis.process.getBuiltinModule('node:worker_threads').parentPort

inbox?.addEventListener('message', (message: unknown) => {
  const { weather, sun, systems, answer } = (message as MessageEvent<StudyTask>).data
  answer.postMessage(annualYields(weather, sun, systems))
  answer.close()
})
