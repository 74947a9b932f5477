/** Sun on the field for a step: kW on one module after the mirrors, share of it tracking, optical share. */
export interface SteamLight {
  readonly module: number
  readonly tracking: number
  readonly optical: number
}

export interface SteamWeather {
  /** K, m/s, W/m2 by row. */
  readonly air: Float64Array
  readonly wind: Float64Array
  readonly beam: Float64Array
  readonly light: (row: number, endHour: number, hours: number) => SteamLight
}

/** Hourly results, kW averaged over the hour. */
export interface SteamYear {
  readonly toProcess: Float64Array
  readonly fieldHeat: Float64Array
  readonly absorbed: Float64Array
  readonly lost: Float64Array
  readonly pipes: Float64Array
  readonly freeze: Float64Array
  readonly pumpField: Float64Array
  readonly pumpProcess: Float64Array
  readonly tracking: Float64Array
  readonly focus: Float64Array
  readonly loopFlow: Float64Array
  readonly outletTemperature: Float64Array
}

const NAMES = [
  'toProcess',
  'fieldHeat',
  'absorbed',
  'lost',
  'pipes',
  'freeze',
  'pumpField',
  'pumpProcess',
  'tracking',
  'focus',
  'loopFlow',
  'outletTemperature',
] as const satisfies readonly (keyof SteamYear)[]

export const emptySteamYear = (rows: number): SteamYear =>
  Object.fromEntries(NAMES.map((name) => [name, new Float64Array(rows)])) as unknown as SteamYear
