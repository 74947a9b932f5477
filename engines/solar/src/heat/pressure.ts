import type { HeatFluid } from './fluids.ts'

const CELLS = 256
const INVERSES = Float64Array.from({ length: CELLS }, (_, i) => 1 / (1 + (i + 0.5) / CELLS))
const DECADES = Float64Array.from(INVERSES, (inverse) => -Math.log10(inverse))
/** Brings a number to between 1 and 2, by its exponent's bits. */
const POWERS = Float64Array.from({ length: 2047 }, (_, i) => 2 ** (1023 - i))
const DOUBLING = Math.log10(2)
const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)
/** Which of a number's two words holds its exponent. */
const HIGH = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1

/** log10 of a positive normal number to its last places: a table by the leading bits and a short series. */
export function decades(x: number): number {
  bits[0] = x
  const high = words[HIGH]!
  const cell = (high >>> 12) & (CELLS - 1)
  const r = x * POWERS[high >>> 20]! * INVERSES[cell]! - 1
  const series = r * (1 + r * (-1 / 2 + r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 - r / 6)))))
  return ((high >>> 20) - 1023) * DOUBLING + DECADES[cell]! + series * Math.LOG10E
}

const FRICTION_TOLERANCE = 0.01
/** The two inverse roots of the friction the search starts from. */
const [FIRST, SECOND] = [33.33333, 28.5714]

/** Darcy friction factor (Colebrook, solved by secant), for a relative roughness and a Reynolds number. */
export function frictionFactor(roughness: number, reynolds: number): number {
  if (reynolds < 2750) return 64 / Math.max(reynolds, 1)
  const rough = roughness / 3.7
  const smooth = 2.51 / reynolds
  let before = FIRST
  let atBefore = FIRST + 2 * decades(rough + smooth * FIRST)
  let x = SECOND
  for (let pass = 0; pass < 21; pass++) {
    const at = x + 2 * decades(rough + smooth * x)
    if (Math.abs(at - atBefore) <= FRICTION_TOLERANCE) break
    const next = x - (at * (x - before)) / (at - atBefore)
    before = x
    atBefore = at
    x = Math.max(next, 1e-5)
  }
  return 1 / (x * x)
}

/** Pipe and fittings of a stretch. `resistances` is the sum of the fittings' loss coefficients (of velocity heads). */
export interface Stretch {
  readonly diameter: number
  readonly roughness: number
  readonly length: number
  readonly resistances: number
}

/** Pressure lost along a stretch, Pa, for a flow (kg/s) at a temperature (K). */
export const pressureDrop = (fluid: HeatFluid, flow: number, kelvin: number, stretch: Stretch): number =>
  dropAlong(fluid.density(kelvin), fluid.viscosity(kelvin), flow, stretch)

/** Pressure lost along a stretch, Pa, for a flow (kg/s) of a density and a viscosity. */
export function dropAlong(density: number, viscosity: number, flow: number, stretch: Stretch): number {
  const speed = (4 * flow) / (density * Math.PI * stretch.diameter * stretch.diameter)
  const reynolds = (density * speed * stretch.diameter) / viscosity
  const friction = frictionFactor(stretch.roughness / stretch.diameter, reynolds)
  const head = (density * speed * speed) / 2
  return head * ((friction * stretch.length) / stretch.diameter + stretch.resistances)
}

/** Tubes of one bore among a collector's, and their share. */
export interface Bore {
  share: number
  readonly diameter: number
  readonly roughness: number
}

/** The bores of receivers in several states, tubes alike taken together; roughness relative to the diameter. */
export function boresOf(
  states: readonly { readonly share: number; readonly diameters: readonly number[] }[],
  relativeRoughness: readonly number[],
): Bore[] {
  const bores: Bore[] = []
  states.forEach(({ share, diameters }, j) => {
    if (share === 0) return
    const diameter = diameters[0]!
    const roughness = relativeRoughness[j]! * diameter
    const alike = bores.find((bore) => bore.diameter === diameter && bore.roughness === roughness)
    if (alike) alike.share += share
    else bores.push({ share, diameter, roughness })
  })
  return bores
}

/** Loss coefficients of fittings, in velocity heads. */
export const FITTING = {
  expansion: 0.5,
  contraction: 0.5,
  elbowShort: 0.9,
  elbowMedium: 0.75,
  elbowLong: 0.6,
  gateValve: 0.19,
  globeValve: 10,
  checkValve: 2.5,
  weldolet: 1.8,
  controlValve: 10,
  ballJoint: 8.69,
} as const

/** Inner diameters of common pipes, m. */
const PIPES = [
  0.01855, 0.02173, 0.03115, 0.0374, 0.04375, 0.0499, 0.0626, 0.0688086, 0.0846836, 0.108204, 0.1614678, 0.206375,
  0.26035, 0.31115, 0.3397504, 0.3905504, 0.43815, 0.48895, 0.5334, 0.5842, 0.635, 0.67945, 0.73025, 0.78105, 0.8286496,
  0.8763, 1.0287, 1.1684, 1.3208, 1.4732, 1.6256, 1.778, 1.8796, 1.9812, 2.1844, 2.286,
] as const

/** The common pipe at least (or, when not `larger`, at most) as wide as an ideal diameter. */
export function commonPipe(ideal: number, larger = true): number {
  if (larger) return PIPES.find((d) => d >= ideal) ?? ideal
  return PIPES.findLast((d) => d <= ideal) ?? ideal
}

/** The common pipe for a flow (kg/s) of some density at a speed (m/s). */
export const pipeForFlow = (flow: number, density: number, speed: number, larger = true): number =>
  commonPipe(Math.sqrt((4 * flow) / (density * speed * Math.PI)), larger)

/** Volume of the pipes between pumps, storage and process, m3 (Kelly and Kearney's lengths). */
export function plantPipeVolume(density: number, fieldFlow: number, solarMultiple: number): number {
  const field = fieldFlow / density
  const plant = field / solarMultiple
  const lines: readonly (readonly [flow: number, length: number])[] = [
    [field / 2, 90],
    [field, 100],
    [field, 120],
    [plant, 80],
    [plant, 120],
    [plant, 80],
  ]
  return lines.reduce((sum, [flow, length]) => sum + (pipeForFlow(flow, 1, 1.85) ** 2 / 4) * Math.PI * length, 0)
}
