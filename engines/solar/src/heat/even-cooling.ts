/**
 * A field left alone cools evenly: after a step or two each of its temperatures moves by one ratio of its movement in
 * the step before. The rest of the hour then follows without being stepped through.
 */

/** The ratio of the last movement to the one before, or null while that is not one number (to within `even`). */
export function evenRatio(before: Float64Array, between: Float64Array, now: Float64Array, even: number): number | null {
  let [first, second] = [0, 0]
  for (let i = 0; i < now.length; i++) {
    first += between[i]! - before[i]!
    second += now[i]! - between[i]!
  }
  const ratio = second / first
  if (!(ratio > 0 && ratio < 1)) return null
  for (let i = 0; i < now.length; i++) {
    const uneven = now[i]! - between[i]! - ratio * (between[i]! - before[i]!)
    if (Math.abs(uneven) > even) return null
  }
  return ratio
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
