/** The solver: a schedule, how good it is, how good any schedule could be, and what stopped the search. */

import { ceiling, roomBound, slotsAreGiven } from './bound/ceiling.ts'
import { scoreBound } from './bound/score-bound.ts'
import { type Terms, termsOf } from './check/terms.ts'
import { decide, type Exact, isExact, minimise, prepare, suggest } from './exact/minimise.ts'
import type { Instance, Meeting, Solution } from './format/types.ts'
import { type Clash, countedClash } from './infeasible/counted.ts'
import { searchedClash, spreadClash } from './infeasible/searched.ts'
import { improve } from './search/improve.ts'
import { type Model, modelOf } from './search/model.ts'

/** `optimal`: the bound is reached. `infeasible`: proven that no schedule exists. `open`: neither. */
export type Status = 'optimal' | 'infeasible' | 'open'

/** A better schedule or bound, as it is found. */
export interface Progress {
  readonly score: number | null
  readonly bound: number
  /** Since the start, by `now`; 0 without a clock. */
  readonly seconds: number
  readonly meetings: readonly Meeting[] | null
}

export interface SolveOptions {
  /** Time limit in seconds of `now`. */
  readonly seconds?: number
  /** Step limit (moves and conflicts): with it and without `seconds`, the result depends on the seed alone. */
  readonly steps?: number
  readonly seed?: number
  /** Clock in seconds; without it `seconds` has no effect. */
  readonly now?: () => number
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: Pick<AbortSignal, 'aborted'>
  /** A valid schedule to start from. */
  readonly start?: readonly Meeting[]
  /** `schedules` leaves bounds to another search of the same instance. */
  readonly effort?: 'all' | 'schedules'
  /** The least bound that other searches of the same instance have proven so far. */
  readonly provenElsewhere?: () => number
}

export interface SolveResult {
  readonly status: Status
  readonly solution: Solution | null
  readonly terms: Terms | null
  /** Proven: no schedule scores more. Null when infeasible. */
  readonly bound: number | null
  /** (bound - score) / max(1, |bound|); null without a schedule. */
  readonly gap: number | null
  readonly stopped: 'proven' | 'seconds' | 'steps' | 'signal'
  /** Why there is no schedule, when infeasible. */
  readonly clash: Clash | null
  readonly seconds: number
  readonly seed: number
}

/** Steps when the options limit neither time nor steps. */
const DEFAULT_STEPS = 1_000_000
/** A conflict of the exact search takes about as long as this many moves. */
const CONFLICT_STEPS = 40
/** Shares of the budget: annealing before anything is proven, the bound, the search for a contradiction. */
const WARM_UP = 0.05
const WARM_UP_EXACT = 0.15
const BOUND_END = 0.1
const DECIDE_END = 0.6

/** What a search knows so far, and its budget. */
interface Run {
  readonly model: Model
  readonly options: SolveOptions
  readonly seconds: () => number
  /** Share of the budget used, when `steps` more than those counted are made. */
  readonly used: (steps?: number) => number
  /** Steps made by the phases that are over. */
  steps: number
  meetings: readonly Meeting[] | null
  score: number
  bound: number
}

/** Finds a good schedule of a valid instance and proves how far from the best it can be. */
export function solve(instance: Instance, options: SolveOptions = {}): SolveResult {
  const run = startRun(instance, options)
  const clash = countedClash(run.model) ?? (isExact(run.model) ? searchExactly(run) : searchFreely(run))
  return resultOf(run, clash)
}

function startRun(instance: Instance, options: SolveOptions): Run {
  const begin = options.now?.() ?? 0
  const seconds = () => (options.now?.() ?? 0) - begin
  const limit = options.now === undefined ? undefined : options.seconds
  const most = options.steps ?? (limit === undefined ? DEFAULT_STEPS : Number.POSITIVE_INFINITY)
  const model = modelOf(instance)
  const run: Run = {
    model,
    options,
    seconds,
    used: (steps = 0) => {
      if (options.signal?.aborted) return 1
      return Math.min(1, Math.max(limit === undefined ? 0 : seconds() / limit, (run.steps + steps) / most))
    },
    steps: 0,
    meetings: null,
    score: Number.NEGATIVE_INFINITY,
    bound: slotsAreGiven(model) ? roomBound(model) : ceiling(model),
  }
  if (options.start) take(run, options.start)
  return run
}

