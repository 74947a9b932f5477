import { accepted, type Outcome, refused, whyNotFinite } from '../outcome.ts'
import { type Dispatch, emptyDispatch, type MicroGrid } from './rule.ts'

/** What a dispatch is worth, in litres of fuel. */
export interface DispatchGoal {
  /** Litres a start of the genset costs. */
  readonly startLitres: number
  /** Litres a kWh not served costs. */
  readonly unservedLitres: number
  /** Charge the battery must hold at the end, kWh. */
  readonly endKwh: number
  /** Points of the battery's charge the search stands on; more is closer to the optimum and slower. */
  readonly states?: number
  /** Levels of the genset tried in every hour, besides those that meet the deficit or fill the battery exactly. */
  readonly levels?: number
}

export interface OptimalDispatch extends Dispatch {
  readonly starts: number
  /** Fuel, starts and energy not served, litres. */
  readonly objective: number
}

/** An hour of the station under one level of its genset. */
interface HourFlow {
  soc: number
  charge: number
  discharge: number
  curtailed: number
  unserved: number
}

/** The battery takes what is too much and gives what lacks, as far as it can; what remains is curtailed or unserved. */
function flowHour(grid: MicroGrid, soc: number, net: number, out: HourFlow): void {
  if (net >= 0) {
    out.charge = Math.max(0, Math.min(net, grid.batteryKw, (grid.batteryKwh - soc) / grid.chargeEfficiency))
    out.discharge = 0
    out.curtailed = net - out.charge
    out.unserved = 0
    out.soc = soc + out.charge * grid.chargeEfficiency
    return
  }
  const above = Math.max(0, soc - grid.socMin * grid.batteryKwh)
  out.discharge = Math.min(-net, grid.batteryKw, above * grid.dischargeEfficiency)
  out.charge = 0
  out.curtailed = 0
  out.unserved = -net - out.discharge
  out.soc = soc - out.discharge / grid.dischargeEfficiency
}

/** Levels worth trying in an hour: an even ladder, and those at which something just becomes full, met or idle. */
function candidates(grid: MicroGrid, soc: number, net: number, ladder: number, into: Float64Array): void {
  const { gensetMinKw: low, gensetKw: high } = grid
  const clamp = (kw: number): number => Math.min(Math.max(kw, low), high)
  for (let k = 0; k < ladder; k++) into[k] = low + ((high - low) * k) / Math.max(ladder - 1, 1)
  const above = Math.max(0, soc - grid.socMin * grid.batteryKwh)
  into[ladder] = clamp(-net)
  into[ladder + 1] = clamp(-net - Math.min(grid.batteryKw, above * grid.dischargeEfficiency))
  into[ladder + 2] = clamp(-net + Math.min(grid.batteryKw, (grid.batteryKwh - soc) / grid.chargeEfficiency))
}

const EXACT_LEVELS = 3

/** Value (litres to come) at a charge, on a grid of charges. */
function valueAt(values: Float64Array, offset: number, place: number, states: number): number {
  const i = Math.min(Math.max(Math.floor(place), 0), states - 2)
  const share = place - i
  return values[offset + i]! * (1 - share) + values[offset + i + 1]! * share
}

/**
 * The dispatch of least litres when PV and load of every hour are known: dynamic programming backwards over the
 * battery's charge and the genset's being on, then forwards along continuous charges. PV and load in kW; minimum load,
 * no-load fuel and starts are kept exactly, the charge to the fineness of `states`.
 */
export function optimalDispatch(
  pv: ArrayLike<number>,
  load: ArrayLike<number>,
  grid: MicroGrid,
  goal: DispatchGoal,
): Outcome<OptimalDispatch> {
  if (pv.length !== load.length)
    return refused('wrong-length', 'load', `${load.length} hours of load for ${pv.length} of PV`)
  const fault = whyNotFinite(pv, 'pv') ?? whyNotFinite(load, 'load')
  if (fault) return fault
  if (!(grid.batteryKwh > 0)) return refused('out-of-range', 'batteryKwh', 'a dispatch needs a battery above 0 kWh')
  const states = Math.max(goal.states ?? 121, 3)
  const ladder = Math.max(goal.levels ?? 9, 2)
  const values = backwards(pv, load, grid, goal, states, ladder)
  return accepted(forwards(pv, load, grid, goal, states, ladder, values))
}

