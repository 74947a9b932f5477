import { fieldsOf, isObject, type Json, type JsonObject, jsonNumbers } from '../fields.ts'
import { singleOwner } from '../finance/single-owner.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'

/** Hourly kW: numbers, or "constant 22000.0 for all 8760 hours". */
function hourlyPower(gen: Json | undefined): ((hour: number) => number) | null {
  if (Array.isArray(gen) && gen.length >= 8760 && gen.every((kw) => typeof kw === 'number')) {
    const perHour = Math.floor(gen.length / 8760)
    const values = gen as number[]
    return (hour) => {
      let sum = 0
      for (let k = 0; k < perHour; k++) sum += values[hour * perHour + k]!
      return sum / perHour
    }
  }
  const constant = typeof gen === 'string' ? /constant\s+(-?[\d.eE+-]+)/.exec(gen) : null
  return constant ? () => Number(constant[1]) : null
}

/** Series given in words stand for what they say: one value for every hour. */
function spelledOut(source: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(source).map(([name, value]) => {
      const constant = typeof value === 'string' ? /^constant\s+(-?[\d.eE+-]+)\s+for all/.exec(value) : null
      return [name, constant && name !== 'gen' ? [Number(constant[1])] : value]
    }),
  )
}

/** Recomputes a singleowner case. */
export function recomputeSingleOwner(file: JsonObject): Outcome<JsonObject> {
  if (!isObject(file.inputs)) return refused('missing', 'inputs', 'the case has no inputs')
  const power = hourlyPower(file.inputs.gen)
  if (!power) return refused('missing', 'inputs.gen', 'hourly generation is needed')
  const inputs = fieldsOf(spelledOut(file.inputs), 'inputs')
  const result = singleOwner(inputs, power)
  if (inputs.fault) return inputs.fault
  const flows = Object.fromEntries(
    Object.entries(result.flows)
      .filter(([, values]) => values.some((value) => value !== 0 && value !== null))
      .map(([name, values]) => [name, jsonNumbers(values)]),
  )
  return accepted({ ...file, outputs: result.outputs, cash_flows_year0_first: flows })
}
