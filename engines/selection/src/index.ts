/**
 * Fair choices, proven and explained. Pure functions: no files, no clock, no randomness but a seed.
 *
 * - choose k applicants under quotas: `solveBest`, `solveLottery`, `explainInfeasible`, `drawPanel`
 * - assign reviewers or mentors: `solveTotal`, `solveFair`, `repairAssignment`
 * - make marks comparable: `calibrate`
 * - check what others (or this library) claim: `check…`, `verifyCertificate`
 */

export {
  type Assignment,
  type AssignmentRefusal,
  describeAssignment,
} from './assign/assignment.ts'
export { type Fair, type FairOptions, type FairResult, solveFair } from './assign/fair.ts'
export { type AssignmentInstance, type Pair, parseAssignmentInstance } from './assign/instance.ts'
export {
  type DropOut,
  type Repair,
  type RepairResult,
  repairAssignment,
  solveTotal,
  type TotalResult,
} from './assign/total.ts'
export { type Best, type BestOptions, type BestResult, solveBest } from './best/best.ts'
export { type LeftOut, leftOutReasons } from './best/reasons.ts'
export { type ReserveEntry, type ReserveOptions, replacements, reserveList } from './best/reserve.ts'
export { type Agreement, agreement } from './calibrate/agreement.ts'
export {
  type Calibration,
  type CalibrationOptions,
  type CloseCall,
  calibrate,
  type RankedApplication,
} from './calibrate/calibration.ts'
export { type CalibrationInstance, parseCalibrationInstance, type Review } from './calibrate/instance.ts'
export type { CalibrationFit, Hyper, QualityFit, ReviewerFit } from './calibrate/model.ts'
export { checkAssignment, readPairs } from './check/check-assignment.ts'
export { checkCalibration, kendallTau, readScores, readTruth } from './check/check-calibration.ts'
export { brokenCuts } from './check/check-cuts.ts'
export { chances, checkBest, checkLottery, readBest } from './check/check-selection.ts'
export type { Verdict } from './check/verdict.ts'
export type { Limit } from './infeasible/elastic.ts'
export { explainInfeasible, type Infeasibility, type InfeasibilityOptions } from './infeasible/explain.ts'
export type { Relaxation } from './infeasible/relaxations.ts'
export { type Applicant, parseSelectionInstance, type Quota, type SelectionInstance } from './instance.ts'
export {
  type Certificate,
  type CertificateCheck,
  type CertificateStage,
  certificateOf,
  type Rule,
  verifyCertificate,
} from './lottery/certificate.ts'
export { type ChanceReason, chanceReasons, chanceSentence } from './lottery/chance-reasons.ts'
export { commitment, type Draw, type DrawPanel, drawPanel } from './lottery/draw.ts'
export { type Lottery, type LotteryOptions, type LotteryResult, solveLottery } from './lottery/lottery.ts'
export { type LotterySolution, lotterySolution, type ReadLottery, readLottery } from './lottery/solution.ts'
export { accepted, type Outcome, type Refusal, type RefusalCode, refused } from './refusal.ts'
