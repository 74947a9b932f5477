/** `@grappe/meetings`: which requested meetings are held, when and where, with a proven bound. */

export { check, type Rule, type Verdict, type Violation } from './check/check.ts'
export { type Agenda, agendas, type Terms, termsOf } from './check/terms.ts'
export { readInstance } from './format/read-instance.ts'
export { readSolution } from './format/read-solution.ts'
export type {
  Instance,
  Meeting,
  MeetingRequest,
  Outcome,
  Participant,
  Refusal,
  Room,
  Solution,
  Weights,
} from './format/types.ts'
export type { Clash } from './infeasible/counted.ts'
export { type Progress, type SolveOptions, type SolveResult, type Status, solve } from './solve.ts'
