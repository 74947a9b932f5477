import type { Weather } from '../weather/types.ts'
import { type SscSun, singlePrecision } from './sun.ts'
import { mainsTemperature, planeLight } from './swh-light.ts'
import { charge, collectorOf, discharge, type Tank, tankShape } from './swh-tank.ts'
import { CP_WATER, HOUR, type WaterHeater, type WaterHeaterHourly } from './water-heater.ts'

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
