import { cosd } from '../angles.ts'
import { isObject } from '../fields.ts'
import {
  faimanTemperature,
  genericLinearTemperature,
  noctSamTemperature,
  PVSYST_MOUNTS,
  pvsystCellTemperature,
  rossTemperature,
  SAPM_MOUNTS,
  sapmCellTemperature,
  sapmModuleTemperature,
} from '../pv/cell-temperature.ts'
import { fuentesTemperature } from '../pv/fuentes.ts'
import {
  ashraeIam,
  marionDiffuse,
  martinRuizDiffuse,
  martinRuizIam,
  PLAIN_GLASS,
  physicalIam,
  sapmIam,
  schlickDiffuse,
  schlickIam,
} from '../pv/iam.ts'
import { pvwattsDc, pvwattsInverter, type SandiaInverter, sandiaInverter } from '../pv/inverter.ts'
import type { ColumnsOf } from './columns.ts'

const SAPM_POLYNOMIAL = [1, -0.002438, 0.0003103, -1.246e-5, 2.11e-7, -1.36e-9] as const

export const iamColumns: ColumnsOf = (inputs) => {
  const aoi = inputs.numbers('aoi')
  const given = isObject(inputs.parameters.sapm) ? inputs.parameters.sapm : {}
  const b = SAPM_POLYNOMIAL.map((usual, i) => Number(given[`B${i}`] ?? usual))
  const bare = physicalIam()
  const coated = physicalIam({ ...PLAIN_GLASS, nCoating: 1.29 })
  return {
    physical: aoi.map((angle) => bare(cosd(angle))),
    physical_ar: aoi.map((angle) => coated(cosd(angle))),
    ashrae: aoi.map((angle) => ashraeIam(angle)),
    martin_ruiz: aoi.map((angle) => martinRuizIam(angle)),
    schlick: aoi.map(schlickIam),
    sapm: aoi.map((angle) => sapmIam(angle, b as [number, number, number, number, number, number])),
  }
}

export const diffuseIamColumns: ColumnsOf = (inputs) => {
  const tilts = inputs.numbers('surface_tilt')
  const bare = physicalIam()
  const marion = (region: 'sky' | 'horizon' | 'ground'): number[] =>
    tilts.map((tilt) => marionDiffuse((angle) => bare(cosd(angle)), tilt, region))
  const [martin, schlick] = [tilts.map((tilt) => martinRuizDiffuse(tilt)), tilts.map(schlickDiffuse)]
  return {
    martin_ruiz_sky: martin.map((d) => d.sky),
    martin_ruiz_ground: martin.map((d) => d.ground),
    schlick_sky: schlick.map((d) => d.sky),
    schlick_ground: schlick.map((d) => d.ground),
    marion_physical_sky: marion('sky'),
    marion_physical_horizon: marion('horizon'),
    marion_physical_ground: marion('ground'),
  }
}

export const cellTemperatureColumns: ColumnsOf = (inputs) => {
  const [poa, air, wind] = ['poa_global', 'temp_air', 'wind_speed'].map((name) => inputs.numbers(name))
  const each = (model: (poa: number, air: number, wind: number) => number): number[] =>
    poa!.map((light, i) => model(light, air![i]!, wind![i]!))
  const sapm = Object.entries(SAPM_MOUNTS).map(([mount, p]) => [
    `sapm_cell_${mount}`,
    each((light, ta, ws) => sapmCellTemperature(light, ta, ws, p.a, p.b, p.deltaT)),
  ])
  const pvsyst = Object.entries(PVSYST_MOUNTS).map(([mount, p]) => [
    `pvsyst_cell_${mount}`,
    each((light, ta, ws) => pvsystCellTemperature(light, ta, ws, p.uC, p.uV)),
  ])
  const open = SAPM_MOUNTS.open_rack_glass_glass
  return {
    ...Object.fromEntries(sapm),
    sapm_module_open_rack_glass_glass: each((light, ta, ws) => sapmModuleTemperature(light, ta, ws, open.a, open.b)),
    ...Object.fromEntries(pvsyst),
    faiman: each((light, ta, ws) => faimanTemperature(light, ta, ws)),
    ross_noct45: each((light, ta) => rossTemperature(light, ta, 45)),
    noct_sam_45_eff18: each((light, ta, ws) =>
      noctSamTemperature(Math.max(light, 1), ta, ws, { noct: 45, efficiency: 0.18 }),
    ),
    noct_sam_48_eff20_mh2_standoff3: each((light, ta, ws) =>
      noctSamTemperature(Math.max(light, 1), ta, ws, { noct: 48, efficiency: 0.2, arrayHeight: 2, standoffInches: 3 }),
    ),
    pvsyst_eff21_u29_0: each((light, ta, ws) => pvsystCellTemperature(light, ta, ws, 29, 0, 0.21)),
    generic_linear_sapm_equiv: each((light, ta, ws) => genericLinearTemperature(light, ta, ws, 25, 6.84, 0.2, 0.9)),
  }
}

export const fuentesColumns: ColumnsOf = (inputs) => {
  const [poa, air, wind] = ['poa_global', 'temp_air', 'wind_speed'].map((name) => inputs.numbers(name))
  return {
    noct49_tilt30: [...fuentesTemperature(poa!, air!, wind!, { noctInstalled: 49, tilt: 30 })],
    noct45_tilt20: [...fuentesTemperature(poa!, air!, wind!, { noctInstalled: 45, tilt: 20 })],
  }
}

export const inverterColumns: ColumnsOf = (inputs) => {
  const names = ['p_dc', 'v_dc', 'effective_irradiance', 'temp_cell']
  const [p, v, effective, cell] = names.map((name) => inputs.numbers(name))
  const inverter = inputs.parameters.sandia as unknown as SandiaInverter
  return {
    sandia_ac: p!.map((power, i) => sandiaInverter(v![i]!, power, inverter)),
    pvwatts_ac: p!.map((power) => pvwattsInverter(power, 4000, 0.96)),
    pvwatts_dc: effective!.map((light, i) => pvwattsDc(light, cell![i]!, 5000, -0.0037)),
  }
}
