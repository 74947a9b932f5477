import { isObject, type Json, type JsonObject } from '../fields.ts'
import { accepted, type Outcome, type Refusal } from '../outcome.ts'
import type { Columns, ColumnsOf } from './columns.ts'
import { ivCurveColumns, singleDiodeColumns } from './components-diode.ts'
import {
  cellTemperatureColumns,
  diffuseIamColumns,
  fuentesColumns,
  iamColumns,
  inverterColumns,
} from './components-module.ts'
import { clearSkyColumns, decompositionColumns, transpositionColumns } from './components-sky.ts'
import { riseSetColumns, sunColumns } from './components-sun.ts'
import { trackingColumns } from './components-tracking.ts'

const TABLES: Readonly<Record<string, ColumnsOf>> = {
  solar_position: sunColumns,
  sun_rise_set_transit: riseSetColumns,
  clear_sky: clearSkyColumns,
  decomposition: decompositionColumns,
  transposition: transpositionColumns,
  iam: iamColumns,
  iam_diffuse: diffuseIamColumns,
  cell_temperature: cellTemperatureColumns,
  cell_temperature_fuentes: fuentesColumns,
  single_diode: singleDiodeColumns,
  iv_curves: ivCurveColumns,
  inverter_and_pvwatts: inverterColumns,
  single_axis_tracking: trackingColumns,
}

export const isComponentTable = (name: string): boolean => name in TABLES

/** A component table with every computed column replaced. */
export function recomputeComponents(file: JsonObject): Outcome<JsonObject> {
  const given = isObject(file.columns) ? file.columns : {}
  const faults: Refusal[] = []
  const column = (name: string): readonly Json[] => {
    const values = given[name]
    if (Array.isArray(values)) return values
    faults.push({ ok: false, code: 'missing', path: `columns.${name}`, reason: 'this input column is absent' })
    return []
  }
  const inputs: Columns = {
    numbers: (name) => column(name) as number[],
    nullable: (name) => column(name) as (number | null)[],
    texts: (name) => column(name) as string[],
    parameters: isObject(file.parameters) ? file.parameters : {},
  }
  const computed = TABLES[String(file.table)]!(inputs)
  if (faults.length > 0) return faults[0]!
  const clean = Object.entries(computed).map(([name, values]) => [
    name,
    values.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value)),
  ])
  const length = Object.values(given).find(Array.isArray)?.length ?? 0
  return accepted({ ...file, columns: { ...given, ...Object.fromEntries(clean) }, rows: length })
}
