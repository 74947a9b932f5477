// What a solar water heater is and what a year of it gives.

/** A solar water heater: collectors, pipes, heat exchanger, tank. SI units, degC, angles in degrees. */
export interface WaterHeater {
  readonly tilt: number
  readonly azimuth: number
  readonly albedo: number
  /** 0 beam and diffuse, 1 global and beam, 2 global and diffuse. */
  readonly irradianceMode: number
  readonly skyModel: 'isotropic' | 'hdkr' | 'perez'
  readonly collectors: number
  /** Aperture of one collector, m2. */
  readonly collectorArea: number
  /** Optical gain FR(tau alpha) and loss coefficient FRUL (W/m2K) at the test flow. */
  readonly opticalGain: number
  readonly lossCoefficient: number
  readonly incidenceCoefficient: number
  /** Flow of the collector test, kg/s, also the flow of each collector. */
  readonly testFlow: number
  readonly fluidIsGlycol: boolean
  readonly testFluidIsGlycol: boolean
  readonly pipe: {
    readonly length: number
    readonly diameter: number
    readonly conductivity: number
    readonly insulation: number
  }
  readonly tank: {
    readonly volume: number
    readonly heightToDiameter: number
    readonly lossCoefficient: number
    readonly maxTemperature: number
  }
  readonly exchangerEffectiveness: number
  readonly roomTemperature: number
  readonly pump: { readonly watts: number; readonly efficiency: number }
  /** Hot water drawn, kg/h, 8760 values. */
  readonly draw: ArrayLike<number>
  /** Wanted temperature, degC, one or 8760 values. */
  readonly setTemperature: ArrayLike<number>
  /** Mains temperature, degC, 8760 values; null computes it from the air (Burch and Christensen 2007). */
  readonly mainsTemperature: ArrayLike<number> | null
  readonly adjustPercent: number
}

/** Hourly, kW, degC, m3, W/m2. */
export interface WaterHeaterHourly {
  readonly incident: Float64Array
  readonly transmitted: Float64Array
  readonly mains: Float64Array
  readonly useful: Float64Array
  readonly delivered: Float64Array
  readonly tankLoss: Float64Array
  readonly auxiliary: Float64Array
  readonly auxiliaryOnly: Float64Array
  readonly pump: Float64Array
  readonly tank: Float64Array
  readonly hot: Float64Array
  readonly cold: Float64Array
  readonly hotVolume: Float64Array
  readonly deliveredTemperature: Float64Array
  /** Energy saved against heating without sun, pump deducted. */
  readonly saved: Float64Array
}

export const CP_WATER = 4182
export const CP_GLYCOL = 3400
export const DENSITY = 1000
export const HOUR = 3600
/** Share of the collector's temperature rise by which the tank's top stands above its mean. */
export const TOP_SHARE = 0.33
export const BOTTOM_SHARE = 0.67
