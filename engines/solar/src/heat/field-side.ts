import { acceptStep, delivered, type FieldState, type LoopResult, loopResult, stepLoop } from './loop.ts'
import { type HeatPlant, HOUR, type PlantYear, type StepLight } from './plant-year.ts'

const RECIRCULATION = 600
const FREEZE_MARGIN = 10

/** The solar field while it gives nothing: recirculating, starting up, kept from freezing; booked in `year`. */
export function fieldSide<Light extends StepLight>(plant: HeatPlant<Light>, year: PlantYear) {
  const { field } = plant
  const initial = (field.freeze + field.inletDesign) / 2
  const state: FieldState = { cold: initial, hot: initial, out: new Float64Array(field.elements).fill(initial) }
  const result: LoopResult = loopResult(field.elements)

  const bookField = (row: number, seconds: number, flow: number, light: Light | null): void => {
    const share = seconds / HOUR
    year.absorbed[row]! += result.absorbed * share
    year.pipeLoss[row]! += result.pipeLoss * share
    year.stored[row]! += result.stored * share
    year.loopFlow[row]! += flow * share
    year.trackingPower[row]! += (light?.tracking ?? 0) * plant.tracking * share
  }

  /** Inlet that keeps a recirculating field from freezing over a step just solved, K; solved again when warmer. */
  const frostFreeInlet = (row: number, flow: number, seconds: number): number => {
    if (result.outEnd[field.elements - 1]! >= field.freeze + FREEZE_MARGIN) return state.hot
    const lost = result.pipeLoss - result.absorbed
    if (lost <= 0) return state.hot
    const inlet = state.hot + lost / (flow * field.loops * field.fluid.heatCapacity(state.hot))
    stepLoop(field, state, inlet, flow, seconds, plant.air[row]!, plant.heat, result)
    return inlet
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
      stepLoop(field, state, state.hot, flow, step, plant.air[row]!, plant.heat, result)
      const inlet = frostFreeInlet(row, flow, step)
      const heated = flow * field.loops * field.fluid.heatCapacity(state.hot) * (inlet - state.hot)
      year.freeze[row]! += (heated * step) / HOUR
      year.carried[row]! += (delivered(field, inlet, flow, result) * step) / HOUR
      used += step
      bookField(row, step, flow, light)
      const reached = starting && result.hotEnd > field.startup
      acceptStep(state, result)
      if (reached) break
    }
    year.pumpField[row]! += (plant.pump(flow, result.inlet, result.outMean) * used) / HOUR
    return used
  }
  return { state, result, bookField, startupTime, recirculate }
}
