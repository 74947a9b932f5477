import { fieldSide } from './field-side.ts'
import { type FlowCurve, isBeyond, searchFlow, shareForTarget } from './flow-search.ts'
import { enthalpyAt } from './fluid-table.ts'
import { delivered, flowAim, stepLoop } from './loop.ts'
import { emptyYear, type HeatPlant, HOUR, type PlantYear, type StepLight } from './plant-year.ts'
import { processSide, type TanksStep } from './process-side.ts'
import type { TankStep } from './two-tank.ts'

const LEAST_BEAM = 1
const FIT_PASSES = 12
/** Surplus, as a share of the process's greatest flow, with which a field turned away fits. */
const FITS = [-0.005, 0.002] as const

/** The field's inlet is mixed from what storage and process return: how near (K) it must be to the one solved with. */
const SAME_INLET = 0.05
const INLET_PASSES = 3

type Mode = 'off' | 'startup' | 'on'

/** Runs a plant over a year of rows. */
export function runPlant<Light extends StepLight>(plant: HeatPlant<Light>): PlantYear {
  const { field, process, tanks } = plant
  const rows = plant.load.length
  const year = emptyYear(rows)
  const { state, result, deliver, coastOn, walk, acceptWalk } = fieldSide(plant, year)
  const side = processSide(plant, year)
  const { hot, cold, heel, flowCap, processReturn, heatOf, moveTanks, book, dischargeFor, bookProcess } = side
  const { withoutField } = side
  let mode: Mode = 'off'
  const aim = flowAim(field)
  /** What the outlet does with the flow in the sun, inlet and strength of sun found last. */
  const curve: FlowCurve = { level: processReturn, rise: (field.outletDesign - processReturn) * field.minFlow }
  let [lastStrength, lastInlet] = [field.minFlow, processReturn]

  /** One step with the field on; false when it has nothing to give. */
  const withField = (row: number, seconds: number, light: Light): boolean => {
    const air = plant.air[row]!
    const target = plant.load[row]! * process.heat
    const last = field.elements - 1
    let inlet = lastInlet
    // The flow of the last hour, as the sun has grown, is near.
    const strength = plant.startFlow(light, row, field.outletDesign)
    curve.rise *= strength / lastStrength
    let flow = field.minFlow
    let focus = 1
    let [curveInlet, curveShare] = [inlet, 1]
    // The result stands for the flow, sun and inlet solved last.
    let [solvedFlow, solvedShare, solvedInlet] = [Number.NaN, Number.NaN, Number.NaN]
    const outletAt = (m: number, sun: number): number => {
      if (m !== solvedFlow || sun !== solvedShare || inlet !== solvedInlet) {
        if (sun !== solvedShare) plant.dim(sun)
        stepLoop(field, state, inlet, m, seconds, air, plant.receivers, result)
        solvedFlow = m
        solvedShare = sun
        solvedInlet = inlet
      }
      return result.outEnd[last]!
    }
    const solveField = (share: number): void => {
      curve.level += inlet - curveInlet
      curve.rise *= share / curveShare
      curveInlet = inlet
      curveShare = share
      flow = searchFlow(aim, (m) => outletAt(m, share), curve)
      focus = isBeyond(curve, aim)
        ? share * shareForTarget(field.outletDesign, field.inletDesign, (s) => outletAt(flow, share * s))
        : share
      outletAt(flow, focus)
    }
    let charge = 0
    let discharge = 0
    let toProcess = 0
    let dump = 0
    let steps: TanksStep | null = null
    const split = (): void => {
      const total = flow * field.loops
      const perFlow = heatOf(1, result.hotMean)
      const need = perFlow > 0 ? Math.min(target / perFlow, flowCap) : flowCap
      charge = 0
      discharge = 0
      dump = 0
      if (total >= need) {
        const room = tanks ? Math.max(cold.mass - heel.cold, 0) / seconds : 0
        charge = Math.min(total - need, room)
        toProcess = Math.min(total - charge, flowCap)
        dump = total - charge - toProcess
      } else {
        toProcess = total
        discharge = dischargeFor(target, seconds, total, heatOf(total, result.hotMean))
      }
      steps = moveTanks(row, seconds, charge, result.hotMean, discharge)
      const fromCold = steps ? steps.cold.mean : processReturn
      inlet = charge > 0 ? (charge * fromCold + (total - charge) * processReturn) / total : processReturn
    }
    const settle = (share: number): void => {
      for (let pass = 0; pass < INLET_PASSES; pass++) {
        const before = inlet
        solveField(share)
        split()
        if (Math.abs(inlet - before) < SAME_INLET) break
      }
    }
    settle(1)
    if (delivered(field, solvedInlet, flow, result) <= 0) return false
    if (dump > 1e-6 * flowCap && flow > field.minFlow) {
      // The process and storage are full: turn collectors away until the flow fits.
      let [low, high] = [0, 1]
      let share = (flow * field.loops - dump) / (flow * field.loops)
      let [before, excessBefore] = [1, dump]
      for (let pass = 0; pass < FIT_PASSES; pass++) {
        settle(share)
        const excess = dump > 0 ? dump : toProcess - flowCap
        if (excess <= FITS[1] * flowCap && excess >= FITS[0] * flowCap) break
        if (excess > 0) high = share
        else low = share
        const straight = share - (excess * (share - before)) / (excess - excessBefore)
        before = share
        excessBefore = excess
        share = straight > low && straight < high ? straight : (low + high) / 2
      }
    }
    const total = flow * field.loops
    const share = seconds / HOUR
    const tankMean = steps ? (steps as { readonly hot: TankStep }).hot.mean : hot.temperature
    const fromTank = discharge > 0 ? heatOf(discharge, tankMean) : 0
    bookProcess(row, seconds, heatOf(toProcess, result.hotMean) + fromTank, toProcess + discharge)
    if (charge > 0) {
      const from = (steps as TanksStep | null)?.cold.mean ?? processReturn
      year.charge[row]! += charge * (enthalpyAt(field.fluid, result.hotMean) - enthalpyAt(field.fluid, from)) * share
    }
    year.discharge[row]! += fromTank * share
    year.deliveredFlow[row]! += total * share
    year.focus[row] = focus
    year.pumpField[row]! += plant.pump(flow, result.inlet, result.outMean) * share
    book(row, seconds, steps)
    deliver(row, seconds, solvedInlet, flow, light)
    curve.level += inlet - curveInlet
    curve.rise /= curveShare
    lastStrength = strength
    lastInlet = inlet
    return true
  }

  for (let row = 0; row < rows; row++) {
    const end = row + 1
    let left = HOUR
    const sunny = plant.beam[row]! > LEAST_BEAM
    year.focus[row] = 1
    while (mode !== 'on' && sunny && left >= 1) {
      // How long it would take in the light of all that is left of the hour, then run for that long in its own light.
      const begun = HOUR - left
      let light = plant.light(row, end, left / HOUR)
      plant.prepare(row, light)
      const lastOutlet = state.out[field.elements - 1]!
      let flow = plant.startFlow(light, row, lastOutlet)
      let used = walk(row, left, flow, true)
      const own = used < left ? plant.light(row, row + (begun + used) / HOUR, used / HOUR) : light
      if (!plant.alike(own, light)) {
        light = own
        plant.prepare(row, light)
        flow = plant.startFlow(light, row, lastOutlet)
        used = walk(row, used, flow, true)
      }
      acceptWalk(row, flow, light)
      year.startupHours[row]! += used / HOUR
      withoutField(row, used)
      left -= used
      mode = state.hot > field.startup ? 'on' : 'startup'
    }
    if (mode !== 'on' && !sunny) mode = 'off'
    if (left >= 1) {
      let ran = false
      if (mode === 'on') {
        const light = plant.light(row, end, left / HOUR)
        plant.prepare(row, light)
        ran = withField(row, left, light)
        if (!ran) mode = 'off'
      }
      if (!ran) {
        if (!coastOn(row, left)) {
          plant.prepare(row, null)
          walk(row, left, field.minFlow, false)
        }
        acceptWalk(row, field.minFlow, null)
        withoutField(row, left)
      } else if (state.hot < field.shutdown) {
        mode = sunny && field.restartsInSun ? 'startup' : 'off'
      }
    }
    year.hotMass[row] = hot.mass
    year.hotTank[row] = hot.temperature
    year.coldTank[row] = cold.temperature
    year.fieldInlet[row] = state.cold
    year.fieldOutlet[row] = state.hot
    year.residual[row] =
      year.absorbed[row]! -
      year.pipeLoss[row]! -
      year.stored[row]! -
      year.fieldHeat[row]! -
      year.carried[row]! +
      year.handedOn[row]! -
      year.branchCooling[row]! -
      year.lumpDifference[row]!
  }
  return year
}
