import { RAD } from '../angles.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { type HeatFluid, meanHeatCapacity } from './fluids.ts'
import { type Connection, connectionConductance, connectionDrop, connectionLosses } from './interconnect.ts'
import type { CollectorField } from './loop.ts'
import { boresOf, plantPipeVolume, pressureDrop } from './pressure.ts'
import type { ReceiverState } from './receiver.ts'
import { fieldSun } from './sun-track.ts'
import { type PipeLayout, troughPipes } from './trough-pipes.ts'

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

const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1)

/** Optical share of a receiver state between the mirrors and the fluid. */
const receiverShare = (s: ReceiverState): number => s.shadowing * s.dirt * s.absorptance * s.transmittance

function designOf(field: TroughField): Outcome<FieldDesign> {
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

/** Sun on the tubes for a step: W/m by assembly after the mirrors, the share of it tracking, and the angles. */
export interface FieldLight {
  readonly tubes: Float64Array
  readonly tracking: number
  readonly cosIncidence: number
  readonly incidence: number
  readonly incidenceModifier: number
  readonly rowShadow: number
  readonly endLoss: number
  readonly opticalEfficiency: number
}

export interface LightInput {
  /** End of the step, hours from the start of the year, and its length. */
  readonly endHour: number
  readonly hours: number
  readonly beam: number
  readonly wind: number
  /** Degrees. */
  readonly azimuth: number
  readonly zenith: number
}

interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: number
}

/** Sun reaching the receivers of a trough loop (angles of Stine; end and row losses by assembly). */
export function troughLight(field: TroughField, place: Place, input: LightInput): FieldLight {
  const n = field.loop.length
  const tubes = new Float64Array(n)
  const dark: FieldLight = {
    tubes,
    tracking: 0,
    cosIncidence: 0,
    incidence: 0,
    incidenceModifier: 0,
    rowShadow: 0,
    endLoss: 0,
    opticalEfficiency: 0,
  }
  if (input.wind >= field.windStow) return { ...dark, tracking: 1 }
  const sun = fieldSun(
    input.endHour,
    input.hours,
    place,
    Math.max(field.deploy * RAD, 1e-6),
    Math.max(field.stow * RAD, 1e-6),
  )
  const azimuth = (input.azimuth - 180) * RAD - field.azimuth * RAD
  const tilt = field.tilt * RAD
  const { altitude, tracking } = sun
  const rotation = Math.atan(
    (Math.cos(altitude) * Math.sin(azimuth)) /
      (Math.sin(altitude - tilt) + Math.sin(tilt) * Math.cos(altitude) * (1 - Math.cos(azimuth))),
  )
  const along = Math.cos(altitude - tilt) - Math.cos(tilt) * Math.cos(altitude) * (1 - Math.cos(azimuth))
  const cosine = tracking === 0 ? 1 : Math.sqrt(Math.max(1 - along * along, 0))
  const angle = Math.acos(cosine)
  const tangent = Math.tan(angle)
  const total = field.loop.reduce((sum, { collector }) => sum + field.collectors[collector]!.activeLength, 0)
  const means = { modifier: 0, shadow: 0, end: 0, optical: 0 }
  field.loop.forEach(({ collector, receiver }, i) => {
    const c = field.collectors[collector]!
    const share = c.activeLength / total
    let modifier = c.incidence[0]!
    for (let k = 1; k < c.incidence.length; k++) modifier += (c.incidence[k]! * angle ** k) / cosine
    modifier = Math.min(Math.max(modifier, 0), 1)
    let shadow = (Math.abs(Math.cos(rotation)) * field.rowDistance) / c.width
    if (shadow < 0.5 || altitude < 0) shadow = 0
    shadow = Math.min(shadow, 1)
    // The outer assemblies of a loop gain nothing from their neighbours.
    const inner = i > 0 && i < n - 1
    const gain = inner ? Math.max(c.focalLength * tangent - c.gap, 0) / c.activeLength : 0
    const end = 1 - (c.focalLength * tangent) / c.activeLength + gain
    const optical = product(c.factors) * modifier * shadow * end * tracking
    tubes[i] = ((input.beam * c.aperture) / c.activeLength) * cosine * Math.max(optical, 0)
    means.modifier += modifier * share
    means.shadow += shadow * share
    means.end += end * share
    for (const state of field.receivers[receiver]!.states)
      means.optical += optical * receiverShare(state) * share * state.share
  })
  return {
    tubes,
    tracking,
    cosIncidence: cosine,
    incidence: angle,
    incidenceModifier: means.modifier,
    rowShadow: means.shadow,
    endLoss: means.end,
    opticalEfficiency: means.optical,
  }
}

