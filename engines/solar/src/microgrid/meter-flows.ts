/** Powers of an hour behind a meter, kW. */
export interface MeterFlows {
  batteryDc: number
  batteryAc: number
  target: number
  grid: number
  generated: number
  systemToLoad: number
  systemToBattery: number
  systemToBatteryDc: number
  systemToGrid: number
  gridToBattery: number
  gridToLoad: number
  batteryToLoad: number
  batteryToGrid: number
  conversionLoss: number
}

export interface ShavingLimits {
  readonly toDc: number
  readonly toAc: number
  readonly maxChargeCurrent: number
  readonly maxDischargeCurrent: number
  readonly maxDcPower: number
  readonly maxAcPower: number
  readonly minSoc: number
  readonly maxSoc: number
}

/** Powers nearer than this are one, kW. */
export const POWER_TOLERANCE = 0.000005

/** What flows where for a battery power (direct current, discharge positive) beside a system and a load. */
export function meterFlows(flows: MeterFlows, system: number, draw: number, load: number, limits: ShavingLimits): void {
  const dc = flows.batteryDc
  let ac = dc < 0 ? dc / limits.toDc : dc * limits.toAc
  if (Math.abs(ac) < POWER_TOLERANCE) ac = 0
  let [toBattery, fromGrid, toLoad, toGrid, batteryToLoad, batteryToGrid] = [0, 0, 0, 0, 0, 0]
  if (ac <= 0) {
    toBattery = Math.min(Math.abs(ac), Math.max(system, 0))
    toLoad = Math.min(system - toBattery, load)
    fromGrid = Math.max(0, Math.abs(ac) - toBattery)
    toGrid = system - toBattery - toLoad
  } else {
    batteryToLoad = Math.min(ac, load)
    toLoad = Math.min(Math.max(0, load - batteryToLoad), system)
    toGrid = Math.max(0, system - toLoad)
    batteryToGrid = ac - batteryToLoad
  }
  const small = (value: number): number => (Math.abs(value) < POWER_TOLERANCE ? 0 : value)
  const generated = system + draw + ac
  flows.batteryAc = ac
  flows.generated = generated
  flows.grid = small(generated - load)
  flows.gridToLoad = small(load - toLoad - batteryToLoad)
  flows.gridToBattery = small(fromGrid)
  flows.systemToLoad = toLoad
  flows.systemToBattery = toBattery
  flows.systemToBatteryDc = toBattery * limits.toDc
  flows.systemToGrid = toGrid
  flows.batteryToLoad = batteryToLoad
  flows.batteryToGrid = batteryToGrid
  flows.conversionLoss =
    (toBattery + fromGrid) * (1 - limits.toDc) + (batteryToLoad + batteryToGrid) * (1 / limits.toAc - 1)
}

/** Grid power to hold a day to, kW: the lowest peak the battery can shave and recharge for. */
export function dayTarget(need: readonly number[], usable: number, toDc: number, monthTarget: number): number {
  const sorted = [...need].sort((x, y) => y - x)
  const n = sorted.length
  if (sorted[0]! < monthTarget) return monthTarget
  const recharge = sorted.map((level) =>
    sorted.reduceRight((sum, power) => (power > level ? sum : sum + (level - power) * toDc), 0),
  )
  let target = sorted[0]!
  let sum = 0
  for (let i = 0; i < n - 1; i++) {
    if (sorted[i + 1]! < 0) break
    target = sorted[i + 1]!
    const drop = sorted[i]! - sorted[i + 1]!
    if (drop === 0) continue
    sum += drop * (i + 1)
    if (sum < recharge[i + 1]! && sum < usable) continue
    if (sum > recharge[i + 1]!) {
      target += (sum - recharge[i]!) / (i + 1)
      break
    }
    if (sum > usable) {
      target += (sum - usable) / (i + 1)
      break
    }
  }
  return Math.max(target, monthTarget)
}

export const emptyFlows = (): MeterFlows => ({
  batteryDc: 0,
  batteryAc: 0,
  target: 0,
  grid: 0,
  generated: 0,
  systemToLoad: 0,
  systemToBattery: 0,
  systemToBatteryDc: 0,
  systemToGrid: 0,
  gridToBattery: 0,
  gridToLoad: 0,
  batteryToLoad: 0,
  batteryToGrid: 0,
  conversionLoss: 0,
})
