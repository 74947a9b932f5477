/** One instance solved by several workers at once, each with its own seed; the best schedule and bound count. */

import type { Instance } from '../format/types.ts'
import { type Progress, type SolveOptions, type SolveResult, solve } from '../solve.ts'
import { Board } from './shared.ts'

/** What a search asks of a worker; both the browser's `Worker` and Node's have it. Its script is `@grappe/meetings/worker`. */
export interface SolveWorker {
  postMessage(task: SolveTask, transfer: [MessagePort]): void
}

/** A search on its way to a worker. */
export interface SolveTask {
  readonly instance: Instance
  readonly options: Pick<SolveOptions, 'seconds' | 'steps' | 'seed' | 'start' | 'effort'>
  /** The cells of the {@link Board}, or null when the result must depend on the seed alone. */
  readonly board: Float64Array | null
  readonly worker: number
  readonly answer: MessagePort
}

/** What a worker answers: progress any number of times, then its result. */
export type SolveAnswer = { readonly progress: Progress } | { readonly result: SolveResult }

export type SolveInOptions = Pick<SolveOptions, 'seconds' | 'steps' | 'seed' | 'start' | 'onProgress'> & {
  readonly signal?: AbortSignal
}

/**
 * {@link solve} in workers, which the caller starts and ends: the first also proves bounds, the others only look for
 * schedules, with the seeds that follow. With a time limit they share what is proven and stop together; with `steps` alone
 * each goes its own way, and the answer depends on the seed and the number of workers only. A worker that dies is left out.
 * Where memory cannot be shared, `signal` answers at once with the best heard of, and the workers are the caller's to end.
 */
export async function solveIn(
  workers: readonly SolveWorker[],
  instance: Instance,
  options: SolveInOptions = {},
): Promise<SolveResult> {
  const { seed = 1, seconds, steps, start } = options
  const board = Board.forWorkers(workers.length)
  const known: Known = { score: null, bound: Number.POSITIVE_INFINITY, meetings: null, seconds: 0 }
  const shares = options.signal !== undefined || seconds !== undefined
  const limits = { ...(seconds === undefined ? {} : { seconds }), ...(steps === undefined ? {} : { steps }) }
  const answers = workers.map(async (worker, i) => {
    const effort = i === 0 ? 'all' : 'schedules'
    const task = {
      instance,
      options: { ...limits, ...(start === undefined ? {} : { start }), seed: seed + i, effort },
      board: shares ? board.cells : null,
      worker: i,
    } as const
    const abandoned = board.isShared ? undefined : options.signal
    const result = await ask(worker, task, (progress) => hear(known, progress, options.onProgress), abandoned)
    if (shares && result?.stopped === 'proven') board.stop()
    return result
  })
  const stop = () => board.stop()
  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted) stop()
  const results = (await Promise.all(answers)).filter((result) => result !== null)
  options.signal?.removeEventListener('abort', stop)
  if (results.length > 0) return { ...together(results, options.signal?.aborted === true), seed }
  const from = known.meetings ?? start
  const { onProgress: _, ...quiet } = options
  const here = solve(instance, { ...quiet, ...(from ? { start: from } : {}), provenElsewhere: () => known.bound })
  return { ...here, seconds: known.seconds }
}

interface Known {
  score: number | null
  bound: number
  meetings: Progress['meetings']
  seconds: number
}

/** Passes on what is better than all heard before. */
function hear(known: Known, progress: Progress, onProgress: SolveOptions['onProgress']): void {
  const { score, bound, seconds } = progress
  const better = score !== null && (known.score === null || score > known.score)
  if (!better && bound >= known.bound) return
  if (better) [known.score, known.meetings] = [score, progress.meetings]
  known.seconds = seconds
  known.bound = Math.min(known.bound, bound)
  onProgress?.({ score: known.score, bound: known.bound, seconds, meetings: better ? progress.meetings : null })
}

function ask(
  worker: SolveWorker,
  task: Omit<SolveTask, 'answer'>,
  onProgress: (progress: Progress) => void,
  abandoned: AbortSignal | undefined,
): Promise<SolveResult | null> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    const end = (result: SolveResult | null): void => {
      port1.close()
      resolve(result)
    }
    port1.addEventListener('message', ({ data }: MessageEvent<SolveAnswer>) => {
      if ('result' in data) end(data.result)
      else onProgress(data.progress)
    })
    // A worker that dies lets go of its port; its part must then end, not be waited for.
    port1.addEventListener('close', () => end(null))
    abandoned?.addEventListener('abort', () => end(null), { once: true })
    port1.start()
    worker.postMessage({ ...task, answer: port2 }, [port2])
  })
}

/** One result of several: a proof of one is a proof for all. */
function together(results: readonly SolveResult[], aborted: boolean): SolveResult {
  const infeasible = results.find(({ status }) => status === 'infeasible')
  if (infeasible) return infeasible
  const bound = Math.min(...results.map((result) => result.bound ?? Number.POSITIVE_INFINITY))
  const seconds = Math.max(...results.map((result) => result.seconds))
  const scoreOf = ({ terms }: SolveResult) => terms?.score ?? Number.NEGATIVE_INFINITY
  const best = results.reduce((top, result) => (scoreOf(result) > scoreOf(top) ? result : top))
  if (best.terms === null) return { ...best, bound, seconds, stopped: aborted ? 'signal' : best.stopped }
  const proven = best.terms.score >= bound
  return {
    ...best,
    status: proven ? 'optimal' : 'open',
    bound,
    gap: (bound - best.terms.score) / Math.max(1, Math.abs(bound)),
    stopped: proven ? 'proven' : aborted ? 'signal' : limitOf(results),
    seconds,
  }
}

function limitOf(results: readonly SolveResult[]): SolveResult['stopped'] {
  return results.find(({ stopped }) => stopped === 'seconds' || stopped === 'steps')?.stopped ?? 'seconds'
}
