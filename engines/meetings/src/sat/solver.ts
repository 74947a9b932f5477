/**
 * A conflict-driven clause-learning SAT solver: two watched literals, activity order, saved phases, first-UIP learning,
 * restarts and forgetting by literal block distance (Eén and Sörensson, SAT 2003; Audemard and Simon, IJCAI 2009, CP 2012).
 *
 * A literal is 2v for variable v and 2v + 1 for its negation. Clauses may be added between calls.
 */

import { Analysis } from './analysis.ts'
import { Clauses } from './clauses.ts'
import { ActivityHeap } from './heap.ts'
import { Phases } from './phases.ts'
import { propagate } from './propagate.ts'
import { Restarts } from './restarts.ts'
import { Trail } from './trail.ts'

/** `true` satisfiable, `false` not under the assumptions, `null` stopped before an answer. */
export type Answer = boolean | null

/** Conflicts between two clearings of learnt clauses, and how much longer each next one takes. */
const FORGET_EVERY = 2_000
const FORGET_LATER = 300

export class SatSolver {
  /** Assumptions that clash, after an answer of `false`; empty when the clauses clash by themselves. */
  core: number[] = []
  conflicts = 0
  readonly #clauses = new Clauses()
  readonly #trail = new Trail()
  readonly #analysis = new Analysis(this.#clauses, this.#trail)
  readonly #phases = new Phases()
  readonly #restarts = new Restarts()
  readonly #activity: number[] = []
  readonly #heap = new ActivityHeap(this.#activity)
  #bump = 1
  #consistent = true
  #forgets = 0
  #nextForget = FORGET_EVERY

  get variables(): number {
    return this.#activity.length
  }

  newVariable(phase = false): number {
    const v = this.#trail.add()
    this.#analysis.add()
    this.#phases.add(phase)
    this.#activity.push(0)
    this.#clauses.watches.push([], [])
    this.#heap.insert(v)
    return v
  }

  /** The saved phase is what a decision tries first; after `true` it is the value in the last assignment. */
  setPhase(v: number, value: boolean): void {
    this.#phases.set(v, value)
  }

  phaseOf(v: number): boolean {
    return this.#phases.isTrue(v)
  }

  /** Adds a clause for good. */
  addClause(given: readonly number[]): void {
    this.#backtrack(0)
    const literals = [...new Set(given)].filter((literal) => this.#trail.values[literal] !== -1)
    if (literals.some((literal) => this.#trail.values[literal] === 1 || literals.includes(literal ^ 1))) return
    if (literals.length === 0) this.#consistent = false
    else if (literals.length === 1) {
      this.#trail.assign(literals[0]!, -1)
      if (propagate(this.#clauses, this.#trail) >= 0) this.#consistent = false
    } else this.#clauses.attach(literals, 0)
  }

  /** Searches for an assignment; `stop` is asked after each restart and every 256 conflicts. */
  solve(assumptions: readonly number[], stop: () => boolean): Answer {
    this.core = []
    while (this.#consistent) {
      if (this.#restarts.next(this.conflicts)) this.#phases.startOver()
      const answer = this.#search(assumptions, stop)
      if (answer === true) this.#save()
      const done = answer !== null || stop()
      // A restart keeps the assumptions, which would only be made again.
      this.#backtrack(done || this.conflicts >= this.#nextForget ? 0 : assumptions.length)
      if (done) return answer
      if (this.conflicts >= this.#nextForget) {
        this.#forgets++
        this.#nextForget = this.conflicts + FORGET_EVERY + FORGET_LATER * this.#forgets
        this.#forget()
      }
    }
    return false
  }

  #save(): void {
    for (const literal of this.#trail.literals) this.#phases.save(literal)
  }

  #search(assumptions: readonly number[], stop: () => boolean): Answer {
    for (let count = 0; ; ) {
      const conflict = propagate(this.#clauses, this.#trail)
      if (conflict >= 0) {
        this.conflicts++
        if (this.#trail.marks.length === 0) {
          this.#consistent = false
          return false
        }
        if (this.#restarts.steady) this.#phases.remember(this.#trail.literals, this.#trail.marks.at(-1)!)
        this.#learn(conflict)
        count++
        if (this.#restarts.isDue(count)) return null
        if (count % 256 === 0 && stop()) return null
        continue
      }
      const literal = this.#next(assumptions)
      if (literal === -1) return true
      if (literal === -2) return false
      this.#trail.decide(literal)
    }
  }

  /** The next decision: an assumption not yet set, or the most active open variable; -1 when all are set, -2 on a clash. */
  #next(assumptions: readonly number[]): number {
    const { literals, marks } = this.#trail
    while (marks.length < assumptions.length) {
      const literal = assumptions[marks.length]!
      const value = this.#trail.values[literal]
      if (value === 0) return literal
      if (value === -1) {
        this.core = this.#analysis.explain(literal)
        return -2
      }
      marks.push(literals.length)
    }
    while (this.#heap.size > 0) {
      const v = this.#heap.pop()
      if (this.#trail.values[2 * v] === 0) return this.#phases.preferred(v, this.#restarts.steady)
    }
    return -1
  }

  #backtrack(level: number): void {
    this.#trail.backtrack(level, (literal) => {
      this.#phases.save(literal)
      this.#heap.insert(literal >> 1)
    })
  }

  /** Learns from a conflict, jumps back and asserts what was learnt. */
  #learn(conflict: number): void {
    const { levels } = this.#trail
    const clause = this.#analysis.learn(conflict, (v) => this.#bumpVariable(v))
    const distance = new Set(clause.map((literal) => levels[literal >> 1])).size
    this.#restarts.learnt(distance)
    this.#backtrack(clause.length === 1 ? 0 : levels[clause[1]! >> 1]!)
    this.#trail.assign(clause[0]!, clause.length === 1 ? -1 : this.#clauses.attach(clause, distance))
    this.#bump /= 0.95
  }

  #bumpVariable(v: number): void {
    this.#activity[v]! += this.#bump
    if (this.#activity[v]! > 1e100) {
      for (let i = 0; i < this.#activity.length; i++) this.#activity[i]! *= 1e-100
      this.#bump *= 1e-100
    }
    this.#heap.grown(v)
  }

  /** At level 0, whose literals are never resolved upon: their reasons, which may move, are not needed. */
  #forget(): void {
    for (const literal of this.#trail.literals) this.#trail.reasons[literal >> 1] = -1
    this.#clauses.forget()
  }
}
