/**
 * A field left alone cools as one: its parts soon move alike, and its loss falls by one ratio from step to step. The rest
 * of an hour then follows without being stepped through, and in the hours after it one step tells how far the field moves
 * in their air.
 */
export interface Cooling {
  /** Of the loss of a step to the one before; zero while unknown. */
  ratio: number
  /** The loss at which it was found. */
  loss: number
}

export const unknownCooling = (): Cooling => ({ ratio: 0, loss: 0 })

/** Once the loss is this share of the one known, how the field cools is looked at again. */
const FADED = 0.85

/** Whether how a field cools is known at a loss. */
export function isKnown(cooling: Cooling, loss: number): boolean {
  if (loss < FADED * cooling.loss) cooling.ratio = 0
  return cooling.ratio > 0
}

/** Takes from the losses of two steps how a field cools; false while it does not. */
export function lookAt(cooling: Cooling, before: number, now: number): boolean {
  const ratio = now / before
  cooling.loss = now
  cooling.ratio = ratio > 0 && ratio < 1 ? ratio : 0
  return cooling.ratio > 0
}

/**
 * Movement of a whole field by the mean of its parts, weighed by what heat they hold, or null if a part strays from it by
 * more than `even`. What strays is a wave that goes round with the fluid and fades; the mean is the field's cooling.
 */
export function evenMove(weights: Float64Array, from: Float64Array, to: Float64Array, even: number): number | null {
  let mean = 0
  for (let i = 0; i < weights.length; i++) mean += weights[i]! * (to[i]! - from[i]!)
  for (let i = 0; i < weights.length; i++) if (Math.abs(to[i]! - from[i]! - mean) > even) return null
  return mean
}

/**
 * Further steps by a ratio: last movements that they add up to, and by how many times the change of a flow of heat from
 * the last step but one to the last their sum differs from as many last steps.
 */
export function furtherSteps(ratio: number, steps: number): { readonly moved: number; readonly shift: number } {
  let [moved, shift, power] = [0, 0, 1]
  for (let k = 0; k < steps; k++) {
    power *= ratio
    moved += power
    shift += moved
  }
  return { moved, shift }
}
