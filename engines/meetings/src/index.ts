/** `@grappe/meetings`: which requested meetings are held, when and where, with a proven bound. */

export { applyChanges, type Change } from './change/changes.ts'
export {
  type Explanation,
  explain,
  type HoldingChange,
  leastServed,
  type Served,
  type SlotReason,
} from './change/explain.ts'
export { type Move, type MoveReason, type Repair, repair } from './change/repair.ts'
export { check, type Rule, type Verdict, type Violation } from './check/check.ts'
export { type Agenda, agendas, type Terms, termsOf } from './check/terms.ts'
export { type CalendarFacts, participantCalendar } from './export/calendar.ts'
export { participantSheet, type Sheet, type SheetNames, sheetText, tableSheet } from './export/sheets.ts'
export { assignTables } from './export/tables.ts'
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
export {
  type Profile,
  type Reason,
  SUGGEST_WEIGHTS,
  type Suggestion,
  type SuggestWeights,
  suggest,
} from './suggest/suggest.ts'
export { type SolveInOptions, type SolveWorker, solveIn } from './workers/solve-in.ts'
