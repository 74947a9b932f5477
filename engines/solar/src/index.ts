// Sun and sky

export * from './design/array-check.ts'
export * from './design/findings.ts'
export * from './design/pump.ts'
export * from './design/yield.ts'
// Finance
export * from './finance/cash-flow.ts'
export * from './finance/debt.ts'
export * from './finance/fixed-charge.ts'
export * from './finance/project.ts'
// Heat
export { type HeatFluid, heatFluid } from './heat/fluids.ts'
export { buildFresnel } from './heat/fresnel.ts'
export type { FresnelField } from './heat/fresnel-field.ts'
export * from './heat/if97.ts'
export * from './heat/loads.ts'
export { runPlant } from './heat/plant.ts'
export type { HeatPlant, PlantYear } from './heat/plant-year.ts'
export { buildTrough } from './heat/trough.ts'
export type { TroughField } from './heat/trough-field.ts'
// Micro-grids and charging
export * from './microgrid/charging.ts'
export * from './microgrid/optimal.ts'
export * from './microgrid/rule.ts'
export * from './microgrid/village.ts'
export * from './mount/single-axis.ts'
export * from './outcome.ts'
export * from './prefeasibility/collector-year.ts'
export * from './prefeasibility/questionnaire.ts'
export * from './prefeasibility/study.ts'
// Photovoltaics
export * from './pv/cell-temperature.ts'
export * from './pv/designs.ts'
export * from './pv/fuentes.ts'
export * from './pv/iam.ts'
export * from './pv/inverter.ts'
export * from './pv/model-chain.ts'
export * from './pv/single-diode.ts'
export * from './pv/study-workers.ts'
export { recompute, type WeatherOf } from './recompute/recompute.ts'
export * from './sky/clear-sky.ts'
export * from './sky/decomposition.ts'
export * from './sky/transposition.ts'
export {
  ARRAY_TYPES,
  type ArrayType,
  MODULE_TYPES,
  type ModuleType,
  type PvWattsHourly,
  type PvWattsSystem,
} from './ssc/pvwatts-system.ts'
export * from './ssc/pvwatts8.ts'
export { runWaterHeater } from './ssc/swh.ts'
export type { WaterHeater } from './ssc/water-heater.ts'
export * from './sun/air-mass.ts'
export * from './sun/approximate.ts'
export * from './sun/rise-set.ts'
export * from './sun/site-year.ts'
export { type Air, DELTA_T_SECONDS, type Observer, type SunPosition, sunPosition } from './sun/spa.ts'
// Weather, cases, refusals
export { readWeather } from './weather/read.ts'
export { type Finding, type Site, sunInstants, type TimeConvention, type Weather } from './weather/types.ts'
