import { evenMove, furtherSteps, isKnown, lookAt, unknownCooling } from './even-cooling.ts'
import type { SteamBalance, SteamField } from './steam-field.ts'
import type { SteamStep } from './steam-module.ts'
import type { SteamLight, SteamWeather, SteamYear } from './steam-year.ts'

const HOUR = 3600
const RECIRCULATION = 600
const FREEZE_MARGIN = 10
/** Nearer to freezing than this, K, every step is taken: what keeps a field from it is asked for. */
const FAR_FROM_FREEZING = 40
/** The parts of a cooling field must move alike to this in a step (K, kJ/kg), for it to be carried on. */
const EVEN = { temperature: 0.5, enthalpy: 2 }
/** kJ/(kg K) of water, for a first guess at what keeps it from freezing. */
const WATER_CAPACITY = 4.19

/** What a while of the field adds up to: kJ, and K s. */
interface SteamWalk {
  seconds: number
  absorbed: number
  lost: number
  pipes: number
  pump: number
  freeze: number
  outletTemperature: number
}

const emptyWalk = (): SteamWalk => ({
  seconds: 0,
  absorbed: 0,
  lost: 0,
  pipes: 0,
  pump: 0,
  freeze: 0,
  outletTemperature: 0,
})

/** Sets a walk to what a step gives in `seconds`. */
function stepInto(walk: SteamWalk, result: SteamStep, freeze: number, seconds: number): void {
  walk.seconds = seconds
  walk.absorbed = result.absorbed * seconds
  walk.lost = result.lost * seconds
  walk.pipes = result.pipes * seconds
  walk.pump = result.pump * seconds
  walk.freeze = freeze * seconds
  walk.outletTemperature = result.outletTemperature * seconds
}

function addSteps(walk: SteamWalk, step: SteamWalk, times: number): void {
  walk.seconds += step.seconds * times
  walk.absorbed += step.absorbed * times
  walk.lost += step.lost * times
  walk.pipes += step.pipes * times
  walk.pump += step.pump * times
  walk.freeze += step.freeze * times
  walk.outletTemperature += step.outletTemperature * times
}

