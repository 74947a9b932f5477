/** What is assigned, in order, with the level and the reason of each assignment. */

export class Trail {
  /** Value of each literal: 1 true, -1 false, 0 open. */
  values = new Int8Array(1024)
  /** Of each variable: the number of decisions before it, and the clause that forced it (-1: none). */
  readonly levels: number[] = []
  readonly reasons: number[] = []
  readonly literals: number[] = []
  /** Where each level begins in `literals`. */
  readonly marks: number[] = []
  /** The first literal whose consequences are not yet followed. */
  queue = 0

  /** A new variable, open. */
  add(): number {
    const v = this.levels.length
    if (2 * v + 2 > this.values.length) {
      const wider = new Int8Array(this.values.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.levels.push(0)
    this.reasons.push(-1)
    return v
  }

  /** Begins a level. */
  decide(literal: number): void {
    this.marks.push(this.literals.length)
    this.assign(literal, -1)
  }

  assign(literal: number, reason: number): void {
    const v = literal >> 1
    this.values[literal] = 1
    this.values[literal ^ 1] = -1
    this.levels[v] = this.marks.length
    this.reasons[v] = reason
    this.literals.push(literal)
  }

  /** Takes back all above `level`, the last first; `visit` hears each literal. */
  backtrack(level: number, visit: (literal: number) => void): void {
    if (this.marks.length <= level) return
    const from = this.marks[level]!
    for (let i = this.literals.length - 1; i >= from; i--) {
      const literal = this.literals[i]!
      this.values[literal] = 0
      this.values[literal ^ 1] = 0
      visit(literal)
    }
    this.literals.length = from
    this.marks.length = level
    this.queue = from
  }
}
