import { BOTTOM_SHARE, CP_GLYCOL, CP_WATER, DENSITY, HOUR, TOP_SHARE, type WaterHeater } from './water-heater.ts'

export interface Collector {
  readonly gain: number
  readonly loss: number
  readonly area: number
  readonly flow: number
  readonly capacityFlow: number
}

/** Gain and loss of the whole field, corrected for flow, pipes and heat exchanger (Duffie and Beckman 6.20, 10.2, 10.3). */
export function collectorOf(heater: WaterHeater): Collector {
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

export interface Tank {
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

export interface TankShape {
  readonly volume: number
  readonly mass: number
  readonly section: number
  readonly perimeter: number
  readonly ua: number
  readonly u: number
}

export function tankShape(heater: WaterHeater): TankShape {
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
export function charge(t: Tank, heater: WaterHeater, c: Collector, s: TankShape, draw: number, mains: number): void {
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
export function discharge(
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
