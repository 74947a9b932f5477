import type { HeatFluid } from './fluids.ts'
import { decades, frictionFactor } from './pressure.ts'

/** One piece of the connection between collectors. */
export interface ConnectionPiece {
  readonly kind: 'fitting' | 'pipe' | 'flex-hose'
  readonly resistance: number
  readonly diameter: number
  readonly length: number
}

/** A connection between two collectors, or between a header and a collector. */
export type Connection = readonly ConnectionPiece[]

const WALL_SHARE = 0.0194

type Row = readonly (readonly [kind: 0 | 1 | 2, resistance: number, diameter: number, length: number])[]

const WIDE = 0.085
const NARROW = 0.0635

/** From header to loop and back. */
const HEADER_JOINT: Row = [
  [0, 0.9, WIDE, 0],
  [1, 0, NARROW, 0],
  [0, 0.19, WIDE, 0],
  [1, 0, NARROW, 0],
  [0, 0.9, WIDE, 0],
]

const BEFORE_FIRST: Row = [
  [1, 0, WIDE, 0],
  [0, 0.6, WIDE, 0],
  [0, 0.05, WIDE, 0],
  [2, 0, NARROW, 1],
  [0, 0.6, NARROW, 0],
  [1, 0, NARROW, 0],
  [0, 0.6, NARROW, 0],
  [2, 0, NARROW, 1],
  [0, 0.42, NARROW, 0],
  [2, 0, NARROW, 1],
  [0, 0.15, WIDE, 0],
]

const BETWEEN: Row = [
  [0, 0.05, WIDE, 0],
  [2, 0, NARROW, 1],
  [0, 0.42, NARROW, 0],
  [2, 0, NARROW, 1],
  [0, 0.6, NARROW, 0],
  [1, 0, NARROW, 0],
  [0, 0.6, NARROW, 0],
  [2, 0, NARROW, 1],
  [0, 0.42, NARROW, 0],
  [2, 0, NARROW, 1],
  [0, 0.15, WIDE, 0],
]

const AFTER_LAST: Row = [
  [0, 0.05, WIDE, 0],
  [2, 0, NARROW, 1],
  [0, 0.42, NARROW, 0],
  [2, 0, NARROW, 1],
  [0, 0.6, NARROW, 0],
  [1, 0, NARROW, 0],
  [0, 0.6, NARROW, 0],
  [2, 0, NARROW, 1],
  [0, 0.15, WIDE, 0],
  [0, 0.6, WIDE, 0],
  [1, 0, WIDE, 0],
]

const asConnection = (row: Row): Connection =>
  row.map(([kind, resistance, diameter, length]) => ({
    kind: (['fitting', 'pipe', 'flex-hose'] as const)[kind],
    resistance,
    diameter,
    length,
  }))

/** The connections of a loop of collectors, from header to header: the usual hoses, joints and pipes. */
export const loopConnections = (collectors: number): Connection[] => [
  asConnection(HEADER_JOINT),
  asConnection(BEFORE_FIRST),
  ...Array.from({ length: collectors - 1 }, () => asConnection(BETWEEN)),
  asConnection(AFTER_LAST),
  asConnection(HEADER_JOINT),
]

/** W/K a connection loses to the air, for a loss coefficient of its outer surface (W/(m2 K)). */
export const connectionConductance = (connection: Connection, coefficient: number): number =>
  connection.reduce((sum, p) => sum + coefficient * Math.PI * p.diameter * (1 + 2 * WALL_SHARE) * p.length, 0)

const LOG = decades

/** A line through two points in logarithms, at x. */
const powerLine = (x: number, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): number =>
  10 ** (LOG(y1) + ((LOG(y2) - LOG(y1)) / (LOG(x2) - LOG(x1))) * (LOG(x) - LOG(x1)))

/** Friction factor of corrugated hose of a diameter (m) by Reynolds number (fit of a maker's tables). */
function hoseFriction(diameter: number): (reynolds: number) => number {
  const size = Math.log(diameter * 1000)
  const low = 3e4 * size - 1.1e4
  const high = 1.12e5 * size - 6.4e4
  const atLow = powerLine(low, [3.46e4, 9.92e-2], [1.37e5, 5.48e-2])
  const atHigh = powerLine(high, [1.24e5, 2.21e-1], [4.97e5, 9.86e-2])
  const slope = Math.log(atHigh / atLow) / Math.log(high / low)
  return (reynolds) => (reynolds < low ? atLow : reynolds > high ? atHigh : atLow * (reynolds / low) ** slope)
}

/** Friction factor of a smooth transition from laminar to rough turbulent flow (Zigrang and Sylvester above 4000). */
function pipeFriction(roughness: number, reynolds: number): number {
  if (reynolds < 2100) return 64 / reynolds
  if (reynolds < 4000) return frictionFactor(roughness, reynolds)
  const r = roughness / 3.7
  const k = 5.02 / reynolds
  return (-2 * LOG(r - k * LOG(r - k * LOG(r + 13 / reynolds)))) ** -2
}

/** A connection boiled down: fittings as one coefficient over the fourth power of the diameter, and what has length. */
export interface ConnectionDrop {
  readonly fittings: number
  readonly lengths: readonly {
    readonly diameter: number
    readonly length: number
    readonly relative: number
    readonly hose: ((reynolds: number) => number) | null
  }[]
}

export function connectionLosses(connection: Connection, roughness: number): ConnectionDrop {
  const lengths: { diameter: number; length: number; relative: number; hose: ((re: number) => number) | null }[] = []
  let fittings = 0
  for (const piece of connection) {
    if (piece.kind === 'fitting') fittings += piece.resistance / piece.diameter ** 4
    else if (piece.length > 0) {
      const isHose = piece.kind === 'flex-hose'
      const alike = lengths.find((l) => l.diameter === piece.diameter && (l.hose !== null) === isHose)
      if (alike) alike.length += piece.length
      else
        lengths.push({
          diameter: piece.diameter,
          length: piece.length,
          // The published model divides the roughness by the diameter twice.
          relative: roughness / piece.diameter ** 2,
          hose: isHose ? hoseFriction(piece.diameter) : null,
        })
    }
  }
  return { fittings, lengths }
}

/** Pressure lost along a connection, Pa, for a flow (kg/s) at a temperature (K). */
export function connectionDrop(fluid: HeatFluid, losses: ConnectionDrop, flow: number, kelvin: number): number {
  const density = fluid.density(kelvin)
  const viscosity = fluid.viscosity(kelvin)
  const heads = (8 * flow * flow) / (density * Math.PI * Math.PI)
  let drop = losses.fittings * heads
  for (const { diameter, length, relative, hose } of losses.lengths) {
    const reynolds = (4 * flow) / (Math.PI * diameter * viscosity)
    const friction = hose && reynolds >= 6000 ? hose(reynolds) : pipeFriction(relative, reynolds)
    drop += (friction * length * heads) / diameter ** 5
  }
  return drop
}