/** The field while it gives nothing: recirculating, starting up, kept from freezing; booked in `year`. */
export function steamSide(field: SteamField, weather: SteamWeather, year: SteamYear, balance: SteamBalance) {
  const { design, table, state, result } = balance
  const { loops, modules, pressure } = field
  const boiling = table.boiling(pressure)
  const trial = { temperature: new Float64Array(modules), enthalpy: new Float64Array(modules) }
  let returned = balance.returned
  const before = { temperature: new Float64Array(modules), enthalpy: new Float64Array(modules), returned }
  const cooling = unknownCooling()
  /** Change of a step's heats when how the field cools was found. */
  let change = emptyWalk()
  const weights = new Float64Array(modules).fill(1 / modules)
  let walked = emptyWalk()
  let [step, last] = [emptyWalk(), emptyWalk()]

  const book = (row: number, flow: number, light: SteamLight | null, heats: SteamWalk): void => {
    const share = heats.seconds / HOUR
    year.absorbed[row]! += heats.absorbed / HOUR
    year.lost[row]! += heats.lost / HOUR
    year.pipes[row]! += heats.pipes / HOUR
    year.pumpField[row]! += heats.pump / HOUR
    year.freeze[row]! += heats.freeze / HOUR
    year.outletTemperature[row]! += heats.outletTemperature / HOUR
    year.loopFlow[row]! += flow * share
    year.tracking[row]! += (((light?.tracking ?? 0) * field.trackingWattsPerArea * design.aperture) / 1000) * share
  }

  /** Books the step just solved with the field delivering, and goes on from its end. */
  const deliver = (row: number, seconds: number, flow: number, light: SteamLight): void => {
    stepInto(step, result, 0, seconds)
    cooling.ratio = 0
    book(row, flow, light, step)
    balance.accept()
  }

  /** Water to recirculate: the field's return, kept below boiling. */
  const recirculated = (): number => {
    let inlet = returned
    while (inlet >= boiling && inlet > returned - 5) inlet -= 1
    return inlet
  }

  /** Heat that keeps a recirculating field from freezing over a step just solved, kW. */
  const keepFromFreezing = (row: number, inlet: number, flow: number, sun: number, seconds: number, aim: number) => {
    if (result.lastMeanTemperature >= field.freeze + FREEZE_MARGIN) return 0
    const lost = result.pipes - result.absorbed
    if (lost <= 0) return 0
    const perKelvin = flow * loops * WATER_CAPACITY
    let warmer = inlet + lost / perKelvin
    let given = 0
    for (let pass = 0; pass < 4; pass++) {
      balance.step(trial, warmer, flow, sun, weather.air[row]!, weather.wind[row]!, seconds, aim)
      given = flow * loops * (result.inletEnthalpy - result.outlet)
      const wanted = result.pipes - result.absorbed
      if (Math.abs(given - wanted) < 0.01 * Math.max(wanted, 0.01 * design.loss)) break
      warmer = Math.max(inlet, warmer + (wanted - given) / perKelvin)
    }
    return given
  }

  const lossOfStep = (walk: SteamWalk): number => walk.pipes - walk.absorbed

  /** Takes from the last two steps how the field cools; false while it does not. */
  const seesCooling = (): boolean => {
    change = { ...step }
    addSteps(change, last, -1)
    return lookAt(cooling, lossOfStep(last), lossOfStep(step))
  }

  /** Carries a field that moved evenly in the last step on for `steps` more. */
  const carryOn = (kelvin: number, enthalpy: number, steps: number): void => {
    const { moved, shift } = furtherSteps(cooling.ratio, steps)
    for (let i = 0; i < modules; i++) {
      trial.temperature[i]! += kelvin * moved
      trial.enthalpy[i]! += enthalpy * moved
    }
    returned += kelvin * moved
    addSteps(walked, step, steps)
    addSteps(walked, change, (shift * lossOfStep(step)) / cooling.loss)
  }

  /**
   * Recirculates for a while from the state of the field, in steps, aside from the state itself; stops early when
   * `starting` and the start-up temperature is reached. Returns the seconds used.
   */
  const walk = (row: number, seconds: number, flow: number, sun: number, starting: boolean): number => {
    trial.temperature.set(state.temperature)
    trial.enthalpy.set(state.enthalpy)
    returned = balance.returned
    walked = emptyWalk()
    if (starting) cooling.ratio = 0
    while (walked.seconds < seconds - 1e-6) {
      before.temperature.set(trial.temperature)
      before.enthalpy.set(trial.enthalpy)
      before.returned = returned
      const solved = last
      last = step
      step = solved
      const taken = Math.min(RECIRCULATION, seconds - walked.seconds)
      const inlet = recirculated()
      const aim = table.liquidEnthalpy(inlet)
      balance.step(trial, inlet, flow, sun, weather.air[row]!, weather.wind[row]!, taken, aim)
      const freeze = keepFromFreezing(row, inlet, flow, sun, taken, aim)
      stepInto(step, result, freeze, taken)
      trial.temperature.set(result.endTemperature)
      trial.enthalpy.set(result.endEnthalpy)
      returned = result.outletTemperature
      addSteps(walked, step, 1)
      if (starting && returned > design.startup) break
      // Only whole steps can be carried on.
      const left = (seconds - walked.seconds) / RECIRCULATION
      const cold = result.lastMeanTemperature < field.freeze + FAR_FROM_FREEZING
      if (starting || left < 1 || !Number.isInteger(left) || cold) continue
      const kelvin = evenMove(weights, before.temperature, trial.temperature, EVEN.temperature)
      const enthalpy = evenMove(weights, before.enthalpy, trial.enthalpy, EVEN.enthalpy)
      if (kelvin === null || enthalpy === null) continue
      if (Math.abs(returned - before.returned - kelvin) > EVEN.temperature) continue
      if (isKnown(cooling, lossOfStep(step)) || (walked.seconds > 1.5 * RECIRCULATION && seesCooling()))
        carryOn(kelvin, enthalpy, left)
    }
    return walked.seconds
  }

  /** Books the recirculation last walked, and goes on from its end. */
  const acceptWalk = (row: number, flow: number, light: SteamLight | null): void => {
    book(row, flow, light, walked)
    state.temperature.set(trial.temperature)
    state.enthalpy.set(trial.enthalpy)
    balance.returned = returned
  }
  return { walk, acceptWalk, deliver }
}
