import type { Weather } from './types.ts'

/** Relative humidity (%) from air and dew point, degC (Magnus). */
const humidityOf = (air: number, dew: number): number =>
  100 * Math.exp((17.625 * dew) / (243.04 + dew) - (17.625 * air) / (243.04 + air))

/** Term of the saturation pressure, kPa. */
const saturation = (celsius: number): number => Math.exp((21.3 * celsius + 494.41) / (celsius + 273.15))

/** Wet-bulb temperature, degC, from air (degC), relative humidity (%) and pressure (mbar); found from a guess. */
export function wetBulb(air: number, humidity: number, pressureMbar: number, guess = air - 5): number {
  const wanted = (humidity / 100) * saturation(air)
  const psychrometric = 6.53e-3 * (pressureMbar / 10)
  // Newton's method on a function that only grows.
  let wet = guess
  for (let pass = 0; pass < 20; pass++) {
    const at = saturation(wet)
    const slope = (at * (21.3 * 273.15 - 494.41)) / (wet + 273.15) ** 2 + psychrometric
    const step = (at - wanted - psychrometric * (air - wet)) / slope
    wet -= step
    if (Math.abs(step) < 0.005) break
  }
  return wet
}

/** Wet-bulb temperature of each row, or null where the file tells nothing of humidity. */
export function wetBulbs(weather: Weather): Float64Array | null {
  const { tempAir, tempDew, relativeHumidity, pressureMbar } = weather
  if (!relativeHumidity && !tempDew) return null
  const wet = new Float64Array(tempAir.length)
  // How far the wet bulb stands below the air changes little from hour to hour.
  let below = 5
  for (let i = 0; i < wet.length; i++) {
    const air = tempAir[i]!
    const humidity = relativeHumidity ? relativeHumidity[i]! : humidityOf(air, tempDew![i]!)
    wet[i] = wetBulb(air, humidity, pressureMbar[i]!, air - below)
    below = air - wet[i]!
  }
  return wet
}
