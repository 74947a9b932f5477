import { meanHeatCapacity } from './fluids.ts'
import {
  acceptStep,
  type CollectorField,
  delivered,
  type ElementHeat,
  type FieldState,
  flowForOutlet,
  type LoopResult,
  loopResult,
  shareForOutlet,
  stepLoop,
} from './loop.ts'
import { stepTank, type Tank, type TankDesign, type TankStep } from './two-tank.ts'

/** Light on a field for a step, as the plant needs it. */
export interface StepLight {
  readonly tracking: number
}

/** What a plant is made of. Temperatures K, heat W, flows kg/s. */
export interface HeatPlant<Light extends StepLight> {
  readonly field: CollectorField
  /** Sun on the field for the step of `hours` that ends at `endHour`; the row of weather it lies in. */
  readonly light: (row: number, endHour: number, hours: number) => Light
  /** Prepares the element heat for a row: light of the row, and whether the field follows the sun. */
  readonly prepare: (row: number, light: Light | null) => void
  /** Scales the sun of the row prepared (collectors turned away). */
  readonly dim: (share: number) => void
  readonly heat: ElementHeat
  /** Flow of one loop during start-up, for the light of the step. */
  readonly startFlow: (light: Light, row: number, lastOutlet: number) => number
  readonly pump: (flow: number, inlet: ArrayLike<number>, outlet: ArrayLike<number>) => number
  readonly tracking: number
  readonly tanks: TankDesign | null
  readonly initialHot: number
  readonly process: { readonly heat: number; readonly maxFlowShare: number; readonly pumpWattsPerFlow: number }
  /** Weather by row: air K, beam W/m2. */
  readonly air: Float64Array
  readonly beam: Float64Array
  /** Load as a share of the process's design heat, by row. */
  readonly load: ArrayLike<number>
}

/** Hourly results: heat in W averaged over the hour, temperatures K, flows kg/s. */
export interface PlantYear {
  readonly toProcess: Float64Array
  readonly fieldHeat: Float64Array
  readonly absorbed: Float64Array
  readonly pipeLoss: Float64Array
  readonly stored: Float64Array
  readonly charge: Float64Array
  readonly discharge: Float64Array
  readonly tankLoss: Float64Array
  readonly tankHeater: Float64Array
  readonly freeze: Float64Array
  readonly pumpField: Float64Array
  readonly pumpProcess: Float64Array
  readonly trackingPower: Float64Array
  readonly focus: Float64Array
  readonly startupHours: Float64Array
  readonly hotMass: Float64Array
  readonly hotTank: Float64Array
  readonly coldTank: Float64Array
  readonly fieldInlet: Float64Array
  readonly fieldOutlet: Float64Array
  readonly loopFlow: Float64Array
  readonly deliveredFlow: Float64Array
  /** Field energy balance left over, W: what should be zero. */
  readonly residual: Float64Array
}

const YEAR_FIELDS = [
  'toProcess',
  'fieldHeat',
  'absorbed',
  'pipeLoss',
  'stored',
  'charge',
  'discharge',
  'tankLoss',
  'tankHeater',
  'freeze',
  'pumpField',
  'pumpProcess',
  'trackingPower',
  'focus',
  'startupHours',
  'hotMass',
  'hotTank',
  'coldTank',
  'fieldInlet',
  'fieldOutlet',
  'loopFlow',
  'deliveredFlow',
  'residual',
] as const satisfies readonly (keyof PlantYear)[]

const emptyYear = (n: number): PlantYear =>
  Object.fromEntries(YEAR_FIELDS.map((name) => [name, new Float64Array(n)])) as unknown as PlantYear

const HOUR = 3600
const RECIRCULATION = 600
const FREEZE_MARGIN = 10
const LEAST_BEAM = 1

type Mode = 'off' | 'startup' | 'on'

