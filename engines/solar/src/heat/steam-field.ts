import { boilingTemperature, liquidWater, steam } from './if97.ts'
import { endOfModule, type ModuleState, type SteamStep, SUBSTEPS, temperatureAt } from './steam-module.ts'
import { type Saturation, type SteamTable, steamTable } from './steam-table.ts'

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
  // Water in each module at the flow stepped last.
  const saturations = Array.from({ length: modules }, (): Saturation => ({ boiling: 0, wet: 0, dry: 0 }))
  let lastBasis = Number.NaN
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
        const at = saturations[i]!
        if (basis !== lastBasis) table.saturation(bar, at)
        const mean = temperatureAt(table, at, h + rise * 0.5)
        const loss = (field.loss(mean - air, wind) * field.moduleLength) / 1000
        const heat = sun - loss
        absorbed += heat
        lost += loss
        h = endOfModule(table, at, from, i, ratio, heat, flow, h, result)
      }
      lastBasis = basis
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
