/**
 * Something that may break under whoever waits on it, and is then told so. Not a promise that everything is raced against: such a
 * promise lasts as long as the connection, and keeps every answer and every error it was ever raced with.
 */
export class Breaking {
  readonly #waiting = new Set<(reason: Error) => void>()
  readonly #onBreak: () => void
  #reason: Error | null = null

  constructor(onBreak: () => void) {
    this.#onBreak = onBreak
  }

  get isBroken(): boolean {
    return this.#reason !== null
  }

  breaks(reason: Error): void {
    if (this.#reason) return
    this.#reason = reason
    this.#onBreak()
    for (const tell of this.#waiting) tell(reason)
    this.#waiting.clear()
  }

  /** What the work gives, or the reason why it will not give anything any more. */
  until<T>(work: () => Promise<T>): Promise<T> {
    if (this.#reason) return Promise.reject(this.#reason)
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject)
      const done = () => this.#waiting.delete(reject)
      work().then(
        (answer) => {
          done()
          resolve(answer)
        },
        (error) => {
          done()
          reject(error)
        },
      )
    })
  }
}
