import { isObject } from '../fields.ts'
import {
  cecDiode,
  currentAt,
  type Diode,
  type DiodeModule,
  desotoDiode,
  operatingPoints,
  voltageAt,
} from '../pv/single-diode.ts'
import type { Columns, ColumnsOf } from './columns.ts'

/** Modules of the tables whose files name them without repeating their parameters. */
const KNOWN_MODULES: Readonly<Record<string, DiodeModule>> = {
  sunpower_like_96c: {
    alpha_sc: 0.002492,
    a_ref: 2.4201,
    I_L_ref: 6.237,
    I_o_ref: 3.98e-12,
    R_s: 0.499,
    R_sh_ref: 457.12,
    Adjust: 5.01,
  },
  canadian_CS5P_220M: {
    alpha_sc: 0.004539,
    a_ref: 2.6373,
    I_L_ref: 5.114,
    I_o_ref: 8.196e-10,
    R_s: 1.065,
    R_sh_ref: 381.68,
    Adjust: 8.7,
  },
  perc_72c_like: {
    alpha_sc: 0.0058,
    a_ref: 1.9,
    I_L_ref: 11.45,
    I_o_ref: 5e-11,
    R_s: 0.28,
    R_sh_ref: 420,
    Adjust: 7.5,
  },
}

function moduleOf(inputs: Columns, name: string): DiodeModule {
  const given = inputs.parameters[name]
  return isObject(given) ? (given as unknown as DiodeModule) : (KNOWN_MODULES[name] ?? KNOWN_MODULES.perc_72c_like!)
}

export const singleDiodeColumns: ColumnsOf = (inputs) => {
  const [modules, models] = [inputs.texts('module'), inputs.texts('model')]
  const [effective, cell] = [inputs.numbers('effective_irradiance'), inputs.numbers('temp_cell')]
  const diodes: Diode[] = modules.map((name, i) =>
    (models[i] === 'cec' ? cecDiode : desotoDiode)(effective[i]!, cell[i]!, moduleOf(inputs, name)),
  )
  const points = diodes.map(operatingPoints)
  return {
    I_L: diodes.map((d) => d.photocurrent),
    I_0: diodes.map((d) => d.saturation),
    R_s: diodes.map((d) => d.seriesResistance),
    R_sh: diodes.map((d) => d.shuntResistance),
    nNsVth: diodes.map((d) => d.nNsVth),
    i_sc: points.map((p) => p.isc),
    v_oc: points.map((p) => p.voc),
    i_mp: points.map((p) => p.imp),
    v_mp: points.map((p) => p.vmp),
    p_mp: points.map((p) => p.pmp),
    i_x: diodes.map((d, i) => currentAt(0.5 * points[i]!.voc, d)),
    i_xx: diodes.map((d, i) => currentAt(0.5 * (points[i]!.voc + points[i]!.vmp), d)),
    i_mp_bishop88_newton: points.map((p) => p.imp),
    v_mp_bishop88_newton: points.map((p) => p.vmp),
    p_mp_bishop88_newton: points.map((p) => p.pmp),
    i_at_half_voc: diodes.map((d, i) => currentAt(0.5 * points[i]!.voc, d)),
    v_at_half_isc: diodes.map((d, i) => voltageAt(0.5 * points[i]!.isc, d)),
  }
}

export const ivCurveColumns: ColumnsOf = (inputs) => {
  const modules = inputs.texts('module')
  const names = ['effective_irradiance', 'temp_cell', 'v']
  const [effective, cell, voltage] = names.map((name) => inputs.numbers(name))
  const currents = modules.map((name, i) =>
    currentAt(voltage![i]!, cecDiode(effective![i]!, cell![i]!, moduleOf(inputs, name))),
  )
  return { i: currents, p: currents.map((current, i) => current * voltage![i]!) }
}
