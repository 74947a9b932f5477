import { RAD } from '../angles.ts'
import { monthlySums } from '../weather/check.ts'
import type { Weather } from '../weather/types.ts'
import { MONTH_DAYS } from '../weather/types.ts'
import { darkPlane, hdkrSsc, isotropicSsc, perezSsc, type TiltedLight } from './perez.ts'
import { type SscSun, singlePrecision } from './sun.ts'

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

const CP_WATER = 4182
const CP_GLYCOL = 3400
const DENSITY = 1000
const HOUR = 3600
/** Share of the collector's temperature rise by which the tank's top stands above its mean. */
const TOP_SHARE = 0.33
const BOTTOM_SHARE = 0.67

/** Modifier for diffuse light at its effective incidence (radians); beyond 60 degrees none passes. */
const diffuseIam = (incidence: number, b0: number): number =>
  incidence <= Math.PI / 3 ? Math.max(0, 1 - b0 * (1 / Math.cos(incidence) - 1)) : 0

function planeLight(heater: WaterHeater, sun: SscSun, weather: Weather, out: WaterHeaterHourly): void {
  const [dn, df, gh] = [weather.dni, weather.dhi, weather.ghi].map(singlePrecision) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const tilt = heater.tilt * RAD
  const [cosTilt, sinTilt, sinHalf] = [Math.cos(tilt), Math.sin(tilt), Math.sin(tilt / 2)]
  const iamSky = diffuseIam(59.7 * RAD - 0.1388 * tilt + 0.001497 * tilt * tilt, heater.incidenceCoefficient)
  const iamGround = diffuseIam(90 * RAD - 0.5788 * tilt + 0.002693 * tilt * tilt, heater.incidenceCoefficient)
  const light: TiltedLight = darkPlane()
  for (let i = 0; i < dn.length; i++) {
    if (!sun.up[i]) continue
    const [zenith, cosZenith] = [sun.zenith[i]!, sun.cosZenith[i]!]
    const horizontal = Math.max(dn[i]!, 0) * cosZenith
    if (horizontal > sun.extraHorizontal[i]!) continue
    const diffuse = heater.irradianceMode === 1 ? Math.max(0, gh[i]! - horizontal) : df[i]!
    const beam = heater.irradianceMode === 2 ? Math.min(1500, Math.max(0, (gh[i]! - df[i]!) / cosZenith)) : dn[i]!
    const raw = sun.sinZenith[i]! * Math.cos(sun.azimuth[i]! - heater.azimuth * RAD) * sinTilt + cosZenith * cosTilt
    const cosine = Math.max(-1, Math.min(1, raw))
    if (heater.skyModel === 'perez')
      perezSsc(beam, diffuse, heater.albedo, cosine, cosTilt, sinTilt, zenith, cosZenith, light)
    else if (heater.skyModel === 'hdkr')
      hdkrSsc(sun.extraHorizontal[i]!, beam, diffuse, heater.albedo, cosine, cosTilt, sinHalf, cosZenith, light)
    else isotropicSsc(beam, diffuse, heater.albedo, cosine, cosTilt, cosZenith, light)
    const iamBeam = cosine >= 0.5 - 1e-12 ? Math.max(0, 1 - heater.incidenceCoefficient * (1 / cosine - 1)) : 0
    out.incident[i] = light.beam + light.sky + light.ground
    out.transmitted[i] = iamBeam * light.beam + iamSky * light.sky + iamGround * light.ground
  }
}

/** Mains water temperature per hour, degC (Burch and Christensen 2007). */
export function mainsTemperature(air: ArrayLike<number>, latitude: number): Float64Array {
  const monthlyMean = monthlySums(air).map((sum, month) => sum / (24 * MONTH_DAYS[month]!))
  let total = 0
  for (let i = 0; i < air.length; i++) total += air[i]!
  const mean = (total / air.length) * 1.8 + 32
  const swing = 1.8 * (Math.max(...monthlyMean) - Math.min(...monthlyMean))
  const ratio = 0.4 + 0.01 * (mean - 44)
  const lag = 35 - (mean - 44)
  const phase = latitude > 0 ? -90 : 90
  return Float64Array.from({ length: 8760 }, (_, hour) => {
    const day = Math.ceil((hour + 1) / 24)
    const fahrenheit = mean + 6 + ratio * (swing / 2) * Math.sin((0.986 * (day - 15 - lag) + phase) * RAD)
    return (fahrenheit - 32) / 1.8
  })
}