/** Every request mandatory and one room: annealing for a start, then clauses. */
function searchExactly(run: Run): Clash | null {
  const { model } = run
  annealUntil(run, WARM_UP_EXACT)
  if (isProven(run)) return null
  const exact = prepare(model)
  const { solver } = exact.encoding
  const stop = () => run.used(solver.conflicts * CONFLICT_STEPS) >= 1
  if (run.meetings === null) {
    const clash = decideWith(run, exact, stop)
    if (clash !== null || run.meetings === null) return clash
  }
  suggest(exact, run.meetings)
  const { weights } = model.instance
  const top = ceiling(model)
  const start = { least: 0, meetings: run.meetings, breaks: termsOf(model.instance, run.meetings).breaks }
  minimise(exact, start, stop, ({ least, meetings }) => {
    take(run, meetings)
    lower(run, top - weights.break * least)
  })
  run.steps += solver.conflicts * CONFLICT_STEPS
  return null
}

/** Requests to choose from, or rooms: annealing, with a bound from the relaxation. */
function searchFreely(run: Run): Clash | null {
  const { model } = run
  annealUntil(run, WARM_UP)
  if (run.meetings === null && model.mandatory.includes(1)) {
    const exact = prepare(model)
    const { solver } = exact.encoding
    const clash = decideWith(run, exact, () => run.used(solver.conflicts * CONFLICT_STEPS) >= DECIDE_END)
    if (clash !== null) return clash
    run.steps += solver.conflicts * CONFLICT_STEPS
  }
  if (!slotsAreGiven(model) && run.options.effort !== 'schedules') {
    let steps = 0
    const stop = (made: number) => {
      steps = made
      return isProven(run) || run.used(made) >= BOUND_END
    }
    scoreBound(model, stop, (bound) => lower(run, bound))
    run.steps += steps
  }
  if (!isProven(run)) annealUntil(run, 1)
  return null
}

function decideWith(run: Run, exact: Exact, stop: () => boolean): Clash | null {
  const feasibility = decide(exact, stop)
  if (feasibility.kind === 'feasible') take(run, feasibility.meetings)
  if (feasibility.kind !== 'infeasible') return null
  const aborted = () => run.options.signal?.aborted === true
  return feasibility.bySpread ? spreadClash(run.model) : searchedClash(run.model, aborted)
}

/** Anneals from the best schedule known until the share of the whole budget is used, or the bound is reached. */
function annealUntil(run: Run, share: number): void {
  const from = run.used()
  let steps = 0
  const used = (made: number) => {
    steps = made
    const now = run.used(made)
    return isProven(run) || now >= share ? 1 : (now - from) / (share - from)
  }
  const start = run.meetings === null ? {} : { start: run.meetings }
  improve(run.model, { seed: run.options.seed ?? 1, used, onBetter: (meetings) => take(run, meetings), ...start })
  run.steps += steps
}

function isProven(run: Run): boolean {
  lower(run, run.options.provenElsewhere?.() ?? Number.POSITIVE_INFINITY)
  return run.meetings !== null && run.score >= run.bound
}

function take(run: Run, meetings: readonly Meeting[]): void {
  const { score } = termsOf(run.model.instance, meetings)
  if (score <= run.score) return
  run.meetings = meetings
  run.score = score
  report(run)
}

function lower(run: Run, bound: number): void {
  if (bound >= run.bound) return
  run.bound = bound
  report(run)
}

function report({ options, score, bound, seconds, meetings }: Run): void {
  options.onProgress?.({ score: meetings === null ? null : score, bound, seconds: seconds(), meetings })
}

function resultOf(run: Run, clash: Clash | null): SolveResult {
  const { model, meetings, score, options } = run
  const common = { clash, seconds: run.seconds(), seed: options.seed ?? 1 }
  if (clash !== null) {
    return { ...common, status: 'infeasible', solution: null, terms: null, bound: null, gap: null, stopped: 'proven' }
  }
  const { bound } = run
  const stopped = isProven(run) ? 'proven' : stopReason(run)
  if (meetings === null) return { ...common, status: 'open', solution: null, terms: null, bound, gap: null, stopped }
  return {
    ...common,
    status: isProven(run) ? 'optimal' : 'open',
    solution: { format: 'rendezvous-1-solution', instance: model.instance.name, meetings },
    terms: termsOf(model.instance, meetings),
    bound,
    gap: (bound - score) / Math.max(1, Math.abs(bound)),
    stopped,
  }
}

function stopReason({ options }: Run): SolveResult['stopped'] {
  if (options.signal?.aborted) return 'signal'
  return options.now !== undefined && options.seconds !== undefined ? 'seconds' : 'steps'
}
