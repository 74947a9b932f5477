import { evenRatio, furtherSteps } from './even-cooling.ts'
import { addSteps, copyWalk, emptyWalk, type Walk, walkOf } from './field-walk.ts'
import { capacityAt } from './fluid-table.ts'
import { acceptStep, copyState, delivered, fieldState, stepLoop } from './loop.ts'
import { type LoopResult, loopResult } from './loop-result.ts'
import { type HeatPlant, HOUR, type PlantYear, type StepLight } from './plant-year.ts'

const RECIRCULATION = 600
const FREEZE_MARGIN = 10
/** Nearer to freezing than this, K, every step is taken: what keeps a field from it is asked for. */
const FAR_FROM_FREEZING = 40
/** Movements of a cooling field in two steps must keep one ratio to this, K, to be carried on. */
const EVEN = 0.05
const NOTHING = emptyWalk()

/** The solar field while it gives nothing: recirculating, starting up, kept from freezing; booked in `year`. */
export function fieldSide<Light extends StepLight>(plant: HeatPlant<Light>, year: PlantYear) {
  const { field } = plant
  const { elements, fluid, loops } = field
  const initial = (field.freeze + field.inletDesign) / 2
  const state = fieldState(elements, initial)
  const result: LoopResult = loopResult(elements)
  const step = emptyWalk()
  const nearFreezing = field.freeze + FAR_FROM_FREEZING

  const bookField = (row: number, flow: number, light: Light | null, heats: Walk): void => {
    const share = heats.seconds / HOUR
    year.absorbed[row]! += heats.absorbed / HOUR
    year.pipeLoss[row]! += heats.pipeLoss / HOUR
    year.stored[row]! += heats.stored / HOUR
    year.handedOn[row]! += heats.handedOn / HOUR
    year.branchCooling[row]! += heats.branchCooling / HOUR
    year.lumpDifference[row]! += (heats.lumpGain + heats.handedOn - heats.delivered) / HOUR
    year.loopFlow[row]! += flow * share
    year.trackingPower[row]! += (light?.tracking ?? 0) * plant.tracking * share
  }

  /** Books the step just solved with the field delivering, and goes on from its end. */
  const deliver = (row: number, seconds: number, inlet: number, flow: number, light: Light): void => {
    walkOf(step, result, delivered(field, inlet, flow, result), 0, seconds)
    year.fieldHeat[row]! += step.delivered / HOUR
    bookField(row, flow, light, step)
    acceptStep(state, result)
  }

  const trial = fieldState(elements, initial)
  const [before, between, now] = [0, 1, 2].map(() => new Float64Array(elements + 2)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const walked = emptyWalk()
  const last = emptyWalk()

  /** Solves a step of recirculation from `trial`, kept from freezing by a warmer inlet; adds up in `step`. */
  const recirculate = (row: number, flow: number, seconds: number): void => {
    const air = plant.air[row]!
    let inlet = trial.hot
    stepLoop(field, trial, inlet, flow, seconds, air, plant.heat, result)
    const lost = result.pipeLoss - result.absorbed
    if (lost > 0 && result.outEnd[elements - 1]! < field.freeze + FREEZE_MARGIN) {
      inlet += lost / (flow * loops * capacityAt(fluid, trial.hot))
      stepLoop(field, trial, inlet, flow, seconds, air, plant.heat, result)
    }
    const heated = flow * loops * capacityAt(fluid, trial.hot) * (inlet - trial.hot)
    walkOf(step, result, delivered(field, inlet, flow, result), heated, seconds)
    acceptStep(trial, result)
  }

  const note = (into: Float64Array): void => {
    into.set(trial.out)
    into[elements] = trial.cold
    into[elements + 1] = trial.hot
  }

  /** Carries `steps` more steps on by the ratio of the last two. */
  const carryOn = (ratio: number, steps: number): void => {
    const { moved, shift } = furtherSteps(ratio, steps)
    for (let i = 0; i < elements; i++) trial.out[i]! += (now[i]! - between[i]!) * moved
    trial.cold += (now[elements]! - between[elements]!) * moved
    trial.hot += (now[elements + 1]! - between[elements + 1]!) * moved
    addSteps(walked, step, steps + shift)
    addSteps(walked, last, -shift)
  }

  /**
   * Recirculates for a while from the state of the field, in steps, into `walked` and `trial`; stops early when
   * `starting` and the start-up temperature is reached. Returns the seconds used.
   */
  const walk = (row: number, seconds: number, flow: number, starting: boolean): number => {
    copyState(state, trial)
    copyWalk(NOTHING, walked)
    while (walked.seconds < seconds - 1e-6) {
      before.set(between)
      note(between)
      copyWalk(step, last)
      const taken = Math.min(RECIRCULATION, seconds - walked.seconds)
      recirculate(row, flow, taken)
      addSteps(walked, step, 1)
      if (starting && result.hotEnd > field.startup) break
      // Only whole steps can be carried on.
      const left = (seconds - walked.seconds) / RECIRCULATION
      if (
        starting ||
        left < 1 ||
        !Number.isInteger(left) ||
        walked.seconds < 1.5 * RECIRCULATION ||
        trial.out[elements - 1]! < nearFreezing
      )
        continue
      note(now)
      const ratio = evenRatio(before, between, now, EVEN)
      if (ratio !== null) carryOn(ratio, left)
    }
    return walked.seconds
  }

  /** Books the recirculation last walked, and goes on from its end. */
  const acceptWalk = (row: number, flow: number, light: Light | null): void => {
    year.freeze[row]! += walked.heated / HOUR
    year.carried[row]! += walked.delivered / HOUR
    bookField(row, flow, light, walked)
    year.pumpField[row]! += (plant.pump(flow, result.inlet, result.outMean) * walked.seconds) / HOUR
    copyState(trial, state)
  }
  return { state, result, deliver, walk, acceptWalk }
}
