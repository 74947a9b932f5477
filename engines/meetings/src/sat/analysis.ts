/** What a conflict teaches: the clause of its first unique implication point, or the assumptions that clash. */

import { type Clauses, HEADER } from './clauses.ts'
import type { Trail } from './trail.ts'

export class Analysis {
  readonly #clauses: Clauses
  readonly #trail: Trail
  readonly #seen: number[] = []

  constructor(clauses: Clauses, trail: Trail) {
    this.#clauses = clauses
    this.#trail = trail
  }

  add(): void {
    this.#seen.push(0)
  }

  /**
   * The learnt clause: the literal to assert first, then one of the level to jump back to. `visit` hears each variable
   * that had a part in the conflict.
   */
  learn(conflict: number, visit: (v: number) => void): number[] {
    const { levels } = this.#trail
    const learnt = this.#firstUip(conflict, visit)
    const kept = learnt.filter((literal, i) => i === 0 || !this.#isImplied(literal))
    for (const literal of learnt) this.#seen[literal >> 1] = 0
    let back = 0
    for (let i = 1; i < kept.length; i++) {
      const level = levels[kept[i]! >> 1]!
      if (level <= back) continue
      back = level
      ;[kept[1], kept[i]] = [kept[i]!, kept[1]!]
    }
    return kept
  }

  /** The assumptions that force `literal`, itself an assumption, to be false. */
  explain(literal: number): number[] {
    const { literals, levels, marks, reasons } = this.#trail
    const core = [literal]
    this.#seen[literal >> 1] = 1
    for (let i = literals.length - 1; i >= (marks[0] ?? literals.length); i--) {
      const v = literals[i]! >> 1
      if (!this.#seen[v]) continue
      this.#seen[v] = 0
      const reason = reasons[v]!
      if (reason < 0) core.push(literals[i]!)
      else
        this.#eachOther(reason, v, (other) => {
          if (levels[other >> 1]! > 0) this.#seen[other >> 1] = 1
        })
    }
    this.#seen[literal >> 1] = 0
    return [...new Set(core)]
  }

  #eachOther(clause: number, v: number, visit: (literal: number) => void): void {
    const { arena } = this.#clauses
    const end = clause + HEADER + arena[clause]!
    for (let i = clause + HEADER; i < end; i++) if (arena[i]! >> 1 !== v) visit(arena[i]!)
  }

  #firstUip(conflict: number, visit: (v: number) => void): number[] {
    const { literals, levels, marks, reasons } = this.#trail
    const { arena } = this.#clauses
    const seen = this.#seen
    const learnt = [-1]
    const level = marks.length
    let [open, index, clause, pivot] = [0, literals.length - 1, conflict, -1]
    do {
      const end = clause + HEADER + arena[clause]!
      for (let i = clause + HEADER; i < end; i++) {
        const literal = arena[i]!
        const v = literal >> 1
        if (v === pivot || seen[v] || levels[v] === 0) continue
        seen[v] = 1
        visit(v)
        if (levels[v] === level) open++
        else learnt.push(literal)
      }
      while (!seen[literals[index]! >> 1]) index--
      pivot = literals[index]! >> 1
      clause = reasons[pivot]!
      seen[pivot] = 0
      index--
      open--
    } while (open > 0)
    learnt[0] = literals[index + 1]! ^ 1
    return learnt
  }

  /** True when all other literals of the reason are in the learnt clause already. */
  #isImplied(literal: number): boolean {
    const v = literal >> 1
    const { levels, reasons } = this.#trail
    const { arena } = this.#clauses
    const reason = reasons[v]!
    if (reason < 0) return false
    const end = reason + HEADER + arena[reason]!
    for (let i = reason + HEADER; i < end; i++) {
      const other = arena[i]! >> 1
      if (other !== v && !this.#seen[other] && levels[other]! > 0) return false
    }
    return true
  }
}