/** Runs a plant over a year of rows. */
export function runPlant<Light extends StepLight>(plant: HeatPlant<Light>): PlantYear {
  const { field, process } = plant
  const { fluid } = field
  const rows = plant.load.length
  const year = emptyYear(rows)
  const initial = (field.freeze + field.inletDesign) / 2
  const state: FieldState = { cold: initial, hot: initial, out: new Float64Array(field.elements).fill(initial) }
  const result: LoopResult = loopResult(field.elements)
  const processReturn = field.inletDesign
  const designCapacity = meanHeatCapacity(fluid, field.inletDesign, field.outletDesign)
  const designFlow = process.heat / (designCapacity * (field.outletDesign - field.inletDesign))
  const flowCap = designFlow * process.maxFlowShare
  const tanks = plant.tanks
  const activeVolume = tanks ? tanks.volume - tanks.heelVolume : 0
  const meanDensity = fluid.density((field.inletDesign + field.outletDesign) / 2)
  const heelMass = tanks ? tanks.heelVolume * meanDensity : 0
  const hot: Tank = {
    mass: (activeVolume * plant.initialHot + (tanks?.heelVolume ?? 0)) * fluid.density(field.outletDesign),
    temperature: field.outletDesign,
  }
  const cold: Tank = {
    mass: (activeVolume * (1 - plant.initialHot) + (tanks?.heelVolume ?? 0)) * fluid.density(field.inletDesign),
    temperature: field.inletDesign,
  }
  let mode: Mode = 'off'

  const heatOf = (flow: number, temperature: number): number =>
    flow * meanHeatCapacity(fluid, processReturn, temperature) * (temperature - processReturn)

  /** Moves the tanks over a step and books it. `charge` and `discharge` in kg/s. */
  const moveTanks = (
    row: number,
    seconds: number,
    charge: number,
    chargeAt: number,
    discharge: number,
  ): { readonly hot: TankStep; readonly cold: TankStep } | null => {
    if (!tanks) return null
    const air = plant.air[row]!
    const hotStep = stepTank(fluid, hot, tanks, tanks.hot, {
      seconds,
      flowIn: charge,
      inlet: chargeAt,
      flowOut: discharge,
      air,
    })
    const coldStep = stepTank(fluid, cold, tanks, tanks.cold, {
      seconds,
      flowIn: discharge,
      inlet: processReturn,
      flowOut: charge,
      air,
    })
    return { hot: hotStep, cold: coldStep }
  }

  const book = (row: number, seconds: number, steps: ReturnType<typeof moveTanks>): void => {
    if (!steps) return
    const share = seconds / HOUR
    hot.mass = steps.hot.mass
    hot.temperature = steps.hot.temperature
    cold.mass = steps.cold.mass
    cold.temperature = steps.cold.temperature
    year.tankLoss[row]! += (steps.hot.loss + steps.cold.loss) * share
    year.tankHeater[row]! += (steps.hot.heater + steps.cold.heater) * share
  }

  /** Discharge that brings the process to its target beside a field flow, kg/s, and the heat it gives. */
  const dischargeFor = (target: number, seconds: number, fieldFlow: number, fieldHeat: number): number => {
    if (!tanks || hot.temperature <= processReturn) return 0
    const available = Math.max(hot.mass - heelMass, 0) / seconds
    const missing = target - fieldHeat
    if (missing <= 0 || available <= 0) return 0
    const perFlow = heatOf(1, hot.temperature)
    return Math.min(missing / perFlow, available, Math.max(flowCap - fieldFlow, 0))
  }

  const bookProcess = (row: number, seconds: number, heat: number, flow: number): void => {
    const share = seconds / HOUR
    year.toProcess[row]! += heat * share
    year.pumpProcess[row]! += flow * process.pumpWattsPerFlow * share
  }

  const bookField = (row: number, seconds: number, flow: number, light: Light | null): void => {
    const share = seconds / HOUR
    year.absorbed[row]! += result.absorbed * share
    year.pipeLoss[row]! += result.pipeLoss * share
    year.stored[row]! += result.stored * share
    year.loopFlow[row]! += flow * share
    year.trackingPower[row]! += (light?.tracking ?? 0) * plant.tracking * share
  }

  /** Heat that keeps a recirculating field from freezing over a step just solved, W. */
  const keepFromFreezing = (row: number, flow: number, seconds: number): number => {
    if (result.outEnd[field.elements - 1]! >= field.freeze + FREEZE_MARGIN) return 0
    const lost = result.pipeLoss - result.absorbed
    if (lost <= 0) return 0
    const capacity = fluid.heatCapacity(state.hot)
    const inlet = state.hot + lost / (flow * field.loops * capacity)
    stepLoop(field, state, inlet, flow, seconds, plant.air[row]!, plant.heat, result)
    return flow * field.loops * capacity * (inlet - state.hot)
  }

  const trial: FieldState = { cold: 0, hot: 0, out: new Float64Array(field.elements) }

  /** Seconds of recirculation at a flow until the start-up temperature, at most those given; nothing is booked. */
  const startupTime = (row: number, seconds: number, flow: number): number => {
    trial.cold = state.cold
    trial.hot = state.hot
    trial.out.set(state.out)
    let used = 0
    while (used < seconds - 1e-6) {
      const step = Math.min(RECIRCULATION, seconds - used)
      stepLoop(field, trial, trial.hot, flow, step, plant.air[row]!, plant.heat, result)
      acceptStep(trial, result)
      used += step
      if (result.hotEnd > field.startup) break
    }
    return used
  }

  /** Recirculates for a while in steps; stops early when the start-up temperature is reached. Returns seconds used. */
  const recirculate = (row: number, seconds: number, flow: number, light: Light | null, starting: boolean): number => {
    let used = 0
    while (used < seconds - 1e-6) {
      const step = Math.min(RECIRCULATION, seconds - used)
      const inlet = state.hot
      stepLoop(field, state, inlet, flow, step, plant.air[row]!, plant.heat, result)
      year.freeze[row]! += (keepFromFreezing(row, flow, step) * step) / HOUR
      used += step
      bookField(row, step, flow, light)
      const reached = starting && result.hotEnd > field.startup
      acceptStep(state, result)
      if (reached) break
    }
    year.pumpField[row]! += (plant.pump(flow, result.inlet, result.outMean) * used) / HOUR
    return used
  }

  /** Process and storage while the field gives nothing. */
  const withoutField = (row: number, seconds: number): void => {
    const target = plant.load[row]! * process.heat
    const discharge = dischargeFor(target, seconds, 0, 0)
    const steps = moveTanks(row, seconds, 0, 0, discharge)
    const heat = steps && discharge > 0 ? heatOf(discharge, steps.hot.mean) : 0
    bookProcess(row, seconds, heat, discharge)
    year.discharge[row]! += (heat * seconds) / HOUR
    book(row, seconds, steps)
  }

  /** One step with the field on; false when it has nothing to give. */
  const withField = (row: number, seconds: number, light: Light): boolean => {
    const air = plant.air[row]!
    const target = plant.load[row]! * process.heat
    const last = field.elements - 1
    let inlet = processReturn
    let flow = field.minFlow
    let focus = 1
    // The result stands for the flow, sun and inlet solved last.
    let [solvedFlow, solvedShare, solvedInlet] = [Number.NaN, Number.NaN, Number.NaN]
    const outletAt = (m: number, sun: number): number => {
      if (m !== solvedFlow || sun !== solvedShare || inlet !== solvedInlet) {
        if (sun !== solvedShare) plant.dim(sun)
        stepLoop(field, state, inlet, m, seconds, air, plant.heat, result)
        solvedFlow = m
        solvedShare = sun
        solvedInlet = inlet
      }
      return result.outEnd[last]!
    }
    const solveField = (share: number): void => {
      const found = flowForOutlet(field, (m) => outletAt(m, share))
      flow = found.flow
      focus = found.tooHot ? share * shareForOutlet(field, (s) => outletAt(flow, share * s)) : share
      outletAt(flow, focus)
    }
    let charge = 0
    let discharge = 0
    let toProcess = 0
    let dump = 0
    let steps: ReturnType<typeof moveTanks> = null
    const split = (): void => {
      const total = flow * field.loops
      const perFlow = heatOf(1, result.hotMean)
      const need = perFlow > 0 ? Math.min(target / perFlow, flowCap) : flowCap
      charge = 0
      discharge = 0
      dump = 0
      if (total >= need) {
        const room = tanks ? Math.max(cold.mass - heelMass, 0) / seconds : 0
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
      solveField(share)
      split()
      for (let pass = 0; pass < 2 && charge > 0; pass++) {
        const before = inlet
        solveField(share)
        split()
        if (Math.abs(inlet - before) < 0.05) break
      }
    }
    settle(1)
    if (delivered(field, inlet, flow, result) <= 0) return false
    if (dump > 1e-6 * flowCap && flow > field.minFlow) {
      // The process and storage are full: turn collectors away until the flow fits.
      let low = 0
      let high = 1
      for (let pass = 0; pass < 12; pass++) {
        const total = flow * field.loops
        const fits = total - dump
        let share = pass === 0 ? fits / total : (low + high) / 2
        share = Math.min(Math.max(share, low), high)
        settle(share)
        if (dump > 0.002 * flowCap) high = share
        else if (toProcess < 0.995 * flowCap) low = share
        else break
      }
    }
    const total = flow * field.loops
    const heat = delivered(field, inlet, flow, result)
    const share = seconds / HOUR
    const tankMean = steps ? (steps as { readonly hot: TankStep }).hot.mean : hot.temperature
    const fromTank = discharge > 0 ? heatOf(discharge, tankMean) : 0
    const stored = charge > 0 ? heat * (charge / total) : 0
    bookProcess(row, seconds, heatOf(toProcess, result.hotMean) + fromTank, toProcess + discharge)
    year.charge[row]! += stored * share
    year.discharge[row]! += fromTank * share
    year.fieldHeat[row]! += heat * share
    year.deliveredFlow[row]! += total * share
    year.focus[row] = focus
    year.pumpField[row]! += plant.pump(flow, result.inlet, result.outMean) * share
    bookField(row, seconds, flow, light)
    book(row, seconds, steps)
    acceptStep(state, result)
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
      const needed = startupTime(row, left, flow)
      if (needed < left) {
        light = plant.light(row, row + (begun + needed) / HOUR, needed / HOUR)
        plant.prepare(row, light)
        flow = plant.startFlow(light, row, lastOutlet)
      }
      const used = recirculate(row, needed, flow, light, true)
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
        plant.prepare(row, null)
        recirculate(row, left, field.minFlow, null, false)
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
      year.absorbed[row]! + year.freeze[row]! - year.pipeLoss[row]! - year.stored[row]! - year.fieldHeat[row]!
  }
  return year
}
