import { accepted, type Outcome, refused, whyNotFinite } from '../outcome.ts'

/** A well and what it must give. */
export interface PumpDemand {
  readonly dailyM3: number
  /** Water level below ground while pumping, height of the tank above ground, m. */
  readonly dynamicLevelM: number
  readonly tankHeightM: number
  readonly pipeLengthM: number
  readonly pipeDiameterM: number
  /** Hazen-Williams roughness: 150 plastic, 120 steel. */
  readonly roughness?: number
}

export interface PumpSize {
  /** Static and friction head at design flow, m. */
  readonly headM: number
  readonly frictionM: number
  readonly designFlowM3h: number
  /** Hydraulic energy a day, kWh. */
  readonly hydraulicKwh: number
  readonly motorKw: number
  readonly arrayKw: number
}

/** kWh to lift a cubic metre by a metre. */
const LIFT_KWH = (1000 * 9.81) / 3.6e6
const PUMP_EFFICIENCY = 0.55
const MOTOR_EFFICIENCY = 0.85
/** Share of the array's rating that arrives at the motor: heat, dirt, wires, controller. */
const ARRAY_SHARE = 0.75
const DEFAULT_ROUGHNESS = 150

/** Friction head along a pipe, m (Hazen-Williams); flow m3/h. */
export function frictionHead(flowM3h: number, lengthM: number, diameterM: number, roughness = DEFAULT_ROUGHNESS) {
  const flow = flowM3h / 3600
  return (10.67 * lengthM * (flow / roughness) ** 1.852) / diameterM ** 4.871
}

/**
 * Sizes a solar pump by head and daily volume for a day of so many peak sun hours (kWh/m2 on the array in the month
 * that decides).
 */
export function sizePump(demand: PumpDemand, peakSunHours: number): Outcome<PumpSize> {
  if (!(demand.dailyM3 > 0)) return refused('out-of-range', 'dailyM3', 'the daily volume must be above zero')
  if (!(peakSunHours > 0 && peakSunHours < 15))
    return refused('out-of-range', 'peakSunHours', `${peakSunHours} peak sun hours a day`)
  if (!(demand.pipeDiameterM > 0)) return refused('out-of-range', 'pipeDiameterM', 'the pipe needs a diameter')
  const designFlowM3h = demand.dailyM3 / peakSunHours
  const frictionM = frictionHead(designFlowM3h, demand.pipeLengthM, demand.pipeDiameterM, demand.roughness)
  const headM = demand.dynamicLevelM + demand.tankHeightM + frictionM
  const hydraulicKwh = LIFT_KWH * headM * demand.dailyM3
  const motorKw = (LIFT_KWH * headM * designFlowM3h) / PUMP_EFFICIENCY
  const arrayKw = motorKw / MOTOR_EFFICIENCY / ARRAY_SHARE
  return accepted({ headM, frictionM, designFlowM3h, hydraulicKwh, motorKw, arrayKw })
}

/** Water of every hour (m3) of an array's hourly plane irradiance (W/m2), at a constant head. */
export function pumpedWater(irradiance: ArrayLike<number>, arrayKw: number, headM: number): Outcome<Float64Array> {
  const fault = whyNotFinite(irradiance, 'irradiance')
  if (fault) return fault
  if (!(headM > 0)) return refused('out-of-range', 'headM', 'the head must be above zero')
  const share = ARRAY_SHARE * MOTOR_EFFICIENCY * PUMP_EFFICIENCY
  // Below a tenth of a sun the pump does not lift.
  return accepted(
    Float64Array.from(irradiance, (g) => (g < 100 ? 0 : (arrayKw * (g / 1000) * share) / (LIFT_KWH * headM))),
  )
}
