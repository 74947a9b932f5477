export * from './outcome.ts'
export { recompute, type WeatherOf } from './recompute/recompute.ts'
export { readWeather } from './weather/read.ts'
export type { Finding, Site, TimeConvention, Weather } from './weather/types.ts'
