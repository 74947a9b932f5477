import { evenMove, furtherSteps, isKnown, lookAt, unknownCooling } from './even-cooling.ts'
import { addSteps, copyWalk, emptyWalk, type Walk, walkOf } from './field-walk.ts'
import { capacityAt, densityAt } from './fluid-table.ts'
import { acceptStep, type CollectorField, copyState, delivered, fieldState, stepLoop } from './loop.ts'
import { type LoopResult, loopResult } from './loop-result.ts'
import { type HeatPlant, HOUR, type PlantYear, type StepLight } from './plant-year.ts'

const RECIRCULATION = 600
const FREEZE_MARGIN = 10
/** Nearer to freezing than this, K, every step is taken: what keeps a field from it is asked for. */
const FAR_FROM_FREEZING = 25
/** The parts of a cooling field must move alike to this, K in a step, for it to be carried on. */
const EVEN = 0.2
/** Hours in a row that a cooling field may be carried on from one step. */
const COASTED_HOURS = 1
/** Nearer to the air than this, K, a field takes its steps: its loss no longer tells how it cools. */
const NEAR_AIR = 15
const STEPS_PER_HOUR = HOUR / RECIRCULATION
const NOTHING = emptyWalk()

/** Shares of a field's heat capacity: of its elements, cold pipes and hot pipes. */
function heatShares({
  fluid,
  elements,
  loops,
  fluidVolume,
  steel,
  cold,
  hot,
  inletDesign,
}: CollectorField): Float64Array {
  const perVolume = capacityAt(fluid, inletDesign) * densityAt(fluid, inletDesign)
  const held = new Float64Array(elements + 2)
  for (let i = 0; i < elements; i++) held[i] = loops * (fluidVolume[i]! * perVolume + steel[i]!)
  held[elements] = cold.volume * perVolume + cold.steel
  held[elements + 1] = hot.volume * perVolume + hot.steel
  const whole = held.reduce((a, b) => a + b, 0)
  return held.map((part) => part / whole)
}

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
    cooling.ratio = 0
    coast.ahead = 0
    year.fieldHeat[row]! += step.delivered / HOUR
    bookField(row, flow, light, step)
    acceptStep(state, result)
  }

  const trial = fieldState(elements, initial)
  const [between, now] = [new Float64Array(elements + 2), new Float64Array(elements + 2)]
  const walked = emptyWalk()
  const last = emptyWalk()
  const cooling = unknownCooling()
  /**
   * What the next hour can be carried on from: how many steps after the last one it begins (zero: from nothing), hours
   * carried on so already, and the movement (K) and air (K) of that step.
   */
  const coast = { ahead: 0, hours: 0, move: 0, air: 0 }
  /** Change of a step's heats when how the field cools was found. */
  const change = emptyWalk()
  const weights = heatShares(field)

  /** Solves a step of recirculation from `trial`, kept from freezing by a warmer inlet; adds up in `step`. */
  const recirculate = (row: number, flow: number, seconds: number): void => {
    const air = plant.air[row]!
    let inlet = trial.hot
    stepLoop(field, trial, inlet, flow, seconds, air, plant.receivers, result)
    const lost = result.pipeLoss - result.absorbed
    if (lost > 0 && result.outEnd[elements - 1]! < field.freeze + FREEZE_MARGIN) {
      inlet += lost / (flow * loops * capacityAt(fluid, trial.hot))
      stepLoop(field, trial, inlet, flow, seconds, air, plant.receivers, result)
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

  const shiftBy = (kelvin: number): void => {
    for (let i = 0; i < elements; i++) trial.out[i]! += kelvin
    trial.cold += kelvin
    trial.hot += kelvin
  }

  const lossOfStep = (walk: Walk): number => walk.pipeLoss - walk.absorbed

  /** Takes from the last two steps how the field cools; false while it does not. */
  const seesCooling = (): boolean => {
    copyWalk(step, change)
    addSteps(change, last, -1)
    return lookAt(cooling, lossOfStep(last), lossOfStep(step))
  }

  /** Carries a field that moved evenly in the last step on for `steps` more. */
  const carryOn = (move: number, steps: number): void => {
    coast.move = move
    coast.ahead = steps + 1
    const { moved, shift } = furtherSteps(cooling.ratio, steps)
    shiftBy(move * moved)
    addSteps(walked, step, steps)
    addSteps(walked, change, (shift * lossOfStep(step)) / cooling.loss)
  }

  /**
   * Carries the field on over a whole hour from the last step it took, by how it cools in this hour's air; false where
   * it must take a step.
   */
  const coastOn = (row: number, seconds: number): boolean => {
    const air = plant.air[row]!
    const over = state.hot - air
    const { move, ahead, hours } = coast
    if (ahead === 0 || hours >= COASTED_HOURS || seconds !== HOUR) return false
    if (over < NEAR_AIR || state.hot - coast.air < NEAR_AIR) return false
    if (state.out[elements - 1]! + STEPS_PER_HOUR * move < nearFreezing) return false
    const share = (cooling.ratio ** ahead * over) / (state.hot - coast.air)
    if (!isKnown(cooling, share * lossOfStep(step))) return false
    copyState(state, trial)
    copyWalk(NOTHING, walked)
    copyWalk(step, last)
    copyWalk(NOTHING, step)
    addSteps(step, last, share)
    step.seconds = RECIRCULATION
    addSteps(walked, step, 1)
    shiftBy(share * move)
    carryOn(share * move, STEPS_PER_HOUR - 1)
    coast.hours++
    coast.air = air
    return true
  }

  /**
   * Recirculates for a while from the state of the field, in steps, into `walked` and `trial`; stops early when
   * `starting` and the start-up temperature is reached. Returns the seconds used.
   */
  const walk = (row: number, seconds: number, flow: number, starting: boolean): number => {
    copyState(state, trial)
    copyWalk(NOTHING, walked)
    if (starting) cooling.ratio = 0
    coast.ahead = 0
    coast.hours = 0
    coast.air = plant.air[row]!
    while (walked.seconds < seconds - 1e-6) {
      note(between)
      copyWalk(step, last)
      const taken = Math.min(RECIRCULATION, seconds - walked.seconds)
      recirculate(row, flow, taken)
      addSteps(walked, step, 1)
      if (starting && result.hotEnd > field.startup) break
      // Only whole steps can be carried on.
      const left = (seconds - walked.seconds) / RECIRCULATION
      if (starting || left < 1 || !Number.isInteger(left) || trial.out[elements - 1]! < nearFreezing) continue
      note(now)
      const move = evenMove(weights, between, now, EVEN)
      if (move === null) continue
      if (isKnown(cooling, lossOfStep(step)) || (walked.seconds > 1.5 * RECIRCULATION && seesCooling()))
        carryOn(move, left)
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
  return { state, result, deliver, coastOn, walk, acceptWalk }
}
