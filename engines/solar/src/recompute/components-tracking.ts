import { type SingleAxis, singleAxis } from '../mount/single-axis.ts'
import type { ColumnsOf } from './columns.ts'

/** The four settings of the tracking table, by the prefix of their columns. */
const SETTINGS: Readonly<Record<string, SingleAxis>> = {
  ns_backtrack_gcr04: { axisTilt: 0, axisAzimuth: 180, maxAngle: 60, backtrack: true, gcr: 0.4, crossAxisTilt: 0 },
  ns_truetrack: { axisTilt: 0, axisAzimuth: 180, maxAngle: 52, backtrack: false, gcr: 0.4, crossAxisTilt: 0 },
  tilt10_az200_gcr033: { axisTilt: 10, axisAzimuth: 200, maxAngle: 55, backtrack: true, gcr: 0.33, crossAxisTilt: 0 },
  cross5: { axisTilt: 4, axisAzimuth: 185, maxAngle: 60, backtrack: true, gcr: 0.45, crossAxisTilt: 5 },
}

export const trackingColumns: ColumnsOf = (inputs) => {
  const [zenith, azimuth] = [inputs.numbers('apparent_zenith'), inputs.numbers('solar_azimuth')]
  return Object.fromEntries(
    Object.entries(SETTINGS).flatMap(([prefix, mount]) => {
      const stands = zenith.map((z, i) => singleAxis(z, azimuth[i]!, mount))
      return [
        [`${prefix}__tracker_theta`, stands.map((s) => s?.rotation ?? null)],
        [`${prefix}__aoi`, stands.map((s) => s?.incidence ?? null)],
        [`${prefix}__surface_tilt`, stands.map((s) => s?.tilt ?? null)],
        [`${prefix}__surface_azimuth`, stands.map((s) => s?.azimuth ?? null)],
      ]
    }),
  )
}
