/** The clauses of a solver in one array, and for each literal the clauses that watch it. */

/** Words before the literals of a clause: its size and its block distance (0 for a given clause). */
export const HEADER = 2

export class Clauses {
  arena = new Int32Array(1 << 16)
  /** Pairs (clause, blocker) for each literal: when the blocker is true, the clause need not be looked at. */
  readonly watches: number[][] = []
  #end = 0
  #learnt: number[] = []

  /** Adds a clause of at least two literals, watched at the first two, and gives its place. */
  attach(literals: readonly number[], distance: number): number {
    const size = literals.length + HEADER
    if (this.#end + size > this.arena.length) {
      const wider = new Int32Array(this.arena.length * 2 + size)
      wider.set(this.arena)
      this.arena = wider
    }
    const clause = this.#end
    this.arena[clause] = literals.length
    this.arena[clause + 1] = distance
    this.arena.set(literals, clause + HEADER)
    this.#end += size
    this.#watch(clause)
    if (distance > 0) this.#learnt.push(clause)
    return clause
  }

  /** Drops the half of the learnt clauses with the largest block distance; the others move. */
  forget(): void {
    const { arena } = this
    const order = this.#learnt.filter((clause) => arena[clause + 1]! > 2)
    order.sort((x, y) => arena[x + 1]! - arena[y + 1]! || y - x)
    const dropped = new Set(order.slice(order.length >> 1))
    for (const list of this.watches) list.length = 0
    this.#learnt = []
    let to = 0
    for (let from = 0; from < this.#end; ) {
      const size = arena[from]! + HEADER
      if (!dropped.has(from)) {
        arena.copyWithin(to, from, from + size)
        this.#watch(to)
        if (arena[to + 1]! > 0) this.#learnt.push(to)
        to += size
      }
      from += size
    }
    this.#end = to
  }

  #watch(clause: number): void {
    const [first, second] = [this.arena[clause + HEADER]!, this.arena[clause + HEADER + 1]!]
    this.watches[first]!.push(clause, second)
    this.watches[second]!.push(clause, first)
  }
}
