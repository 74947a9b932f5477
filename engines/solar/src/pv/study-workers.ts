import { accepted, type Outcome, refused } from '../outcome.ts'
import type { SunTrack } from '../sun/site-year.ts'
import { annualYields } from './designs.ts'
import type { ChainWeather, PvSystem } from './model-chain.ts'

/** What a study asks of a worker; both the browser's `Worker` and Node's have it. Its script is `@grappe/solar/worker`. */
export interface StudyWorker {
  postMessage(task: StudyTask, transfer: [MessagePort]): void
}

/** A part of a study on its way to a worker. */
export interface StudyTask {
  readonly weather: ChainWeather
  readonly sun: SunTrack
  readonly systems: readonly PvSystem[]
  readonly answer: MessagePort
}

/** Small enough that the last worker is not waited for long, large enough that copying a year (0.5 MB) does not count. */
const SYSTEMS_A_TASK = 25

/** A worker that dies lets go of its port; the study must then end with a refusal, not wait. */
function ask(worker: StudyWorker, task: Omit<StudyTask, 'answer'>): Promise<ReturnType<typeof annualYields>> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    const end = (outcome: ReturnType<typeof annualYields>): void => {
      port1.close()
      resolve(outcome)
    }
    port1.addEventListener('message', (message) => end(message.data))
    port1.addEventListener('close', () => end(refused('worker-lost', 'workers', 'a worker ended before its answer')))
    port1.start()
    worker.postMessage({ ...task, answer: port2 }, [port2])
  })
}

/**
 * {@link annualYields} shared among workers, which the caller starts and ends; without any it is worked out here.
 * Answers are in the order of `systems`, kWh; `onProgress` hears how many systems are done. The first refusal ends the
 * study.
 */
export async function annualYieldsIn(
  workers: readonly StudyWorker[],
  weather: ChainWeather,
  sun: SunTrack,
  systems: readonly PvSystem[],
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Outcome<Float64Array<ArrayBuffer>>> {
  if (workers.length === 0) return annualYields(weather, sun, systems)
  const yields = new Float64Array(systems.length)
  let next = 0
  let done = 0
  let fault: Awaited<ReturnType<typeof ask>> | null = null
  const serve = async (worker: StudyWorker): Promise<void> => {
    while (next < systems.length && !fault) {
      const first = next
      next += SYSTEMS_A_TASK
      const part = systems.slice(first, next)
      const outcome = await ask(worker, { weather, sun, systems: part })
      if (!outcome.ok) {
        fault ??= outcome
        return
      }
      yields.set(outcome.value, first)
      done += part.length
      onProgress(done, systems.length)
    }
  }
  await Promise.all(workers.map(serve))
  return fault ?? accepted(yields)
}
