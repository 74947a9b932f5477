import { accepted, type Outcome } from '../outcome.ts'
import { dropTable } from './drop-table.ts'
import { densityAt, fluidTable } from './fluid-table.ts'
import { connectionConductance, connectionDrop, connectionLosses } from './interconnect.ts'
import type { CollectorField } from './loop.ts'
import { boresOf, plantPipeVolume, pressureDrop } from './pressure.ts'
import { designOf, type FieldDesign, type TroughField } from './trough-field.ts'
import { troughPipes } from './trough-pipes.ts'

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
  const table = fluidTable(fluid)
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
  const tubeDrop = (flow: number, kelvin: number): number => {
    let drop = 0
    for (let i = 0; i < n; i++)
      for (const { share, diameter, roughness } of bores[field.loop[i]!.receiver]!)
        drop += share * pressureDrop(fluid, flow, kelvin, { diameter, roughness, length: active[i]!, resistances: 0 })
    return drop
  }
  const dropAt = (place: (flow: number, kelvin: number) => number) => dropTable(field, min * unit, max * unit, place)
  const joint = (i: number, flow: number, kelvin: number): number => connectionDrop(fluid, losses[i]!, flow, kelvin)
  const joints = [...losses.keys()].slice(2, n + 2)
  const alongCold = dropAt(
    (m, t) => pipes.drop(fluid, m * design.loops, t, 'cold') + joint(0, m * 2, t) + joint(1, m, t),
  )
  const alongTubes = dropAt(tubeDrop)
  const alongJoints = dropAt((m, t) => joints.reduce((sum, i) => sum + joint(i, m, t), 0))
  const alongHot = dropAt((m, t) => pipes.drop(fluid, m * design.loops, t, 'hot') + joint(losses.length - 1, m * 2, t))
  const pump: BuiltField['pump'] = (flow, inlet, outlet) => {
    let [entering, leaving] = [0, 0]
    for (let i = 0; i < n; i++) {
      entering += inlet[i]! / n
      leaving += outlet[i]! / n
    }
    const [first, last] = [inlet[0]!, outlet[n - 1]!]
    const drop =
      alongCold(flow, first) +
      alongTubes(flow, (entering + leaving) / 2) +
      alongJoints(flow, leaving) +
      alongHot(flow, last)
    return (drop * flow * design.loops) / (densityAt(table, (first + last) / 2) * field.pumpEfficiency)
  }
  return accepted({
    design,
    pump,
    field: {
      fluid: table,
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
