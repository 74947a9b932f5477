import { accepted, type Outcome, type Refusal, refused, whyNotFinite } from '../outcome.ts'
import type { SunTrack } from '../sun/site-year.ts'
import { type ChainResult, type ChainWeather, type PvSystem, runChain } from './model-chain.ts'

/** Why a chain cannot run on a weather and a sun: a length that does not fit, or the first hour that is no number. */
function whyNotRunnable(weather: ChainWeather, sun: SunTrack): Refusal | null {
  const hours = weather.ghi.length
  if (sun.zenith.length !== hours)
    return refused('wrong-length', 'sun', `${sun.zenith.length} positions for ${hours} hours of weather`)
  for (const name of ['ghi', 'dni', 'dhi', 'tempAir', 'windSpeed'] as const) {
    if (weather[name].length !== hours)
      return refused('wrong-length', `weather.${name}`, `${weather[name].length} values for ${hours} hours`)
    const fault = whyNotFinite(weather[name], `weather.${name}`)
    if (fault) return fault
  }
  return null
}

/** {@link runChain} behind a check of its input: a refusal names the hour and the value that is no number. */
export function modelChain(weather: ChainWeather, sun: SunTrack, system: PvSystem): Outcome<ChainResult> {
  return whyNotRunnable(weather, sun) ?? accepted(runChain(weather, sun, system))
}

/**
 * Energy of every system over the same weather and sun, kWh: a parametric study of one site. Plain data in and out, so
 * that a list can be split among workers and the answers joined.
 */
export function annualYields(
  weather: ChainWeather,
  sun: SunTrack,
  systems: readonly PvSystem[],
): Outcome<Float64Array<ArrayBuffer>> {
  const fault = whyNotRunnable(weather, sun)
  if (fault) return fault
  return accepted(
    Float64Array.from(systems, (system) => {
      const { pAc } = runChain(weather, sun, system)
      let watts = 0
      for (const power of pAc) watts += power
      return watts / 1000
    }),
  )
}
