/** The assignment of largest total, and the one of fewest changes when somebody drops out. */

import { type Assignment, type AssignmentRefusal, describeAssignment } from './assignment.ts'
import { type FlowProblem, type FlowResult, maximumWeightFlow } from './flow.ts'
import type { AssignmentInstance, Pair } from './instance.ts'

export type TotalResult =
  | { readonly ok: true; readonly assignment: Assignment }
  | { readonly ok: false; readonly refusal: AssignmentRefusal }

/** Largest sum of affinity under needs, loads and conflicts; exact. */
export function solveTotal(instance: AssignmentInstance): TotalResult {
  return describeFlow(instance, maximumWeightFlow(flowProblem(instance)))
}

export function flowProblem(instance: AssignmentInstance): FlowProblem {
  const { need, loadMin, loadMax, forbidden } = instance
  return { need, loadMin, loadMax, forbidden, weight: Float64Array.from(instance.affinity) }
}

export function describeFlow(instance: AssignmentInstance, flow: FlowResult): TotalResult {
  if (flow.status === 'solved') return { ok: true, assignment: describeAssignment(instance, flow.rights) }
  if (flow.status === 'load-not-reached')
    return { ok: false, refusal: { code: 'load-not-reached', rights: flow.rights } }
  return { ok: false, refusal: { code: 'too-little-load', lefts: flow.lefts, rights: flow.rights } }
}

export type DropOut = { readonly lefts: readonly number[]; readonly rights: readonly number[] }

export type Repair = {
  readonly assignment: Assignment
  readonly added: readonly Pair[]
  /** Pairs given up although both sides are still there; those of the withdrawn are not counted. */
  readonly removed: readonly Pair[]
}

export type RepairResult =
  | { readonly ok: true; readonly repair: Repair }
  | { readonly ok: false; readonly refusal: AssignmentRefusal }

/**
 * Re-assigns after `gone` withdrew: as many of the old pairs as possible are kept (exact), and among those the total is
 * as large as possible. The withdrawn take no load and need no partner; ids stay as they are.
 */
export function repairAssignment(instance: AssignmentInstance, old: readonly Pair[], gone: DropOut): RepairResult {
  const rights = instance.loadMax.length
  const reduced = without(instance, gone)
  const goneLefts = new Set(gone.lefts)
  const goneRights = new Set(gone.rights)
  const kept = old.filter(([i, j]) => !goneLefts.has(i) && !goneRights.has(j))
  const problem = flowProblem(reduced)
  // One kept pair outweighs any difference of affinity between two assignments.
  const most = problem.weight.reduce((a, b) => Math.max(a, Math.abs(b)), 1)
  const bonus = 2 * most * reduced.need.reduce((a, b) => a + b, 0) + 1
  for (const [i, j] of kept) problem.weight[i * rights + j] = problem.weight[i * rights + j]! + bonus
  const result = describeFlow(reduced, maximumWeightFlow(problem))
  if (!result.ok) return result
  const before = new Set(kept.map(String))
  const after = new Set(result.assignment.pairs.map(String))
  const added = result.assignment.pairs.filter((pair) => !before.has(String(pair)))
  const removed = kept.filter((pair) => !after.has(String(pair)))
  return { ok: true, repair: { assignment: result.assignment, added, removed } }
}

function without(instance: AssignmentInstance, gone: DropOut): AssignmentInstance {
  const need = instance.need.slice()
  const loadMin = instance.loadMin.slice()
  const loadMax = instance.loadMax.slice()
  for (const i of gone.lefts) need[i] = 0
  for (const j of gone.rights) {
    loadMin[j] = 0
    loadMax[j] = 0
  }
  return { ...instance, need, loadMin, loadMax }
}
