/** A binary heap of variables, the most active first, with the place of each variable known. */

export class ActivityHeap {
  readonly #activity: number[]
  readonly #heap: number[] = []
  readonly #place: number[] = []

  /** `activity` is read at each comparison and stays the caller's. */
  constructor(activity: number[]) {
    this.#activity = activity
  }

  get size(): number {
    return this.#heap.length
  }

  insert(v: number): void {
    if (this.#place[v] !== undefined && this.#place[v]! >= 0) return
    this.#place[v] = this.#heap.length
    this.#heap.push(v)
    this.#up(this.#heap.length - 1)
  }

  /** To be called when the activity of v has grown. */
  grown(v: number): void {
    const i = this.#place[v]
    if (i !== undefined && i >= 0) this.#up(i)
  }

  /** Takes the most active variable out. */
  pop(): number {
    const top = this.#heap[0]!
    const last = this.#heap.pop()!
    this.#place[top] = -1
    if (this.#heap.length > 0) {
      this.#heap[0] = last
      this.#place[last] = 0
      this.#down(0)
    }
    return top
  }

  #up(start: number): void {
    const [heap, place, activity] = [this.#heap, this.#place, this.#activity]
    const v = heap[start]!
    let i = start
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (activity[heap[parent]!]! >= activity[v]!) break
      heap[i] = heap[parent]!
      place[heap[i]!] = i
      i = parent
    }
    heap[i] = v
    place[v] = i
  }

  #down(start: number): void {
    const [heap, place, activity] = [this.#heap, this.#place, this.#activity]
    const v = heap[start]!
    let i = start
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && activity[heap[child + 1]!]! > activity[heap[child]!]!) child++
      if (activity[heap[child]!]! <= activity[v]!) break
      heap[i] = heap[child]!
      place[heap[i]!] = i
      i = child
    }
    heap[i] = v
    place[v] = i
  }
}