interface Collector {
  readonly gain: number
  readonly loss: number
  readonly area: number
  readonly flow: number
  readonly capacityFlow: number
}

/** Gain and loss of the whole field, corrected for flow, pipes and heat exchanger (Duffie and Beckman 6.20, 10.2, 10.3). */
function collectorOf(heater: WaterHeater): Collector {
  const area = heater.collectorArea * heater.collectors
  const flow = heater.testFlow * heater.collectors
  const capacityFlow = flow * (heater.fluidIsGlycol ? CP_GLYCOL : CP_WATER)
  const testCapacity = heater.testFlow * (heater.testFluidIsGlycol ? CP_GLYCOL : CP_WATER)
  const single = heater.collectorArea
  const fUl = (-testCapacity / single) * Math.log(1 - (heater.lossCoefficient * single) / testCapacity)
  const r = ((capacityFlow / area) * (1 - Math.exp((-area * fUl) / capacityFlow))) / heater.lossCoefficient
  const { pipe } = heater
  const outer = pipe.diameter + 2 * pipe.insulation
  const pipeUa = ((2 * pipe.conductivity) / (outer * Math.log(outer / pipe.diameter))) * Math.PI * outer * pipe.length
  const ratio = pipeUa / capacityFlow
  const gain = (heater.opticalGain * r) / (1 + ratio)
  const bare = heater.lossCoefficient * r
  const loss = (bare * (1 - ratio + (2 * pipeUa) / (area * bare))) / (1 + ratio)
  const exchanger = 1 / (1 + ((area * loss) / capacityFlow) * (1 / heater.exchangerEffectiveness - 1))
  return { gain: gain * exchanger, loss: loss * exchanger, area, flow, capacityFlow }
}

interface Tank {
  useful: number
  mean: number
  hot: number
  cold: number
  bottom: number
  hotVolume: number
  coldVolume: number
  delivered: number
  loss: number
}

interface TankShape {
  readonly volume: number
  readonly mass: number
  readonly section: number
  readonly perimeter: number
  readonly ua: number
  readonly u: number
}

function tankShape(heater: WaterHeater): TankShape {
  const { volume, heightToDiameter, lossCoefficient } = heater.tank
  const radius = (volume / (2 * Math.PI * heightToDiameter)) ** 0.33333333
  const height = radius * 2 * heightToDiameter
  return {
    volume,
    mass: DENSITY * volume,
    section: Math.PI * radius * radius,
    perimeter: 2 * Math.PI * radius,
    ua: (2 * Math.PI * radius * radius + 2 * Math.PI * radius * height) * lossCoefficient,
    u: lossCoefficient,
  }
}

/** The sun heats: first a hot layer grows from the top, then the whole tank is one node. */
function charge(t: Tank, heater: WaterHeater, c: Collector, s: TankShape, draw: number, mains: number): void {
  const rise = t.useful / c.capacityFlow
  const room = heater.roomTemperature
  const heat =
    t.mean * s.mass * CP_WATER + HOUR * (t.useful + s.ua * room + draw * CP_WATER * (mains - TOP_SHARE * rise))
  const mean = Math.min(heater.tank.maxTemperature, heat / (s.mass * CP_WATER + HOUR * (s.ua + draw * CP_WATER)))
  const pumped = (HOUR * c.flow) / DENSITY
  const layer = t.hotVolume + pumped
  t.loss = s.ua * (mean - room)
  if (layer < s.volume) {
    const hot = (t.hot * t.hotVolume + pumped * (t.cold + rise)) / layer
    const rest = s.volume - layer
    t.cold = Math.max((s.volume / rest) * mean - (layer / rest) * hot, Math.min(mains, room))
    t.hot = hot
    t.hotVolume = layer
    t.bottom = t.cold
  } else {
    t.hot = mean + TOP_SHARE * rise
    t.cold = mean - BOTTOM_SHARE * rise
    t.bottom = t.cold
  }
  t.mean = mean
  t.delivered = t.hot
}

