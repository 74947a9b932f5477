import {
  brokenCuts,
  calibrate,
  chanceReasons,
  chanceSentence,
  chances,
  checkAssignment,
  checkBest,
  checkCalibration,
  checkLottery,
  commitment,
  drawPanel,
  explainInfeasible,
  leftOutReasons,
  parseAssignmentInstance,
  parseCalibrationInstance,
  parseSelectionInstance,
  type Refusal,
  readBest,
  readLottery,
  readPairs,
  readScores,
  readTruth,
  type SelectionInstance,
  type Verdict,
} from '../src/index.ts'
import type { Answer, Documents } from './answer.ts'
import type { Arguments } from './arguments.ts'
import { clashLines, figure, leftOutSentence } from './wording.ts'

/** Answers `check`: the format of the instance says which rules apply. */
export function checkSolution(documents: Documents): Answer | Refusal {
  const verdict = verdictOn(documents)
  if ('code' in verdict) return verdict
  const { valid, errors, terms } = verdict
  const shown = Object.entries(terms).map(
    ([name, value]) => `${name.padEnd(16)} ${[value].flat().map(figure).join(' ')}`,
  )
  return {
    exit: valid ? 0 : 1,
    json: { ...verdict },
    lines: [...errors.slice(0, 30), valid ? 'VALID' : `INVALID (${errors.length})`, ...shown],
    solution: null,
  }
}

function verdictOn({ instance, solution, truth }: Documents): Verdict | Refusal {
  switch (formatOf(instance)) {
    case 'assignment-1':
      return assignmentVerdict(instance, solution)
    case 'calibration-1':
      return calibrationVerdict(instance, solution, truth)
    default:
      return selectionVerdict(instance, solution)
  }
}

function formatOf(document: unknown): unknown {
  return typeof document === 'object' && document !== null && 'format' in document ? document.format : null
}

function assignmentVerdict(document: unknown, solution: unknown): Verdict | Refusal {
  const instance = parseAssignmentInstance(document)
  if (!instance.ok) return instance.refusal
  const pairs = readPairs(solution, instance.value)
  return pairs.ok ? checkAssignment(instance.value, pairs.value) : pairs.refusal
}

function calibrationVerdict(document: unknown, solution: unknown, known: unknown): Verdict | Refusal {
  const instance = parseCalibrationInstance(document)
  if (!instance.ok) return instance.refusal
  const scores = readScores(solution, instance.value)
  if (!scores.ok) return scores.refusal
  if (known === null) return checkCalibration(instance.value, scores.value, null)
  const truth = readTruth(known, instance.value)
  return truth.ok ? checkCalibration(instance.value, scores.value, truth.value) : truth.refusal
}

function selectionVerdict(document: unknown, solution: unknown): Verdict | Refusal {
  const instance = parseSelectionInstance(document)
  if (!instance.ok) return instance.refusal
  if (formatOf(solution) === 'selection-1-best') {
    const members = readBest(solution, instance.value)
    return members.ok ? checkBest(instance.value, members.value) : members.refusal
  }
  const lottery = readLottery(solution, instance.value)
  if (!lottery.ok) return lottery.refusal
  const verdict = checkLottery(instance.value, lottery.value)
  const broken = lottery.value.certificate ? brokenCuts(instance.value, lottery.value.certificate) : []
  const errors = [...verdict.errors, ...broken.map((at) => `certificate, cut ${at}: some valid panel breaks it`)]
  return { ...verdict, errors, valid: errors.length === 0 }
}

/** Answers `explain`: of an instance alone, why it has no panel; of a solution, why each is in or out. */
export function explainSolution(args: Arguments, documents: Documents): Answer | Refusal {
  if (formatOf(documents.instance) === 'calibration-1') return explainCalibration(args, documents)
  if (formatOf(documents.instance) === 'assignment-1') return explainAssignment(documents)
  const parsed = parseSelectionInstance(documents.instance)
  if (!parsed.ok) return parsed.refusal
  if (documents.solution === null) return explainFeasibility(parsed.value)
  if (args.applicant !== null && args.applicant >= parsed.value.applicants.length)
    return { code: 'unknown-id', path: '--applicant', reason: `the last id is ${parsed.value.applicants.length - 1}` }
  return formatOf(documents.solution) === 'selection-1-best'
    ? explainBest(parsed.value, args, documents)
    : explainLottery(parsed.value, args, documents)
}

function explained(json: Answer['json'], lines: readonly string[]): Answer {
  return { exit: 0, json, lines, solution: null }
}

function explainFeasibility(instance: SelectionInstance): Answer {
  const infeasibility = explainInfeasible(instance)
  return explained(
    { instance: instance.name, feasible: infeasibility === null, infeasibility },
    infeasibility ? clashLines(infeasibility) : [`${instance.name}: the quotas can be met`],
  )
}

