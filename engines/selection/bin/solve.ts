import {
  type AssignmentInstance,
  type AssignmentRefusal,
  calibrate,
  checkLottery,
  explainInfeasible,
  lotterySolution,
  type Outcome,
  parseAssignmentInstance,
  parseCalibrationInstance,
  parseSelectionInstance,
  type Refusal,
  readLottery,
  readPairs,
  repairAssignment,
  replacements,
  reserveList,
  type SelectionInstance,
  solveBest,
  solveFair,
  solveLottery,
  solveTotal,
} from '../src/index.ts'
import type { Answer, Documents } from './answer.ts'
import type { Arguments } from './arguments.ts'
import { clashLines, figure } from './wording.ts'

type Clock = { readonly outOfTime: () => boolean; readonly elapsed: () => number }

/** Answers `solve`. `now` is in seconds; the engine itself knows no clock. */
export function solveInstance(args: Arguments, documents: Documents, now: () => number): Answer | Refusal {
  const start = now()
  const clock = { outOfTime: () => now() - start > args.seconds, elapsed: () => now() - start }
  switch (args.mode!) {
    case 'best':
      return using(parseSelectionInstance(documents.instance), (instance) => bestAnswer(instance, args, clock))
    case 'lottery':
      return using(parseSelectionInstance(documents.instance), (instance) => lotteryAnswer(instance, clock))
    case 'assign':
    case 'fair':
      return using(parseAssignmentInstance(documents.instance), (instance) =>
        assignmentAnswer(instance, args, documents, clock),
      )
    case 'calibrate':
      return calibrationAnswer(documents.instance, clock)
  }
}

function using<T>(outcome: Outcome<T>, answer: (value: T) => Answer | Refusal): Answer | Refusal {
  return outcome.ok ? answer(outcome.value) : outcome.refusal
}

function unsolved(mode: string, name: string, status: string, more: object, lines: readonly string[]): Answer {
  return {
    exit: 1,
    json: { mode, instance: name, status, ...more },
    lines: [`${name}: ${status}`, ...lines],
    solution: null,
  }
}

function infeasibleAnswer(mode: string, instance: SelectionInstance, clock: Clock): Answer {
  const infeasibility = explainInfeasible(instance, { outOfTime: clock.outOfTime })
  return unsolved(mode, instance.name, 'infeasible', { infeasibility }, infeasibility ? clashLines(infeasibility) : [])
}

function bestAnswer(instance: SelectionInstance, args: Arguments, clock: Clock): Answer {
  const result = solveBest(instance, { outOfTime: clock.outOfTime })
  if (result.status === 'infeasible') return infeasibleAnswer('best', instance, clock)
  if (result.status === 'unknown') return unsolved('best', instance.name, 'out of time', {}, [])
  const { best } = result
  const seconds = clock.elapsed()
  const reserve = reserveList(instance, best, { length: args.reserve, outOfTime: clock.outOfTime })
  const secondsWithReserve = clock.elapsed()
  const { members, ...terms } = best
  const document = { format: 'selection-1-best', instance: instance.name, members, reserve }
  return {
    exit: 0,
    json: { mode: 'best', instance: instance.name, status: 'solved', ...terms, seconds, secondsWithReserve, reserve },
    lines: [
      `${instance.name}: score ${best.score}, ${best.optimal ? 'proven best' : `at most ${best.bound}`}, cost ${best.cost}, ${figure(seconds)} s`,
      `members: ${members.join(' ')}`,
      `reserve, in order (applicant: points lost): ${reserve.map((r) => `${r.applicant}: ${r.loss}`).join(', ')}`,
    ],
    solution: { ...document, replacements: replacements(instance, members) },
  }
}

function lotteryAnswer(instance: SelectionInstance, clock: Clock): Answer | Refusal {
  const result = solveLottery(instance, { outOfTime: clock.outOfTime })
  if (result.status === 'infeasible') return infeasibleAnswer('lottery', instance, clock)
  if (result.status === 'unknown') return unsolved('lottery', instance.name, 'out of time', {}, [])
  const seconds = clock.elapsed()
  const document = lotterySolution(result.lottery)
  // What is reported is what a stranger would compute from the file.
  const read = readLottery(document, instance)
  if (!read.ok) return read.refusal
  const { terms, errors } = checkLottery(instance, read.value)
  const { complete, maximinProven } = result.lottery
  const stages = result.lottery.levels.stages.length
  return {
    exit: 0,
    json: {
      mode: 'lottery',
      instance: instance.name,
      status: 'solved',
      complete,
      maximinProven,
      ...terms,
      errors,
      seconds,
    },
    lines: [
      `${instance.name}: smallest chance ${figure(terms.min)}, ${maximinProven ? 'proven largest' : `at most ${figure(terms.minBound)}`}; ${complete ? `LEXIMIN complete, ${stages} stages proven` : `${figure(terms.stagesProven)} of ${stages} stages reached`}`,
      `Gini ${figure(terms.gini)}, ${document.panels.length} panels, ${figure(seconds)} s`,
    ],
    solution: document,
  }
}