/** No sun: hot water leaves the top, mains water enters below (two nodes, plug flow). */
function discharge(
  t: Tank,
  wasCharging: boolean,
  heater: WaterHeater,
  c: Collector,
  s: TankShape,
  draw: number,
  mains: number,
): void {
  const room = heater.roomTemperature
  const before = wasCharging ? { volume: s.volume, hot: t.mean } : { volume: t.hotVolume, hot: t.hot }
  const hotVolume = Math.max(0, before.volume - (draw * HOUR) / DENSITY)
  let hotArea = 0
  let drained = 0
  if (hotVolume === 0) {
    const seconds = (before.volume * DENSITY) / draw
    drained = (before.hot * seconds + t.cold * (HOUR - seconds)) / HOUR
    t.hot = before.hot
  } else {
    hotArea = s.section + s.perimeter * (before.volume / s.section)
    const capacity = before.volume * DENSITY * CP_WATER
    t.hot = (before.hot * capacity + HOUR * s.u * hotArea * room) / (capacity + HOUR * s.u * hotArea)
  }
  const coldVolume = s.volume - hotVolume
  let coldArea = 0
  if (t.coldVolume !== 0 && coldVolume !== 0) {
    coldArea = s.section + s.perimeter * (coldVolume / s.section)
    const capacity = DENSITY * coldVolume * CP_WATER
    const inflow = HOUR * draw * CP_WATER
    t.cold =
      (t.cold * capacity + HOUR * s.u * coldArea * room + inflow * mains) / (capacity + HOUR * s.u * coldArea + inflow)
  }
  if (hotVolume > 0) t.delivered = t.hot
  else {
    t.delivered = drained
    t.hot = t.cold
  }
  t.hotVolume = hotVolume
  t.mean = (hotVolume / s.volume) * t.hot + (coldVolume / s.volume) * t.cold
  t.bottom = t.mean - BOTTOM_SHARE * (t.useful / c.capacityFlow)
  t.loss = s.u * hotArea * (t.hot - room) + s.u * coldArea * (t.cold - room)
}

/** A year of the water heater, hour by hour, by SSC's multi-mode tank model. */
export function runWaterHeater(weather: Weather, sun: SscSun, heater: WaterHeater): WaterHeaterHourly {
  const n = weather.hour.length
  const column = () => new Float64Array(n)
  const air = singlePrecision(weather.tempAir)
  const mains = heater.mainsTemperature
    ? Float64Array.from(heater.mainsTemperature)
    : mainsTemperature(air, weather.site.latitude)
  const out: WaterHeaterHourly = {
    incident: column(),
    transmitted: column(),
    mains,
    useful: column(),
    delivered: column(),
    tankLoss: column(),
    auxiliary: column(),
    auxiliaryOnly: column(),
    pump: column(),
    tank: column(),
    hot: column(),
    cold: column(),
    hotVolume: column(),
    deliveredTemperature: column(),
    saved: column(),
  }
  planeLight(heater, sun, weather, out)
  const collector = collectorOf(heater)
  const shape = tankShape(heater)
  const first = mains[0]!
  const hotVolume = 0.8 * shape.volume
  const t: Tank = {
    useful: 0,
    mean: 0.8 * (first + 40) + 0.2 * first,
    hot: first + 40,
    cold: first,
    bottom: first,
    hotVolume,
    coldVolume: shape.volume - hotVolume,
    delivered: 0,
    loss: 0,
  }
  const keep = 1 - heater.adjustPercent / 100
  for (let i = 0; i < n; i++) {
    const draw = heater.draw[i]! / HOUR
    const want = heater.setTemperature[heater.setTemperature.length === 1 ? 0 : i]!
    const wasCharging = t.useful > 0
    const inlet = wasCharging ? t.bottom : t.mean
    t.useful = collector.area * (collector.gain * out.transmitted[i]! - collector.loss * (inlet - air[i]!))
    if (t.useful > 0) charge(t, heater, collector, shape, draw, mains[i]!)
    else discharge(t, wasCharging, heater, collector, shape, draw, mains[i]!)
    t.coldVolume = shape.volume - t.hotVolume
    const pump = t.useful > 0 ? heater.pump.watts / heater.pump.efficiency : 0
    const auxiliary = Math.max(0, draw * CP_WATER * (want - t.delivered))
    const auxiliaryOnly = Math.max(0, draw * CP_WATER * (want - mains[i]!))
    out.useful[i] = Math.max(0, t.useful) / 1000
    out.delivered[i] = (draw * CP_WATER * (t.delivered - mains[i]!)) / 1000
    out.tankLoss[i] = t.loss / 1000
    out.auxiliary[i] = auxiliary / 1000
    out.auxiliaryOnly[i] = auxiliaryOnly / 1000
    out.pump[i] = pump / 1000
    out.tank[i] = t.mean
    out.hot[i] = t.hot
    out.cold[i] = t.cold
    out.hotVolume[i] = t.hotVolume
    out.deliveredTemperature[i] = t.delivered
    out.saved[i] = (keep * (auxiliaryOnly - auxiliary - pump)) / 1000
  }
  return out
}
