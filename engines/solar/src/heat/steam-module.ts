import type { Saturation, SteamTable } from './steam-table.ts'

/** State of the modules between steps. */
export interface ModuleState {
  readonly temperature: Float64Array
  readonly enthalpy: Float64Array
}

/** What one step of the field gives: kJ/kg, K, kW of the whole field. */
export interface SteamStep {
  outlet: number
  outletTemperature: number
  lastEnd: number
  lastMeanTemperature: number
  inletEnthalpy: number
  absorbed: number
  lost: number
  pipes: number
  pump: number
  readonly endTemperature: Float64Array
  readonly endEnthalpy: Float64Array
}

export const SUBSTEPS = 10
const STEADY = 1e-5

export const temperatureAt = (table: SteamTable, at: Saturation, h: number): number => {
  if (h <= at.wet) return Math.min(table.liquid(h), at.boiling)
  return h <= at.dry ? at.boiling : at.boiling + table.superheat(h - at.dry)
}

/** Enthalpy at the end of a backward step: T(h) = T0 + dt/C (q + m (hin - h)). */
function implicitEnthalpy(
  table: SteamTable,
  at: Saturation,
  before: number,
  ratio: number,
  heat: number,
  flow: number,
  inlet: number,
  guess: number,
): number {
  const given = before + ratio * (heat + flow * inlet)
  const pull = ratio * flow
  // In two phases the temperature stands still, and the step is explicit.
  const boiled = (given - at.boiling) / pull
  if (boiled >= at.wet && boiled <= at.dry) return boiled
  if (boiled < at.wet) {
    // Water warms nearly in proportion to its heat: one tangent step lands close.
    const { values, slopes, start, step, end } = table.liquidCurve
    let h = guess
    for (let pass = 0; pass < 13; pass++) {
      const place = Math.min(Math.max((h - start) / step, 0), end)
      const i = Math.floor(place)
      const surplus = values[i]! + (values[i + 1]! - values[i]!) * (place - i) + pull * h - given
      h -= surplus / (slopes[i]! + pull)
      if (pass > 0 && Math.abs(surplus) < 0.002) break
    }
    return h
  }
  let excess = 50
  for (let pass = 0; pass < 8; pass++) {
    const surplus = at.boiling + table.superheat(excess) + pull * (at.dry + excess) - given
    excess -= surplus / (table.superheatSlope(excess) + pull)
    if (Math.abs(surplus) < 0.002) break
  }
  return at.dry + excess
}

/**
 * Steps one module to the end of a step in substeps, into `result`; its mean outlet enthalpy over the step comes back.
 * `ratio` is a substep's seconds over the module's heat capacity.
 */
export function endOfModule(
  table: SteamTable,
  at: Saturation,
  from: ModuleState,
  i: number,
  ratio: number,
  heat: number,
  flow: number,
  inlet: number,
  result: SteamStep,
): number {
  let temperature = from.temperature[i]!
  let end = from.enthalpy[i]!
  let sum = 0
  const goal = inlet + heat / flow
  if (end < at.wet && goal < at.wet - 1) {
    // All liquid: the substeps are a geometric series towards the goal.
    const apart = goal - end
    const warmed = table.liquid(goal) - table.liquid(end)
    const perKelvin = Math.abs(warmed) > 0.1 ? apart / warmed : 1 / table.liquidSlope(end)
    const decay = 1 / (1 + ratio * flow * perKelvin)
    const square = decay * decay
    const fourth = square * square
    // Ten substeps.
    const kept = fourth * fourth * square
    sum = SUBSTEPS * goal - (apart * decay * (1 - kept)) / (1 - decay)
    end = goal - apart * kept
    temperature = table.liquid(end)
  } else {
    for (let k = 0; k < SUBSTEPS; k++) {
      end = implicitEnthalpy(table, at, temperature, ratio, heat, flow, inlet, end)
      const before = temperature
      temperature = temperatureAt(table, at, end)
      sum += end
      if (Math.abs(temperature - before) < STEADY) {
        // A module that stands still gives the same in every substep that is left.
        sum += end * (SUBSTEPS - 1 - k)
        break
      }
    }
  }
  result.endEnthalpy[i] = end
  result.endTemperature[i] = temperature
  return sum / SUBSTEPS
}
