/** What searches in several workers tell each other while they run: the bound each has proven, and when to stop. */

/** One cell for each worker's bound, and a last one that is not 0 when all are to stop. */
export class Board {
  readonly cells: Float64Array

  constructor(cells: Float64Array) {
    this.cells = cells
  }

  /** Seen by all workers where memory can be shared; otherwise each has a copy, and nobody hears of the others. */
  static forWorkers(count: number): Board {
    const bytes = (count + 1) * Float64Array.BYTES_PER_ELEMENT
    const shared = typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)
    return new Board(new Float64Array(shared).fill(Number.POSITIVE_INFINITY, 0, count))
  }

  get isShared(): boolean {
    return !(this.cells.buffer instanceof ArrayBuffer)
  }

  /** The least bound on the board: each worker writes its own cell only, so that none is lost. */
  get bound(): number {
    return this.cells.subarray(0, -1).reduce((least, bound) => Math.min(least, bound), Number.POSITIVE_INFINITY)
  }

  prove(worker: number, bound: number): void {
    this.cells[worker] = bound
  }

  get aborted(): boolean {
    return this.cells.at(-1) !== 0
  }

  stop(): void {
    this.cells[this.cells.length - 1] = 1
  }
}
