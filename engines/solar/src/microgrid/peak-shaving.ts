import { MONTH_DAYS } from '../weather/types.ts'
import { type Battery, copyState } from './battery.ts'
import {
  dayTarget,
  emptyFlows,
  type MeterFlows,
  meterFlows,
  POWER_TOLERANCE,
  type ShavingLimits,
} from './meter-flows.ts'

const TOLERANCE = 0.002
const MOST_PASSES = 10

export interface ShavingYear {
  readonly flows: readonly MeterFlows[]
  readonly targets: Float64Array
}

/**
 * A year of a battery that shaves the peaks of what a meter draws, planned each midnight from a forecast of the day (the
 * day itself, or the day before).
 */
export function shavePeaks(
  battery: Battery,
  limits: ShavingLimits,
  generation: ArrayLike<number>,
  load: ArrayLike<number>,
  forecast: 'ahead' | 'behind',
  after: (hour: number, flows: MeterFlows) => void,
): ShavingYear {
  const hours = load.length
  const monthStarts = new Set<number>()
  let start = 0
  for (const days of MONTH_DAYS) {
    monthStarts.add(start)
    start += days * 24
  }
  const foreseen = (series: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: hours }, (_, h) =>
      forecast === 'ahead' ? series[h]! : series[h < 24 ? hours - 24 + h : h - 24]!,
    )
  const [loads, systems] = [foreseen(load), foreseen(generation)]
  const targets = new Float64Array(hours)
  const all: MeterFlows[] = []
  let monthTarget = -1e16
  let target = 0
  let wasCharging = false
  const restrict = (current: number): number =>
    Math.max(-limits.maxChargeCurrent, Math.min(limits.maxDischargeCurrent, current))

  for (let hour = 0; hour < hours; hour++) {
    const flows = emptyFlows()
    const system = Math.max(generation[hour]!, 0)
    const draw = Math.min(generation[hour]!, 0)
    const used = load[hour]!
    if (hour > 0 && monthStarts.has(hour)) monthTarget = -1e16
    if (hour % 24 === 0) {
      if (forecast === 'behind') {
        loads[hour] = used
        systems[hour] = system
      }
      const need = Array.from({ length: Math.min(24, hours - hour) }, (_, i) => loads[hour + i]! - systems[hour + i]!)
      const usable = battery.energyBetween(limits.maxSoc, limits.minSoc)
      target = dayTarget(need, usable, limits.toDc, monthTarget)
      monthTarget = Math.max(monthTarget, target)
    }
    targets[hour] = target
    const wanted = used - system - target
    flows.target = wanted > 0 ? wanted / limits.toAc : wanted * limits.toDc
    flows.batteryDc = flows.target
    runHour(hour, flows, system, draw, used)
    after(hour, flows)
    all.push(flows)
  }
  return { flows: all, targets }

  function runHour(hour: number, flows: MeterFlows, system: number, draw: number, used: number): void {
    const { soc } = battery.state
    let charging = wasCharging
    if (flows.batteryDc > 0) {
      if (soc <= limits.minSoc + TOLERANCE) flows.batteryDc = 0
      else charging = false
    } else if (flows.batteryDc < 0) {
      if (soc >= limits.maxSoc - TOLERANCE) flows.batteryDc = 0
      else charging = true
    }
    let current = restrict(battery.currentFor(flows.batteryDc).current)
    const initial = copyState(battery.state)
    for (let count = 0; ; count++) {
      const ran = battery.run(hour, current)
      current = ran.current
      flows.batteryDc = ran.power
      meterFlows(flows, system, draw, used, limits)
      const next = constrain(flows, current, count, initial, system, draw, used)
      current = next.current
      battery.state = copyState(initial)
      if (next.again) continue
      flows.batteryDc = 0
      const last = battery.run(hour, current)
      current = last.current
      flows.batteryDc = (current * battery.voltage()) / 1000
      break
    }
    meterFlows(flows, system, draw, used, limits)
    wasCharging = charging
  }

  /** Evaluates something with the battery as it was before the hour. */
  function before<T>(initial: Battery['state'], value: () => T): T {
    const now = battery.state
    battery.state = initial
    const result = value()
    battery.state = now
    return result
  }

  function constrain(
    flows: MeterFlows,
    asked: number,
    count: number,
    initial: Battery['state'],
    system: number,
    draw: number,
    used: number,
  ): { readonly current: number; readonly again: boolean } {
    let current = restrict(asked)
    let limited = current !== asked
    const { soc } = battery.state
    if (current > 0 && soc < limits.minSoc - TOLERANCE) {
      const most = before(initial, () => battery.mostDischarge())
      flows.target = most.power
      current = most.current
    } else if (current < 0 && soc > limits.maxSoc + TOLERANCE) {
      const most = before(initial, () => battery.mostCharge())
      flows.target = most.power
      current = most.current
    }
    const toBattery = -flows.gridToBattery * limits.toDc - flows.systemToBatteryDc
    if (flows.target < 0 && Math.abs(toBattery - flows.target) > 0.005 * Math.abs(toBattery)) {
      const found = before(initial, () => battery.currentFor(toBattery))
      flows.target = found.power
      flows.batteryDc = toBattery
      current = found.current
    }
    let again = Math.abs(asked - current) > TOLERANCE
    if (!limited) {
      const kept = restrict(current)
      limited = kept !== current
      current = kept
    }
    again = (again || limited) && count <= MOST_PASSES
    if (Math.abs(current) > TOLERANCE && asked / current < 0) {
      current = 0
      again = false
    }
    if (again) {
      battery.state = copyState(initial)
      meterFlows(flows, system, draw, used, limits)
      return { current, again }
    }
    return approach(flows, current, count)
  }

  /** Brings the power nearer its target where the battery could still give or take more. */
  function approach(
    flows: MeterFlows,
    asked: number,
    count: number,
  ): { readonly current: number; readonly again: boolean } {
    let current = asked
    const volts = battery.voltage()
    const power = (current * volts) / 1000
    const { soc, largest } = battery.state
    let again = true
    if (Math.abs(power - flows.target) > POWER_TOLERANCE) {
      let off = power - flows.target
      if (power <= 0 && off > 0) {
        if (soc > limits.maxSoc - TOLERANCE) again = false
        if (
          current > limits.maxChargeCurrent - TOLERANCE ||
          Math.abs(power) > limits.maxDcPower - POWER_TOLERANCE ||
          Math.abs(flows.batteryAc) > limits.maxAcPower - POWER_TOLERANCE
        )
          again = false
        else
          off = Math.max(
            Math.min(off, limits.maxDcPower - Math.abs(power), limits.maxAcPower - Math.abs(flows.batteryAc)),
            0,
          )
      } else if (power > 0 && off < 0) {
        if (soc < limits.minSoc + TOLERANCE) again = false
        if (
          current > limits.maxDischargeCurrent - TOLERANCE ||
          power > limits.maxDcPower - POWER_TOLERANCE ||
          flows.batteryAc > limits.maxAcPower - POWER_TOLERANCE
        )
          again = false
        else off = Math.min(Math.max(off, power - limits.maxDcPower, flows.batteryAc - limits.maxAcPower), 0)
      }
      if (again) {
        const moved = (100 * off * 1000) / volts / largest
        let change = (off * 1000) / volts
        if (soc + moved > limits.maxSoc + TOLERANCE) change = (limits.maxSoc - soc) * 0.01 * largest
        else if (soc + moved < limits.minSoc - TOLERANCE) change = (limits.minSoc - soc) * 0.01 * largest
        current -= change
      }
    }
    if (
      flows.systemToGrid > POWER_TOLERANCE &&
      soc < limits.maxSoc - TOLERANCE &&
      Math.abs(current) < Math.abs(limits.maxChargeCurrent)
    ) {
      current -=
        Math.abs(flows.batteryAc) < POWER_TOLERANCE
          ? ((flows.systemToGrid / limits.toAc) * 1000) / volts
          : (flows.systemToGrid / Math.abs(flows.batteryAc)) * Math.abs(current)
    } else again = Math.abs(asked - current) > TOLERANCE
    const kept = restrict(current)
    again = (again || kept !== current) && count <= MOST_PASSES
    current = kept
    if (asked / current < 0) current = 0
    return { current, again }
  }
}
