import { RAD } from '../angles.ts'
import type { SunTrack } from '../sun/site-year.ts'

/** A linear concentrating collector for first estimates. */
export interface QuickCollector {
  /** Optical efficiency at normal incidence, of one. */
  readonly opticalEfficiency: number
  /** Incidence modifiers by angle (deg, rising): rows of [angle, along the tubes, across them]. */
  readonly modifiers: readonly (readonly [angle: number, along: number, across: number])[]
  /** Loss, W/m2 per K and per K2 of the mean fluid over the air. */
  readonly loss1: number
  readonly loss2: number
  /** Heat to warm the field from cold, kWh per m2. */
  readonly warmUp: number
  /** Axis from north, deg. */
  readonly axisAzimuth: number
}

/** A typical north-south Fresnel collector with vacuum tubes; a stated assumption, not a data sheet. */
export const TYPICAL_FRESNEL: QuickCollector = {
  opticalEfficiency: 0.66,
  modifiers: [
    [0, 1, 1],
    [10, 0.972, 0.994],
    [20, 0.93, 0.986],
    [30, 0.85, 0.959],
    [40, 0.719, 0.906],
    [50, 0.541, 0.818],
    [60, 0.336, 0.689],
    [70, 0.14, 0.511],
    [80, 0.006, 0.277],
    [90, 0, 0],
  ],
  loss1: 0.03,
  loss2: 0.0003,
  warmUp: 0.03,
  axisAzimuth: 0,
}

function modifier(table: QuickCollector['modifiers'], angle: number, column: 1 | 2): number {
  let i = 1
  while (i < table.length - 1 && table[i]![0] < angle) i++
  const [below, above] = [table[i - 1]!, table[i]!]
  const share = Math.min(Math.max((angle - below[0]) / (above[0] - below[0]), 0), 1)
  return below[column] + (above[column] - below[column]) * share
}

/** What reaches the fluid of a collector in the sun, W per m2 of aperture, each hour, before losses. */
export function opticalGain(collector: QuickCollector, sun: SunTrack, dni: ArrayLike<number>): Float64Array {
  const axis = collector.axisAzimuth * RAD
  return Float64Array.from(dni, (beam, i) => {
    const zenith = sun.zenith[i]! * RAD
    if (beam <= 0 || zenith >= Math.PI / 2) return 0
    const turned = sun.azimuth[i]! * RAD - axis
    const along = Math.abs(Math.asin(Math.sin(zenith) * Math.cos(turned))) / RAD
    const across = Math.abs(Math.atan(Math.tan(zenith) * Math.sin(turned))) / RAD
    const both = modifier(collector.modifiers, along, 1) * modifier(collector.modifiers, across, 2)
    return beam * collector.opticalEfficiency * both
  })
}

/** Heat of an hour, kWh: every row closes, collected = delivered + stored + lost from the store + dumped. */
export interface QuickYear {
  readonly collected: Float64Array
  readonly delivered: Float64Array
  readonly dumped: Float64Array
  readonly storeLoss: Float64Array
  /** kWh in the store at the end of the hour. */
  readonly stored: Float64Array
}

/** Share of the stored heat lost in an hour. */
const STORE_LOSS = 0.0015
/** A field that gave nothing for this many hours is cold. */
const COLD_AFTER = 6

/** Field of an area (m2) on a demand (kWh each hour) with a store (kWh). `gain` from {@link opticalGain}. */
export function quickYear(
  collector: QuickCollector,
  gain: Float64Array,
  air: ArrayLike<number>,
  meanFluidC: number,
  areaM2: number,
  demand: ArrayLike<number>,
  storeKwh: number,
): QuickYear {
  const n = gain.length
  const column = () => new Float64Array(n)
  const out = { collected: column(), delivered: column(), dumped: column(), storeLoss: column(), stored: column() }
  let store = 0
  let idle = COLD_AFTER
  let debt = 0
  for (let i = 0; i < n; i++) {
    const over = Math.max(0, meanFluidC - air[i]!)
    const net = gain[i]! - over * (collector.loss1 + collector.loss2 * over)
    let heat = 0
    if (net > 0) {
      if (idle >= COLD_AFTER) debt = collector.warmUp * areaM2
      const raw = (net * areaM2) / 1000
      const spent = Math.min(raw, debt)
      debt -= spent
      heat = raw - spent
      idle = 0
    } else idle++
    const lost = store * STORE_LOSS
    store -= lost
    const direct = Math.min(heat, demand[i]!)
    const charge = Math.min(heat - direct, storeKwh - store)
    const drawn = Math.min(demand[i]! - direct, store)
    store += charge - drawn
    out.collected[i] = heat
    out.delivered[i] = direct + drawn
    out.dumped[i] = heat - direct - charge
    out.storeLoss[i] = lost
    out.stored[i] = store
  }
  return out
}
