import { FlowTable } from './flow-table.ts'

/** Pressure falls nearly with this power of the flow in turbulence: what is left is tabulated. */
const POWER = 1.8
const FLOWS = 16
const TEMPERATURES = 12
/** Kelvin beyond freezing and the design outlet that are tabulated. */
const MARGIN = 40

/**
 * A pressure drop (Pa) by the flow of one loop (kg/s) and one temperature (K), from a table between the least and the
 * greatest flow of a field: a year asks for it every step, and friction takes a search.
 */
export function dropTable(
  field: { readonly freeze: number; readonly outletDesign: number },
  least: number,
  greatest: number,
  drop: (flow: number, kelvin: number) => number,
): (flow: number, kelvin: number) => number {
  const scaled = new FlowTable(
    {
      flows: FLOWS,
      least,
      greatest: Math.max(greatest, least * 1.001),
      temperatures: TEMPERATURES,
      coldest: field.freeze - MARGIN / 2,
      hottest: field.outletDesign + MARGIN,
    },
    (flow, kelvin) => drop(flow, kelvin) / flow ** POWER,
  )
  return (flow, kelvin) => scaled.at(flow, kelvin) * flow ** POWER
}
