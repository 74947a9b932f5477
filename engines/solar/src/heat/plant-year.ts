import type { CollectorField, Receivers } from './loop.ts'
import type { TankDesign } from './two-tank.ts'

/** Light on a field for a step, as the plant needs it. */
export interface StepLight {
  readonly tracking: number
}

/** What a plant is made of. Temperatures K, heat W, flows kg/s. */
export interface HeatPlant<Light extends StepLight> {
  readonly field: CollectorField
  /** Sun on the field for the step of `hours` that ends at `endHour`; the row of weather it lies in. */
  readonly light: (row: number, endHour: number, hours: number) => Light
  /** Whether two lights of a row are the same. */
  readonly alike: (one: Light, other: Light) => boolean
  /** Prepares the element heat for a row: light of the row, and whether the field follows the sun. */
  readonly prepare: (row: number, light: Light | null) => void
  /** Scales the sun of the row prepared (collectors turned away). */
  readonly dim: (share: number) => void
  readonly receivers: Receivers
  /** Flow of one loop during start-up, for the light of the step. */
  readonly startFlow: (light: Light, row: number, lastOutlet: number) => number
  readonly pump: (flow: number, inlet: ArrayLike<number>, outlet: ArrayLike<number>) => number
  readonly tracking: number
  readonly tanks: TankDesign | null
  readonly initialHot: number
  readonly process: { readonly heat: number; readonly maxFlowShare: number; readonly pumpWattsPerFlow: number }
  /** Weather by row: air K, beam W/m2. */
  readonly air: Float64Array
  readonly beam: Float64Array
  /** Load as a share of the process's design heat, by row. */
  readonly load: ArrayLike<number>
}

/** Hourly results: heat in W averaged over the hour, temperatures K, flows kg/s. */
export interface PlantYear {
  readonly toProcess: Float64Array
  readonly fieldHeat: Float64Array
  readonly absorbed: Float64Array
  readonly pipeLoss: Float64Array
  readonly stored: Float64Array
  readonly charge: Float64Array
  readonly discharge: Float64Array
  readonly tankLoss: Float64Array
  readonly tankHeater: Float64Array
  readonly freeze: Float64Array
  readonly pumpField: Float64Array
  readonly pumpProcess: Float64Array
  readonly trackingPower: Float64Array
  readonly focus: Float64Array
  readonly startupHours: Float64Array
  readonly hotMass: Float64Array
  readonly hotTank: Float64Array
  readonly coldTank: Float64Array
  readonly fieldInlet: Float64Array
  readonly fieldOutlet: Float64Array
  readonly loopFlow: Float64Array
  readonly deliveredFlow: Float64Array
  /** Heat a recirculating field's outflow carries above its inflow (negative while it cools), W. */
  readonly carried: Float64Array
  /** What lumps hand on at the temperature of their end more than at their mean of the step, W. */
  readonly handedOn: Float64Array
  /** What the flow is cooled by beyond the headers' loss: all of it leaves as cool as the farthest branch, W. */
  readonly branchCooling: Float64Array
  /** What the lumps' heat capacities, each taken at one temperature, give beyond the fluid's enthalpy, W. */
  readonly lumpDifference: Float64Array
  /**
   * Field energy balance left over, W, which is zero: absorbed - pipeLoss - stored - fieldHeat - carried + handedOn -
   * branchCooling - lumpDifference.
   */
  readonly residual: Float64Array
}

const YEAR_FIELDS = [
  'toProcess',
  'fieldHeat',
  'absorbed',
  'pipeLoss',
  'stored',
  'charge',
  'discharge',
  'tankLoss',
  'tankHeater',
  'freeze',
  'pumpField',
  'pumpProcess',
  'trackingPower',
  'focus',
  'startupHours',
  'hotMass',
  'hotTank',
  'coldTank',
  'fieldInlet',
  'fieldOutlet',
  'loopFlow',
  'deliveredFlow',
  'carried',
  'handedOn',
  'branchCooling',
  'lumpDifference',
  'residual',
] as const satisfies readonly (keyof PlantYear)[]

export const emptyYear = (n: number): PlantYear =>
  Object.fromEntries(YEAR_FIELDS.map((name) => [name, new Float64Array(n)])) as unknown as PlantYear

export const HOUR = 3600