/** Litres to come at the start of every hour: per hour first with the genset off before, then on. */
function backwards(
  pv: ArrayLike<number>,
  load: ArrayLike<number>,
  grid: MicroGrid,
  goal: DispatchGoal,
  states: number,
  ladder: number,
): Float64Array {
  const hours = pv.length
  const floor = grid.socMin * grid.batteryKwh
  const step = (grid.batteryKwh - floor) / (states - 1)
  const idle = grid.fuelIdle * grid.gensetKw
  const values = new Float64Array((hours + 1) * 2 * states)
  const levels = new Float64Array(ladder + EXACT_LEVELS)
  const flow: HourFlow = { soc: 0, charge: 0, discharge: 0, curtailed: 0, unserved: 0 }
  for (let i = 0; i < states; i++) {
    const lacking = Math.max(0, goal.endKwh - floor - i * step)
    values[hours * 2 * states + i] = values[(hours * 2 + 1) * states + i] = lacking * goal.unservedLitres
  }
  for (let t = hours - 1; t >= 0; t--) {
    const [after, here] = [(t + 1) * 2 * states, t * 2 * states]
    const net = pv[t]! - load[t]!
    for (let i = 0; i < states; i++) {
      const soc = floor + i * step
      flowHour(grid, soc, net, flow)
      const off = flow.unserved * goal.unservedLitres + valueAt(values, after, (flow.soc - floor) / step, states)
      candidates(grid, soc, net, ladder, levels)
      let on = Number.POSITIVE_INFINITY
      for (const kw of levels) {
        flowHour(grid, soc, net + kw, flow)
        const litres = idle + grid.fuelSlope * kw + flow.unserved * goal.unservedLitres
        on = Math.min(on, litres + valueAt(values, after + states, (flow.soc - floor) / step, states))
      }
      values[here + i] = Math.min(off, on + goal.startLitres)
      values[here + states + i] = Math.min(off, on)
    }
  }
  return values
}

/** Follows the least litres from the first charge. */
function forwards(
  pv: ArrayLike<number>,
  load: ArrayLike<number>,
  grid: MicroGrid,
  goal: DispatchGoal,
  states: number,
  ladder: number,
  values: Float64Array,
): OptimalDispatch {
  const out = emptyDispatch(pv.length)
  const floor = grid.socMin * grid.batteryKwh
  const step = (grid.batteryKwh - floor) / (states - 1)
  const idle = grid.fuelIdle * grid.gensetKw
  const fine = 4 * ladder
  const levels = new Float64Array(fine + EXACT_LEVELS)
  const flow: HourFlow = { soc: 0, charge: 0, discharge: 0, curtailed: 0, unserved: 0 }
  let soc = grid.socFirst * grid.batteryKwh
  let running = false
  let starts = 0
  let objective = 0
  for (let t = 0; t < pv.length; t++) {
    const after = (t + 1) * 2 * states
    const net = pv[t]! - load[t]!
    flowHour(grid, soc, net, flow)
    let best = 0
    let least = flow.unserved * goal.unservedLitres + valueAt(values, after, (flow.soc - floor) / step, states)
    candidates(grid, soc, net, fine, levels)
    for (const kw of levels) {
      flowHour(grid, soc, net + kw, flow)
      const litres = idle + grid.fuelSlope * kw + flow.unserved * goal.unservedLitres + (running ? 0 : goal.startLitres)
      const total = litres + valueAt(values, after + states, (flow.soc - floor) / step, states)
      if (total < least - 1e-12) {
        least = total
        best = kw
      }
    }
    flowHour(grid, soc, net + best, flow)
    if (best > 0 && !running) starts++
    objective += best > 0 && !running ? goal.startLitres : 0
    running = best > 0
    soc = flow.soc
    out.soc[t] = soc
    out.charge[t] = flow.charge
    out.discharge[t] = flow.discharge
    out.genset[t] = best
    out.fuel[t] = running ? idle + grid.fuelSlope * best : 0
    out.curtailed[t] = flow.curtailed
    out.unserved[t] = flow.unserved
    objective += out.fuel[t]! + flow.unserved * goal.unservedLitres
  }
  return { ...out, starts, objective }
}
