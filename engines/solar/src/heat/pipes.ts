/** One stretch of pipe between field and plant: W/K to the air, share of the field's flow, how many alike. */
export interface PipePiece {
  readonly conductance: number
  readonly flowShare: number
  readonly alike: number
}

/** Pipes on one side of the field: fluid volume (m3), heat capacity of their steel (J/K), and the losing stretches. */
export interface PipeSide {
  readonly volume: number
  readonly steel: number
  readonly losses: PipeLosses
}

/**
 * Stretches in series taken together. With x one over the capacity flow (K/W) and temperatures counted from the air, the
 * end has 1 - cooling1 x + cooling2 x2 of the start, and the loss is (loss0 - loss1 x + loss2 x2) times the start.
 */
export interface PipeLosses {
  readonly cooling: readonly [number, number]
  readonly loss: readonly [number, number, number]
}

/** Expands a series of stretches to the second order: each cools its flow by some hundredths at most. */
export function pipeLosses(pieces: readonly PipePiece[]): PipeLosses {
  let [first, second] = [0, 0]
  const loss: [number, number, number] = [0, 0, 0]
  for (const { conductance, flowShare, alike } of pieces) {
    const q = conductance * alike
    loss[0] += q
    loss[1] += q * first
    loss[2] += q * second
    const c = conductance / flowShare
    second += first * c
    first += c
  }
  return { cooling: [first, second], loss }
}

/** W per kelvin of the start over the air, for one over the capacity flow. */
export const lossOf = ({ loss }: PipeLosses, x: number): number => loss[0] - x * (loss[1] - x * loss[2])
