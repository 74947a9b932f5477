/** What a decision tries first: the last value of a variable or, in a steady stretch, that of the furthest assignment. */

export class Phases {
  readonly #saved: number[] = []
  /** -1 where the furthest assignment says nothing; variables added since it was begun are not in it. */
  #target = new Int8Array(0)
  #furthest = 0

  add(phase: boolean): void {
    this.#saved.push(phase ? 1 : 0)
  }

  set(v: number, value: boolean): void {
    this.#saved[v] = value ? 1 : 0
  }

  isTrue(v: number): boolean {
    return this.#saved[v] === 1
  }

  save(literal: number): void {
    this.#saved[literal >> 1] = literal & 1 ? 0 : 1
  }

  /** The literal of v to decide on. */
  preferred(v: number, steady: boolean): number {
    const target = steady ? (this.#target[v] ?? -1) : -1
    return 2 * v + 1 - (target >= 0 ? target : this.#saved[v]!)
  }

  /** Keeps the first `reach` literals of the trail, which had no conflict, when nothing as far is known. */
  remember(trail: readonly number[], reach: number): void {
    if (reach <= this.#furthest) return
    this.#furthest = reach
    for (let i = 0; i < reach; i++) this.#target[trail[i]! >> 1] = trail[i]! & 1 ? 0 : 1
  }

  /** Lets go of the furthest assignment. */
  startOver(): void {
    this.#target = new Int8Array(this.#saved.length).fill(-1)
    this.#furthest = 0
  }
}