function explainBest(instance: SelectionInstance, args: Arguments, documents: Documents): Answer | Refusal {
  const members = readBest(documents.solution, instance)
  if (!members.ok) return members.refusal
  const reasons = leftOutReasons(instance, members.value).filter(
    ({ applicant }) => args.applicant === null || applicant === args.applicant,
  )
  const lines = reasons.map(leftOutSentence)
  const chosen = args.applicant !== null && members.value.includes(args.applicant)
  return explained(
    { instance: instance.name, leftOut: reasons },
    chosen ? [`applicant ${args.applicant}: chosen`] : lines,
  )
}

function explainLottery(instance: SelectionInstance, args: Arguments, documents: Documents): Answer | Refusal {
  const lottery = readLottery(documents.solution, instance)
  if (!lottery.ok) return lottery.refusal
  const { certificate, panels } = lottery.value
  if (!certificate)
    return { code: 'missing', path: 'certificate', reason: 'the lottery carries no certificate to explain' }
  const reasons = chanceReasons(instance, certificate, chances(instance, panels))
    .filter(({ applicant }) => args.applicant === null || applicant === args.applicant)
    .map((reason) => ({ ...reason, sentence: chanceSentence(reason) }))
  return explained(
    { instance: instance.name, chances: reasons },
    reasons.map(({ applicant, sentence }) => `applicant ${applicant}: ${sentence}`),
  )
}

function explainAssignment(documents: Documents): Answer | Refusal {
  const instance = parseAssignmentInstance(documents.instance)
  if (!instance.ok) return instance.refusal
  const pairs = readPairs(documents.solution, instance.value)
  if (!pairs.ok) return pairs.refusal
  const rights = instance.value.loadMax.length
  const lefts = [...instance.value.need.keys()].map((left) => {
    const partners = pairs.value.filter(([i]) => i === left).map(([, j]) => j)
    const fits = partners.map((j) => instance.value.affinity[left * rights + j]!)
    // What the left would have with the whole jury to itself: the distance shows what sharing costs.
    const open = [...Array(rights).keys()].filter((j) => !instance.value.forbidden[left * rights + j])
    const alone = open.map((j) => instance.value.affinity[left * rights + j]!).sort((a, b) => b - a)
    const best = alone.slice(0, instance.value.need[left]!).reduce((a, b) => a + b, 0)
    return { left, partners, fits, sum: fits.reduce((a, b) => a + b, 0), alone: best }
  })
  return explained(
    { instance: instance.value.name, lefts },
    lefts.map(
      ({ left, partners, fits, sum, alone }) =>
        `left ${left}: right ${partners.map((j, at) => `${j} (${fits[at]})`).join(', ')}; ${sum} of at most ${alone}`,
    ),
  )
}

function explainCalibration(args: Arguments, documents: Documents): Answer | Refusal {
  const instance = parseCalibrationInstance(documents.instance)
  if (!instance.ok) return instance.refusal
  const { applications, fit, closeCalls } = calibrate(instance.value)
  const shown = applications.filter(({ application }) => args.applicant === null || application === args.applicant)
  const byRank = [...shown].sort((a, b) => a.rank - b.rank)
  const lines = byRank.map(
    ({ application, rank, rawRank, raw, calibrated, error }) =>
      `application ${application}: rank ${rank} (raw ${rawRank}), mark ${calibrated.toFixed(1)} ± ${error.toFixed(1)} (raw ${raw === null ? 'none' : raw.toFixed(1)})`,
  )
  return explained({ instance: instance.value.name, applications: shown, reviewers: fit.reviewers, closeCalls }, lines)
}

/** Answers `draw`, or only the commitment that is published beforehand. */
export function drawMembers(args: Arguments, documents: Documents): Answer | Refusal {
  const committed = commitment(args.seed!)
  if (args.commitOnly) return explained({ commitment: committed }, [`commitment ${committed}`])
  if (args.commitment !== null && args.commitment.toLowerCase() !== committed)
    return { code: 'wrong-use', path: '--commitment', reason: 'the seed is not the one that was committed' }
  const instance = parseSelectionInstance(documents.instance)
  if (!instance.ok) return instance.refusal
  const lottery = readLottery(documents.solution, instance.value)
  if (!lottery.ok) return lottery.refusal
  const draw = drawPanel(lottery.value.panels, args.seed!)
  const document = { format: 'selection-1-best', instance: instance.value.name, members: draw.members }
  return {
    exit: 0,
    json: { instance: instance.value.name, ...draw },
    lines: [`commitment ${draw.commitment}`, `panel ${draw.panel}`, `members: ${draw.members.join(' ')}`],
    solution: document,
  }
}
