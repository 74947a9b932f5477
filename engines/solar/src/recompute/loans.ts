import { fieldsOf, isObject, type Json, type JsonObject } from '../fields.ts'
import { cashLoan } from '../finance/cash-loan.ts'
import { accepted, type Outcome } from '../outcome.ts'

/** kWh of the first year from hourly kW: numbers, or "constant 40.0 for all 8760 hours". */
export function firstYearEnergy(gen: Json | undefined): number | null {
  if (Array.isArray(gen) && gen.every((kw) => typeof kw === 'number')) {
    const total = (gen as number[]).reduce((sum, kw) => sum + kw, 0)
    return (total * 8760) / Math.max(8760, gen.length)
  }
  const constant = typeof gen === 'string' ? /constant\s+(-?[\d.eE+-]+)/.exec(gen) : null
  return constant ? Number(constant[1]) * 8760 : null
}

/** Lines that are not zero throughout, as the case files keep them. */
export const nonZero = (flows: Readonly<Record<string, readonly number[]>>): JsonObject =>
  Object.fromEntries(Object.entries(flows).filter(([, values]) => values.some((value) => value !== 0)))

/** Recomputes a cashloan case. */
export function recomputeCashLoan(file: JsonObject): Outcome<JsonObject> {
  const source = isObject(file.inputs) ? file.inputs : {}
  const inputs = fieldsOf(source, 'inputs')
  const energy = firstYearEnergy(source.gen)
  if (energy === null) return { ok: false, code: 'missing', path: 'inputs.gen', reason: 'hourly generation is needed' }
  const result = cashLoan(inputs, energy)
  if (inputs.fault) return inputs.fault
  return accepted({ ...file, outputs: result.outputs, cash_flows_year0_first: nonZero(result.flows) })
}