function assignmentAnswer(
  instance: AssignmentInstance,
  args: Arguments,
  documents: Documents,
  clock: Clock,
): Answer | Refusal {
  if (documents.solution !== null) return repairAnswer(instance, args, documents, clock)
  const mode = args.mode!
  const result = mode === 'fair' ? solveFair(instance, { outOfTime: clock.outOfTime }) : solveTotal(instance)
  if (!result.ok) return unassigned(mode, instance, result.refusal)
  const fair = 'fair' in result ? result.fair : null
  const assignment = 'fair' in result ? result.fair.assignment : result.assignment
  const { pairs, ...terms } = assignment
  const seconds = clock.elapsed()
  const proof = fair
    ? { optimal: fair.optimal, worstBound: fair.worstBound, totalBound: fair.totalBound }
    : { optimal: true, totalBound: assignment.total }
  return {
    exit: 0,
    json: { mode, instance: instance.name, status: 'solved', ...terms, ...proof, seconds },
    lines: [
      `${instance.name}: total ${terms.total}, worst served ${terms.worstLeft}, ${proof.optimal ? 'proven best' : `total at most ${proof.totalBound}`}, ${figure(seconds)} s`,
      `${terms.withoutExpertise} of ${pairs.length} pairs without known expertise`,
    ],
    solution: { format: 'assignment-1-solution', instance: instance.name, pairs },
  }
}

function unassigned(mode: string, instance: AssignmentInstance, refusal: AssignmentRefusal): Answer {
  return unsolved(mode, instance.name, 'infeasible', { refusal }, [
    refusal.code === 'load-not-reached'
      ? `right ${refusal.rights.join(', ')} cannot reach the minimum load`
      : refusal.code === 'too-little-load'
        ? `left ${refusal.lefts[0]} lacks a partner: ${refusal.rights.length === 0 ? 'nobody else is allowed' : `right ${refusal.rights.join(', ')} are full and serve nobody who could go elsewhere`}`
        : 'out of time',
  ])
}

function repairAnswer(
  instance: AssignmentInstance,
  args: Arguments,
  documents: Documents,
  clock: Clock,
): Answer | Refusal {
  const old = readPairs(documents.solution, instance)
  if (!old.ok) return old.refusal
  const result = repairAssignment(instance, old.value, { lefts: args.withoutLeft, rights: args.withoutRight })
  if (!result.ok) return unassigned('repair', instance, result.refusal)
  const { assignment, added, removed } = result.repair
  const { pairs, ...terms } = assignment
  const seconds = clock.elapsed()
  return {
    exit: 0,
    json: {
      mode: 'repair',
      instance: instance.name,
      status: 'solved',
      ...terms,
      added,
      removed,
      optimal: true,
      seconds,
    },
    lines: [
      `${instance.name}: ${added.length} new pairs, ${removed.length} given up (fewest possible), total ${terms.total}, ${figure(seconds)} s`,
      ...added.map(([i, j]) => `+ left ${i}, right ${j}`),
      ...removed.map(([i, j]) => `- left ${i}, right ${j}`),
    ],
    solution: { format: 'assignment-1-solution', instance: instance.name, pairs },
  }
}

function calibrationAnswer(document: unknown, clock: Clock): Answer | Refusal {
  const parsed = parseCalibrationInstance(document)
  if (!parsed.ok) return parsed.refusal
  const instance = parsed.value
  const calibration = calibrate(instance)
  const { agreementRaw, agreementCalibrated, indistinguishable, components, closeCalls, closeCallCount, fit } =
    calibration
  const seconds = clock.elapsed()
  const summary = {
    agreementRaw,
    agreementCalibrated,
    indistinguishable,
    closeCallCount,
    components,
    hyper: fit.hyper,
    seconds,
  }
  const alpha = (a: typeof agreementRaw) =>
    a.alpha === null ? 'unknown' : `${figure(a.alpha)} (95 %: ${figure(a.low!)} to ${figure(a.high!)})`
  return {
    exit: 0,
    json: { mode: 'calibrate', instance: instance.name, status: 'solved', ...summary },
    lines: [
      `${instance.name}: agreement of the jurors, Krippendorff's alpha: raw ${alpha(agreementRaw)}, calibrated ${alpha(agreementCalibrated)}`,
      `${figure(100 * indistinguishable)} % of all pairs are not distinguishable; ${closeCallCount} pairs across the line of ${instance.k}`,
    ],
    solution: {
      format: 'calibration-1-solution',
      instance: instance.name,
      scores: calibration.applications.map(({ calibrated }) => calibrated),
      applications: calibration.applications,
      reviewers: fit.reviewers,
      closeCalls,
      ...summary,
    },
  }
}
