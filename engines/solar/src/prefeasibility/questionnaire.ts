import { accepted, type Outcome, refused } from '../outcome.ts'

/** What a plant says of its heat. Temperatures degC, energy kWh a year, money per kWh of fuel. */
export interface HeatQuestionnaire {
  readonly company: string
  readonly sector: string
  readonly place: string
  readonly fuel: FuelKind
  readonly fuelPrice: number
  readonly currency: string
  /** Free surface, m2. */
  readonly surface: number
  readonly heatingFluid: 'steam' | 'water' | 'oil'
  /** Pressure of the process, bar. */
  readonly pressure: number
  readonly processOutlet: number
  readonly processReturn: number
  /** Energy of the fuel burnt in a year. */
  readonly fuelKwh: number
  /** Shares of the year's energy: by hour of the day (24), by day of the week from Monday (7), by month (12). */
  readonly dayShares: readonly number[]
  readonly weekShares: readonly number[]
  readonly yearShares: readonly number[]
}

/** Fuels by the names the form uses, with CO2 in kg per kWh of net calorific value (IPCC 2006, table 1.4). */
const FUELS = {
  naturalGas: { names: ['gnl', 'gn', 'gas natural', 'gnc', 'natural gas', 'ng', 'lng'], co2: 0.202 },
  lpg: { names: ['glp', 'lpg', 'gpl', 'propano', 'butano', 'propane', 'butane'], co2: 0.227 },
  diesel: { names: ['gasoil', 'gasoleo', 'diesel', 'gasoil-b', 'gasoil-c'], co2: 0.267 },
  fuelOil: { names: ['fueloil', 'fuel oil', 'fuel', 'fueloil2', 'fueloil3'], co2: 0.279 },
  coal: { names: ['carbon', 'coal', 'charbon'], co2: 0.341 },
  biomass: { names: ['biomasa', 'biomass', 'biomasse'], co2: 0 },
} as const
export type FuelKind = keyof typeof FUELS

/** CO2 of a fuel, kg per kWh of net calorific value; wood counts as nought. */
export const fuelCo2 = (fuel: FuelKind): number => FUELS[fuel].co2

function fuelOf(name: string): FuelKind | null {
  const plain = name.trim().toLowerCase()
  const found = Object.entries(FUELS).find(([, fuel]) => (fuel.names as readonly string[]).includes(plain))
  return found ? (found[0] as FuelKind) : null
}

/** Order of the form's answers. */
const FIELDS = [
  'date',
  'name',
  'mail',
  'language',
  'company',
  'sector',
  'fuel',
  'business',
  'fuelPrice',
  'fuelUnit',
  'surface',
  'distance',
  'place',
  'terrain',
  'orientation',
  'inclination',
  'shadow',
  'fluid',
  'pressure',
  'pressureUnit',
  'process',
  'outlet',
  'return',
  'scheme',
  'consumption',
  'consumptionUnit',
  'processType',
  'day',
  'firstHour',
  'lastHour',
  'batch',
  'batches',
  'batchHours',
  'week',
  'year',
] as const
type FieldName = (typeof FIELDS)[number]

const TO_KWH: Readonly<Record<string, number>> = {
  wh: 1e-3,
  kwh: 1,
  mwh: 1000,
  gwh: 1e6,
  gj: 1e3 / 3.6,
  kcal: 1.163e-3,
}
const TO_BAR: Readonly<Record<string, number>> = { bar: 1, mpa: 10, kpa: 0.01, psi: 0.0689476 }

const even = (n: number, from = 0, to = n): number[] =>
  Array.from({ length: n }, (_, i) => (i >= from && i < to ? 1 / (to - from) : 0))

/** Shares given one by one from a place on in the form; null when none is a number. */
function givenShares(answers: readonly string[], from: number, n: number): number[] | null {
  const shares = answers.slice(from, from + n).map((text) => Math.max(0, Number.parseFloat(text)) || 0)
  const sum = shares.reduce((a, b) => a + b, 0)
  return sum > 0 ? shares.map((share) => share / sum) : null
}

/**
 * Reads the form of a solar process heat request: one line, answers divided by semicolons, "sin_datos" where there is
 * none. Hours of a day with fixed hours count from 1 and both ends are worked.
 */
export function readQuestionnaire(text: string): Outcome<HeatQuestionnaire> {
  const answers = text.trim().split(';')
  if (answers.length < FIELDS.length)
    return refused('wrong-length', 'questionnaire', `${answers.length} answers where ${FIELDS.length} are asked`)
  const answer = (field: FieldName): string => answers[FIELDS.indexOf(field)]!.trim()
  const faults: string[] = []
  const number = (field: FieldName): number => {
    const value = Number.parseFloat(answer(field))
    if (!Number.isFinite(value)) faults.push(field)
    return value
  }
  const fuel = fuelOf(answer('fuel'))
  if (!fuel) return refused('unsupported', 'questionnaire.fuel', `fuel "${answer('fuel')}" is not known`)
  const [currency, per] = answer('fuelUnit').split('/')
  const perKwh = TO_KWH[(per ?? '').toLowerCase()]
  const unit = TO_KWH[answer('consumptionUnit').toLowerCase()]
  if (perKwh === undefined || unit === undefined)
    return refused('unsupported', 'questionnaire.fuelUnit', `unit "${answer('fuelUnit')}" is not one of energy`)
  const bar = TO_BAR[answer('pressureUnit').toLowerCase()] ?? 1
  const week = answer('week').toLowerCase()
  const fixed = answer('day') === 'hor_fijo'
  const value: HeatQuestionnaire = {
    company: answer('company'),
    sector: answer('sector'),
    place: answer('place'),
    fuel,
    fuelPrice: number('fuelPrice') / perKwh,
    currency: currency ?? '',
    surface: number('surface'),
    heatingFluid: fluidOf(answer('fluid')),
    pressure: number('pressure') * bar,
    processOutlet: number('outlet'),
    processReturn: number('return'),
    fuelKwh: number('consumption') * unit,
    dayShares: fixed ? even(24, number('firstHour') - 1, number('lastHour')) : even(24),
    weekShares: week === 'sem_fines' ? even(7, 0, 5) : (givenShares(answers, FIELDS.length, 7) ?? even(7)),
    yearShares: givenShares(answers, FIELDS.length + 7, 12) ?? even(12),
  }
  if (faults.length > 0)
    return refused('not-a-number', `questionnaire.${faults[0]}`, `${faults.join(', ')} must be numbers`)
  if (!(value.processOutlet > value.processReturn))
    return refused('out-of-range', 'questionnaire.outlet', 'the process must leave hotter than it returns')
  return accepted(value)
}

function fluidOf(name: string): HeatQuestionnaire['heatingFluid'] {
  const plain = name.toLowerCase()
  if (/vapor|steam|vapeur/.test(plain)) return 'steam'
  return /aceite|oil|huile/.test(plain) ? 'oil' : 'water'
}

/** Heat the process takes in every hour of a year of 8760, kWh, behind a boiler of an efficiency. */
export function heatDemand(q: HeatQuestionnaire, boilerEfficiency: number, monthOf: (hour: number) => number) {
  const shape = Float64Array.from(
    { length: 8760 },
    (_, hour) =>
      q.dayShares[hour % 24]! * q.weekShares[Math.floor(hour / 24) % 7]! * (q.yearShares[monthOf(hour) - 1] ?? 0),
  )
  const sum = shape.reduce((a, b) => a + b, 0)
  return shape.map((share) => (sum > 0 ? (share / sum) * q.fuelKwh * boilerEfficiency : 0))
}
