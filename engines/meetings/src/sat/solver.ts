/**
 * A conflict-driven clause-learning SAT solver: two watched literals, activity order, saved phases, first-UIP learning,
 * restarts and forgetting by literal block distance (Eén and Sörensson, SAT 2003; Audemard and Simon, IJCAI 2009, CP 2012).
 *
 * A literal is 2v for variable v and 2v + 1 for its negation. Clauses may be added between calls.
 */

import { Clauses, HEADER } from './clauses.ts'
import { ActivityHeap } from './heap.ts'
import { Phases } from './phases.ts'
import { Restarts } from './restarts.ts'

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
  readonly #phases = new Phases()
  readonly #restarts = new Restarts()
  /** Value of each literal: 1 true, -1 false, 0 open. */
  #values = new Int8Array(1024)
  readonly #levels: number[] = []
  readonly #reasons: number[] = []
  readonly #seen: number[] = []
  readonly #activity: number[] = []
  readonly #heap = new ActivityHeap(this.#activity)
  #bump = 1
  readonly #trail: number[] = []
  readonly #marks: number[] = []
  #queue = 0
  #consistent = true
  #forgets = 0
  #nextForget = FORGET_EVERY

  get variables(): number {
    return this.#levels.length
  }

  newVariable(phase = false): number {
    const v = this.#levels.length
    if (2 * v + 2 > this.#values.length) {
      const wider = new Int8Array(this.#values.length * 2)
      wider.set(this.#values)
      this.#values = wider
    }
    this.#levels.push(0)
    this.#reasons.push(-1)
    this.#phases.add(phase)
    this.#seen.push(0)
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
    const literals = [...new Set(given)].filter((literal) => this.#values[literal] !== -1)
    if (literals.some((literal) => this.#values[literal] === 1 || literals.includes(literal ^ 1))) return
    if (literals.length === 0) this.#consistent = false
    else if (literals.length === 1) {
      this.#assign(literals[0]!, -1)
      if (this.#propagate() >= 0) this.#consistent = false
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
    for (const literal of this.#trail) this.#phases.save(literal)
  }

  #search(assumptions: readonly number[], stop: () => boolean): Answer {
    for (let count = 0; ; ) {
      const conflict = this.#propagate()
      if (conflict >= 0) {
        this.conflicts++
        if (this.#marks.length === 0) {
          this.#consistent = false
          return false
        }
        if (this.#restarts.steady) this.#phases.remember(this.#trail, this.#marks.at(-1)!)
        this.#learn(conflict)
        count++
        if (this.#restarts.isDue(count)) return null
        if (count % 256 === 0 && stop()) return null
        continue
      }
      const literal = this.#next(assumptions)
      if (literal === -1) return true
      if (literal === -2) return false
      this.#marks.push(this.#trail.length)
      this.#assign(literal, -1)
    }
  }

  /** The next decision: an assumption not yet set, or the most active open variable; -1 when all are set, -2 on a clash. */
  #next(assumptions: readonly number[]): number {
    while (this.#marks.length < assumptions.length) {
      const literal = assumptions[this.#marks.length]!
      const value = this.#values[literal]
      if (value === 0) return literal
      if (value === -1) {
        this.core = this.#explain(literal)
        return -2
      }
      this.#marks.push(this.#trail.length)
    }
    while (this.#heap.size > 0) {
      const v = this.#heap.pop()
      if (this.#values[2 * v] === 0) return this.#phases.preferred(v, this.#restarts.steady)
    }
    return -1
  }

  /** The assumptions that force `literal`, itself an assumption, to be false. */
  #explain(literal: number): number[] {
    const core = [literal]
    this.#seen[literal >> 1] = 1
    for (let i = this.#trail.length - 1; i >= (this.#marks[0] ?? this.#trail.length); i--) {
      const v = this.#trail[i]! >> 1
      if (!this.#seen[v]) continue
      this.#seen[v] = 0
      const reason = this.#reasons[v]!
      if (reason < 0) core.push(this.#trail[i]!)
      else
        this.#eachOther(reason, v, (other) => {
          if (this.#levels[other >> 1]! > 0) this.#seen[other >> 1] = 1
        })
    }
    this.#seen[literal >> 1] = 0
    return [...new Set(core)]
  }

  #eachOther(clause: number, v: number, visit: (literal: number) => void): void {
    const end = clause + HEADER + this.#clauses.arena[clause]!
    for (let i = clause + HEADER; i < end; i++) if (this.#clauses.arena[i]! >> 1 !== v) visit(this.#clauses.arena[i]!)
  }

  #assign(literal: number, reason: number): void {
    const v = literal >> 1
    this.#values[literal] = 1
    this.#values[literal ^ 1] = -1
    this.#levels[v] = this.#marks.length
    this.#reasons[v] = reason
    this.#trail.push(literal)
  }

  #backtrack(level: number): void {
    if (this.#marks.length <= level) return
    const from = this.#marks[level]!
    for (let i = this.#trail.length - 1; i >= from; i--) {
      const literal = this.#trail[i]!
      const v = literal >> 1
      this.#values[literal] = 0
      this.#values[literal ^ 1] = 0
      this.#phases.save(literal)
      this.#heap.insert(v)
    }
    this.#trail.length = from
    this.#marks.length = level
    this.#queue = from
  }

  /** Follows all consequences; the clause that fails, or -1. */
  #propagate(): number {
    const [trail, values] = [this.#trail, this.#values]
    while (this.#queue < trail.length) {
      const falsified = trail[this.#queue++]! ^ 1
      const list = this.#clauses.watches[falsified]!
      const arena = this.#clauses.arena
      let kept = 0
      for (let i = 0; i < list.length; i += 2) {
        const blocker = list[i + 1]!
        const clause = list[i]!
        if (values[blocker] === 1) {
          list[kept++] = clause
          list[kept++] = blocker
          continue
        }
        const at = clause + HEADER
        if (arena[at] === falsified) {
          arena[at] = arena[at + 1]!
          arena[at + 1] = falsified
        }
        const first = arena[at]!
        if (first !== blocker && values[first] === 1) {
          list[kept++] = clause
          list[kept++] = first
          continue
        }
        if (this.#rewatch(clause, first)) continue
        list[kept++] = clause
        list[kept++] = first
        if (values[first] === -1) {
          for (i += 2; i < list.length; i++) list[kept++] = list[i]!
          list.length = kept
          return clause
        }
        this.#assign(first, clause)
      }
      list.length = kept
    }
    return -1
  }

  /** Watches another literal of the clause than its second, if one is not false. */
  #rewatch(clause: number, first: number): boolean {
    const [arena, values] = [this.#clauses.arena, this.#values]
    const at = clause + HEADER
    const end = at + arena[clause]!
    for (let k = at + 2; k < end; k++) {
      const literal = arena[k]!
      if (values[literal] === -1) continue
      arena[k] = arena[at + 1]!
      arena[at + 1] = literal
      this.#clauses.watches[literal]!.push(clause, first)
      return true
    }
    return false
  }

  /** Learns the first unique implication point of a conflict, jumps back and asserts it. */
  #learn(conflict: number): void {
    const learnt = this.#firstUip(conflict)
    const kept = learnt.filter((literal, i) => i === 0 || !this.#isImplied(literal))
    for (const literal of learnt) this.#seen[literal >> 1] = 0
    let back = 0
    for (let i = 1; i < kept.length; i++) {
      const level = this.#levels[kept[i]! >> 1]!
      if (level <= back) continue
      back = level
      ;[kept[1], kept[i]] = [kept[i]!, kept[1]!]
    }
    const distance = new Set(kept.map((literal) => this.#levels[literal >> 1])).size
    this.#restarts.learnt(distance)
    this.#backtrack(back)
    this.#assign(kept[0]!, kept.length === 1 ? -1 : this.#clauses.attach(kept, distance))
    this.#bump /= 0.95
  }

  #firstUip(conflict: number): number[] {
    const learnt = [-1]
    const level = this.#marks.length
    let [open, index, clause, pivot] = [0, this.#trail.length - 1, conflict, -1]
    do {
      const end = clause + HEADER + this.#clauses.arena[clause]!
      for (let i = clause + HEADER; i < end; i++) {
        const literal = this.#clauses.arena[i]!
        const v = literal >> 1
        if (v === pivot || this.#seen[v] || this.#levels[v] === 0) continue
        this.#seen[v] = 1
        this.#bumpVariable(v)
        if (this.#levels[v] === level) open++
        else learnt.push(literal)
      }
      while (!this.#seen[this.#trail[index]! >> 1]) index--
      pivot = this.#trail[index]! >> 1
      clause = this.#reasons[pivot]!
      this.#seen[pivot] = 0
      index--
      open--
    } while (open > 0)
    learnt[0] = this.#trail[index + 1]! ^ 1
    return learnt
  }

  /** True when all other literals of the reason are in the learnt clause already. */
  #isImplied(literal: number): boolean {
    const v = literal >> 1
    const reason = this.#reasons[v]!
    if (reason < 0) return false
    const end = reason + HEADER + this.#clauses.arena[reason]!
    for (let i = reason + HEADER; i < end; i++) {
      const other = this.#clauses.arena[i]! >> 1
      if (other !== v && !this.#seen[other] && this.#levels[other]! > 0) return false
    }
    return true
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
    for (const literal of this.#trail) this.#reasons[literal >> 1] = -1
    this.#clauses.forget()
  }
}
