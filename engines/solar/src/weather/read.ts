import { cosd } from '../angles.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { sunTrack } from '../sun/site-year.ts'
import { checkWeather } from './check.ts'
import { looksLikeEpw, readEpw } from './epw.ts'
import { looksLikePvgisCsv, looksLikePvgisJson, readPvgisCsv, readPvgisJson } from './pvgis.ts'
import { looksLikeSamCsv, readSamCsv } from './sam-csv.ts'
import { looksLikeShipcal, readShipcal } from './shipcal.ts'
import { looksLikeTmy3, readTmy3 } from './tmy3.ts'
import type { Site, Weather } from './types.ts'

/**
 * Reads a weather file of any format known here; the format is told from its first lines.
 *
 * @param site needed only by formats that name no place (SHIPcal)
 * @returns the weather with what is wrong in it listed in `findings`; a refusal when it cannot be read at all
 */
export function readWeather(text: string, site?: Site): Outcome<Weather> {
  const read = parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, site)
  if (!read.ok) return read
  return accepted({ ...read.value, findings: [...read.value.findings, ...checkWeather(read.value)] })
}

function parse(text: string, site: Site | undefined): Outcome<Weather> {
  if (looksLikePvgisJson(text)) return readPvgisJson(text)
  if (looksLikePvgisCsv(text)) return readPvgisCsv(text)
  if (looksLikeEpw(text)) return readEpw(text)
  if (looksLikeTmy3(text)) return readTmy3(text)
  if (looksLikeSamCsv(text)) return readSamCsv(text)
  if (looksLikeShipcal(text)) {
    if (!site)
      return refused('missing', 'site', 'a SHIPcal table names no place: give latitude, longitude, zone, elevation')
    return readShipcal(text, site, cosZenithOfYear(site))
  }
  return refused('unknown-format', 'file', 'not SAM CSV, PVGIS, EPW, TMY3 or a SHIPcal table')
}

/** Cosine of zenith at the middle of each hour of a common year. */
function cosZenithOfYear(site: Site): (hour: number) => number {
  const start = Date.UTC(2001, 0, 1) / 1000 - site.timeZone * 3600 + 1800
  const instants = Float64Array.from({ length: 8760 }, (_, hour) => start + hour * 3600)
  const sun = sunTrack(instants, site, new Float64Array(8760).fill(1013.25), new Float64Array(8760).fill(15))
  return (hour) => cosd(sun.zenith[hour % 8760]!)
}
