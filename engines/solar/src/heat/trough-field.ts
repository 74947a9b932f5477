import { accepted, type Outcome, refused } from '../outcome.ts'
import { type HeatFluid, meanHeatCapacity } from './fluids.ts'
import type { Connection } from './interconnect.ts'
import type { ReceiverState } from './receiver.ts'
import type { PipeLayout } from './trough-pipes.ts'

/** One type of trough collector. Lengths m, areas m2; factors as fractions. */
export interface TroughCollector {
  readonly aperture: number
  readonly width: number
  /** Whole length, and length of one module times their number. */
  readonly length: number
  readonly activeLength: number
  readonly focalLength: number
  readonly gap: number
  readonly factors: readonly number[]
  /** Polynomial of the incidence modifier: a0 + (a1 t + a2 t2 + ...) / cos t, t in radians. */
  readonly incidence: readonly number[]
}

/** One type of receiver and the loss it was sold with, W/m, by state. */
export interface TroughReceiver {
  readonly states: readonly ReceiverState[]
  readonly designLoss: readonly number[]
  readonly roughness: readonly number[]
}

/** A parabolic trough field. Temperatures K, flows of one loop kg/s, angles degrees. */
export interface TroughField {
  readonly fluid: HeatFluid
  readonly collectors: readonly TroughCollector[]
  readonly receivers: readonly TroughReceiver[]
  /** Collector and receiver type of each assembly of a loop, from 0. */
  readonly loop: readonly { readonly collector: number; readonly receiver: number }[]
  readonly connections: readonly Connection[]
  readonly designIrradiance: number
  readonly inletDesign: number
  readonly outletDesign: number
  readonly freeze: number
  readonly startup: number
  readonly shutdown: number
  readonly flowLimits: { readonly relative: boolean; readonly min: number; readonly max: number }
  /** Size: a solar multiple, or an aperture in m2. */
  readonly size: { readonly solarMultiple: number } | { readonly aperture: number }
  /** Heat the process takes at design, W. */
  readonly processHeat: number
  readonly rowDistance: number
  readonly tilt: number
  readonly azimuth: number
  readonly deploy: number
  readonly stow: number
  readonly windStow: number
  /** Thermal mass of the hot and cold pipes, Wh/K per W of the field times 1e6; of the collectors, Wh/(K m). */
  readonly massHot: number
  readonly massCold: number
  readonly massCollector: number
  readonly lossCoefficient: number
  readonly roughness: number
  readonly pumpEfficiency: number
  readonly trackingWatts: number
  readonly pipes: Omit<
    PipeLayout,
    | 'loops'
    | 'flow'
    | 'densityCold'
    | 'densityHot'
    | 'joints'
    | 'plantVolume'
    | 'halfLoop'
    | 'rowDistance'
    | 'lossCoefficient'
    | 'roughness'
  >
}

export interface FieldDesign {
  readonly loops: number
  readonly solarMultiple: number
  readonly loopAperture: number
  readonly totalAperture: number
  readonly opticalEfficiency: number
  readonly conversionEfficiency: number
  readonly apertureForOne: number
  readonly loopsForOne: number
  /** Share of the sun kept by the receivers at design. */
  readonly receiverKeeps: number
  /** Field flow kg/s and heat W at design. */
  readonly flow: number
  readonly heat: number
}

export const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1)

/** Optical share of a receiver state between the mirrors and the fluid. */
export const receiverShare = (s: ReceiverState): number => s.shadowing * s.dirt * s.absorptance * s.transmittance

/** The field sized: loops, flow and heat at design. */
export function designOf(field: TroughField): Outcome<FieldDesign> {
  const lengths = field.loop.map(({ collector }) => field.collectors[collector]!.activeLength)
  const total = lengths.reduce((a, b) => a + b, 0)
  let optical = 0
  let loss = 0
  let aperture = 0
  let keeps = 0
  let whole = 0
  field.loop.forEach(({ collector, receiver }, i) => {
    const c = field.collectors[collector]!
    const r = field.receivers[receiver]!
    aperture += c.aperture
    whole += c.length
    let designLoss = 0
    r.states.forEach((state, j) => {
      optical += product(c.factors) * receiverShare(state) * state.share * (lengths[i]! / total)
      designLoss += r.designLoss[j]! * state.share
    })
    loss += designLoss * lengths[i]!
    keeps += c.length * (1 - designLoss / ((field.designIrradiance * c.aperture) / c.length))
  })
  const ideal = aperture * field.designIrradiance
  const efficiency = (ideal * optical - loss) / ideal
  const forOne = field.processHeat / (field.designIrradiance * efficiency)
  const wanted = 'aperture' in field.size ? field.size.aperture : field.size.solarMultiple * forOne
  const loops = Math.ceil(wanted / aperture)
  if (!(loops > 0)) return refused('out-of-range', 'size', 'the field has no loop')
  const totalAperture = loops * aperture
  // The published design takes its heat capacity at degrees Celsius read as kelvin, and so its flow.
  const capacity = meanHeatCapacity(field.fluid, field.inletDesign - 273.15, field.outletDesign - 273.15)
  const rise = field.outletDesign - field.inletDesign
  const unbounded = (totalAperture * field.designIrradiance * optical - loss * loops) / (capacity * rise)
  const { relative, min, max } = field.flowLimits
  const [least, most] = relative ? [min * unbounded, max * unbounded] : [min * loops, max * loops]
  const flow = Math.min(Math.max(unbounded, least), most)
  return accepted({
    loops,
    solarMultiple: totalAperture / forOne,
    loopAperture: aperture,
    totalAperture,
    opticalEfficiency: optical,
    conversionEfficiency: efficiency,
    apertureForOne: forOne,
    loopsForOne: Math.ceil(forOne / aperture),
    receiverKeeps: keeps / whole,
    flow,
    heat: flow * capacity * rise,
  })
}
