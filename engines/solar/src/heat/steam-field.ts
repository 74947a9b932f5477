import { boilingTemperature, liquidWater, steam } from './if97.ts'
import { type SteamTable, steamTable } from './steam-table.ts'

/** A linear Fresnel field that boils water in its receivers. bar, K, kW, kg/s, m, m2. */
export interface SteamField {
  readonly loops: number
  readonly modules: number
  readonly moduleAperture: number
  readonly moduleLength: number
  /** Pressure at the process, and what is lost on the way as shares of it: cold header, boiler, hot header. */
  readonly pressure: number
  readonly drops: { readonly cold: number; readonly boiler: number; readonly hot: number }
  readonly inlet: number
  /** What the field aims at: a steam quality, or water this many kelvin below boiling. */
  readonly target: { readonly quality: number } | { readonly subcooling: number }
  readonly designIrradiance: number
  readonly designAir: number
  /** Optical share of the field at its design sun. */
  readonly designOptics: number
  /** Loss of a module, W/m, by temperature difference (K) and wind (m/s). */
  readonly loss: (difference: number, wind: number) => number
  readonly designLoss: (difference: number) => number
  /** Pipes' loss, W per m2 of aperture and K; thermal mass, kJ per K and m2 of aperture. */
  readonly pipeLoss: number
  readonly thermalMass: number
  readonly freeze: number
  readonly pumpEfficiency: number
  readonly trackingWattsPerArea: number
  /** Pressure lost in the process as a share. */
  readonly processDrop: number
  readonly flowShares: readonly [min: number, max: number]
}

export interface SteamDesign {
  readonly aperture: number
  /** Flow of the whole field at design, kg/s. */
  readonly flow: number
  readonly minFlow: number
  readonly maxFlow: number
  readonly outletEnthalpy: number
  readonly startup: number
  /** Losses of the field at design, kW. */
  readonly loss: number
}

const STARTUP_MARGIN = 5

const totalDrop = (field: SteamField): number => field.drops.cold + field.drops.boiler + field.drops.hot

/** Enthalpy the field aims at, at an outlet pressure (bar). */
function targetEnthalpy(field: SteamField, bar: number): number {
  const boiling = boilingTemperature(bar / 10)
  if ('subcooling' in field.target) {
    const wanted = boilingTemperature(field.pressure / 10) - field.target.subcooling
    return liquidWater(bar / 10, wanted).enthalpy
  }
  const wet = liquidWater(bar / 10, boiling).enthalpy
  return wet + field.target.quality * (steam(bar / 10, boiling).enthalpy - wet)
}

export function steamDesign(field: SteamField, table: SteamTable): SteamDesign {
  const { pressure, modules, loops, drops } = field
  const inlet = liquidWater((pressure * (1 + totalDrop(field))) / 10, field.inlet).enthalpy
  const outlet = targetEnthalpy(field, pressure * (1 + drops.hot))
  const rise = (outlet - inlet) / modules
  const boiling = boilingTemperature(pressure / 10)
  const outletTemperature = 'subcooling' in field.target ? boiling - field.target.subcooling : boiling
  let lost = 0
  for (let i = 0; i < modules; i++) {
    const bar = pressure * (1 + drops.boiler * (1 - i / modules) + drops.hot)
    const mean = table.temperature(bar, inlet + rise * (i + 0.5))
    lost += (field.designLoss(mean - field.designAir) * field.moduleLength) / 1000
  }
  const aperture = field.moduleAperture * modules * loops
  const received = (field.designIrradiance / 1000) * aperture * field.designOptics
  const pipes = ((aperture * field.pipeLoss) / 1000) * ((field.inlet + outletTemperature) / 2 - field.designAir)
  const loss = lost * loops + pipes
  const flow = (received - loss) / (outlet - inlet)
  return {
    aperture,
    flow,
    minFlow: (field.flowShares[0] * flow) / loops,
    maxFlow: (field.flowShares[1] * flow) / loops,
    outletEnthalpy: targetEnthalpy(field, pressure),
    startup: outletTemperature - STARTUP_MARGIN,
    loss,
  }
}