export interface BuiltField {
  readonly field: CollectorField
  readonly design: FieldDesign
  /** Pump power (W) of the field at a loop flow and loop inlet and outlet temperatures. */
  readonly pump: (flow: number, inlet: ArrayLike<number>, outlet: ArrayLike<number>) => number
}

/** A trough field sized, with its pipes, ready for the loop balance. */
export function buildTrough(field: TroughField): Outcome<BuiltField> {
  const sized = designOf(field)
  if (!sized.ok) return sized
  const design = sized.value
  const { fluid } = field
  const n = field.loop.length
  const firstReceiver = field.receivers[field.loop[0]!.receiver]!.states[0]!
  const bore = (i: number): number => field.receivers[field.loop[i]!.receiver]!.states[0]!.diameters[0]
  const section = (i: number): number => (Math.PI * bore(i) ** 2) / 4
  const firstCollector = field.collectors[field.loop[0]!.collector]!
  const mean = fluid.density((field.inletDesign + field.outletDesign) / 2)
  const pipes = troughPipes({
    ...field.pipes,
    loops: design.loops,
    flow: design.flow,
    densityCold: fluid.density(field.inletDesign),
    densityHot: fluid.density(field.outletDesign),
    rowDistance: field.rowDistance,
    lossCoefficient: field.lossCoefficient,
    roughness: field.roughness,
    halfLoop: ((firstCollector.length + firstCollector.gap) * n) / 2,
    joints: ((20 * Math.PI * firstReceiver.diameters[0] ** 2) / 4) * design.loops,
    plantVolume: plantPipeVolume(mean, design.flow, design.solarMultiple),
  })
  const conductance = field.connections.map((c) => connectionConductance(c, field.lossCoefficient))
  const between = new Float64Array(n + 1)
  between[0] = conductance[0]! / 2 + conductance[1]!
  for (let i = 1; i < n; i++) between[i] = conductance[i + 1]!
  between[n] = conductance.at(-2)! + conductance.at(-1)! / 2
  const active = field.loop.map(({ collector }) => field.collectors[collector]!.activeLength)
  const { relative, min, max } = field.flowLimits
  const unit = relative ? design.flow / design.loops : 1

  const losses = field.connections.map((c) => connectionLosses(c, field.roughness))
  const bores = field.receivers.map(({ states, roughness }) => boresOf(states, roughness))
  const pump: BuiltField['pump'] = (flow, inlet, outlet) => {
    const total = flow * design.loops
    let drop = pipes.drop(fluid, total, inlet[0]!, outlet[n - 1]!)
    drop += connectionDrop(fluid, losses[0]!, flow * 2, inlet[0]!)
    drop += connectionDrop(fluid, losses[1]!, flow, inlet[0]!)
    for (let i = 0; i < n; i++) {
      drop += connectionDrop(fluid, losses[i + 2]!, flow, outlet[i]!)
      const mean = (inlet[i]! + outlet[i]!) / 2
      for (const { share, diameter, roughness } of bores[field.loop[i]!.receiver]!)
        drop += share * pressureDrop(fluid, flow, mean, { diameter, roughness, length: active[i]!, resistances: 0 })
    }
    drop += connectionDrop(fluid, losses.at(-1)!, flow * 2, outlet[n - 1]!)
    const density = fluid.density((inlet[0]! + outlet[n - 1]!) / 2)
    return (drop * total) / (density * field.pumpEfficiency)
  }
  return accepted({
    design,
    pump,
    field: {
      fluid,
      loops: design.loops,
      elements: n,
      fluidVolume: Float64Array.from(active, (length, i) => section(i) * length),
      steel: Float64Array.from(active, (length) => field.massCollector * 3600 * length),
      between,
      cold: { ...pipes.cold, steel: field.massCold * 3.6 * design.heat },
      hot: { ...pipes.hot, steel: field.massHot * 3.6 * design.heat },
      meanOutlet: true,
      minFlow: min * unit,
      maxFlow: max * unit,
      inletDesign: field.inletDesign,
      outletDesign: field.outletDesign,
      freeze: field.freeze,
      startup: field.startup,
      shutdown: field.shutdown,
      restartsInSun: true,
      lossAtOutlet: false,
    },
  })
}
