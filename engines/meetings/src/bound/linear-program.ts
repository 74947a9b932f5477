/** A linear program: the most of gain . x with 0 <= x <= most and rows . x <= limits, as sparse typed arrays. */

export interface LinearProgram {
  readonly gain: Float64Array
  /** Largest value of each variable. */
  readonly most: Float64Array
  readonly limit: Float64Array
  /** Row i has terms start[i] to start[i + 1]: a variable and its coefficient each. */
  readonly start: Int32Array
  readonly variable: Int32Array
  readonly coefficient: Float64Array
}

/** A program while its variables and rows are named one by one. */
export class ProgramDraft {
  readonly #gain: number[] = []
  readonly #most: number[] = []
  readonly #limit: number[] = []
  readonly #start: number[] = [0]
  readonly #variable: number[] = []
  readonly #coefficient: number[] = []

  /** The number of the new variable. */
  addVariable(gain: number, most: number): number {
    this.#most.push(most)
    return this.#gain.push(gain) - 1
  }

  /** Sum of `plus` less sum of `minus` is at most `limit`; left out when it always is. */
  addRow(plus: readonly number[], minus: readonly number[], limit: number): void {
    if (plus.reduce((sum, j) => sum + this.#most[j]!, 0) <= limit) return
    this.#addTerms(plus, 1)
    this.#addTerms(minus, -1)
    this.#limit.push(limit)
    this.#start.push(this.#variable.length)
  }

  finish(): LinearProgram {
    return {
      gain: Float64Array.from(this.#gain),
      most: Float64Array.from(this.#most),
      limit: Float64Array.from(this.#limit),
      start: Int32Array.from(this.#start),
      variable: Int32Array.from(this.#variable),
      coefficient: Float64Array.from(this.#coefficient),
    }
  }

  #addTerms(variables: readonly number[], coefficient: number): void {
    for (const j of variables) {
      this.#variable.push(j)
      this.#coefficient.push(coefficient)
    }
  }
}