/** State of the modules between steps. */
interface ModuleState {
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

const SUBSTEPS = 10
const STEADY = 1e-5

/** The field's balance made ready for a year: tables of water and what does not change. */
export interface SteamBalance {
  readonly design: SteamDesign
  readonly table: SteamTable
  readonly state: ModuleState
  readonly result: SteamStep
  /** Temperature of the water returned by the field at the end of the last accepted step. */
  returned: number
  /** A step: inlet K, flow of one loop kg/s, sun on a module kW, air K, wind m/s, seconds; enthalpy aimed at. */
  step(
    from: ModuleState,
    inlet: number,
    flow: number,
    sun: number,
    air: number,
    wind: number,
    seconds: number,
    aim: number,
  ): void
  accept(): void
}

/** Water at the pressure of a module: boiling temperature, and enthalpies of wet and dry saturation. */
interface Saturation {
  readonly boiling: number
  readonly wet: number
  readonly dry: number
}

const temperatureAt = (table: SteamTable, at: Saturation, h: number): number => {
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
    const slope = table.liquidSlope(guess)
    let h = guess - (table.liquid(guess) + pull * guess - given) / (slope + pull)
    for (let pass = 0; pass < 12; pass++) {
      const surplus = table.liquid(h) + pull * h - given
      const step = surplus / (table.liquidSlope(h) + pull)
      h -= step
      if (Math.abs(surplus) < 0.002) break
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
function endOfModule(
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
    const kept = decay ** SUBSTEPS
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

export function steamBalance(field: SteamField): SteamBalance {
  const { modules, loops, drops, pressure } = field
  const table = steamTable(pressure, pressure * 0.9, pressure * (1 + 1.5 * totalDrop(field)))
  const design = steamDesign(field, table)
  const capacity = field.thermalMass * field.moduleAperture
  const initial = field.inlet + 2
  const state: ModuleState = {
    temperature: new Float64Array(modules).fill(initial),
    enthalpy: new Float64Array(modules).fill(liquidWater(pressure / 10, initial).enthalpy),
  }
  const result: SteamStep = {
    outlet: 0,
    outletTemperature: 0,
    lastEnd: 0,
    lastMeanTemperature: 0,
    inletEnthalpy: 0,
    absorbed: 0,
    lost: 0,
    pipes: 0,
    pump: 0,
    endTemperature: new Float64Array(modules),
    endEnthalpy: new Float64Array(modules),
  }
  const halfPipes = (design.aperture / 2) * (field.pipeLoss / 1000)
  const balance: SteamBalance = {
    design,
    table,
    state,
    result,
    returned: initial,
    step(from, inlet, flow, sun, air, wind, seconds, aim) {
      const total = flow * loops
      const basis = (total / design.flow) * pressure
      const systemIn = pressure + basis * totalDrop(field)
      const raised = (table.pumpRise(inlet) * (systemIn - pressure)) / field.pumpEfficiency
      const pumped = table.liquidEnthalpy(inlet) + raised
      result.pump = total * raised
      result.inletEnthalpy = pumped
      const afterCold = pressure + basis * (drops.boiler + drops.hot)
      const coldLoss = halfPipes * (table.temperature(afterCold, pumped) - air)
      let h = pumped - coldLoss / total
      const rise = (aim - h) / modules
      let absorbed = 0
      let lost = 0
      const ratio = seconds / SUBSTEPS / capacity
      let bar = afterCold
      for (let i = 0; i < modules; i++) {
        bar = pressure + basis * (drops.hot + drops.boiler * (1 - i / modules))
        const at = {
          boiling: table.boiling(bar),
          wet: table.liquidAtBoiling(bar),
          dry: table.vapourAtBoiling(bar),
        }
        const mean = temperatureAt(table, at, h + rise * 0.5)
        const loss = (field.loss(mean - air, wind) * field.moduleLength) / 1000
        const heat = sun - loss
        absorbed += heat
        lost += loss
        h = endOfModule(table, at, from, i, ratio, heat, flow, h, result)
      }
      result.lastEnd = result.endEnthalpy[modules - 1]!
      result.lastMeanTemperature = table.temperature(bar, h)
      const hotLoss = halfPipes * (result.lastMeanTemperature - air)
      result.outlet = h - hotLoss / total
      result.outletTemperature = table.temperature(pressure, result.outlet)
      result.absorbed = absorbed * loops
      result.lost = lost * loops
      result.pipes = coldLoss + hotLoss
    },
    accept() {
      state.temperature.set(result.endTemperature)
      state.enthalpy.set(result.endEnthalpy)
      balance.returned = result.outletTemperature
    },
  }
  return balance
}
