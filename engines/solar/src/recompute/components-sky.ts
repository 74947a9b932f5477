import { acosd, cosd, sind } from '../angles.ts'
import { haurwitz, ineichen, simplifiedSolis } from '../sky/clear-sky.ts'
import { boland, disc, erbs, erbsDriesse } from '../sky/decomposition.ts'
import { groundDiffuse, incidenceCosine, skyDiffuse, TRANSPOSITION_MODELS } from '../sky/transposition.ts'
import { absoluteAirMass, relativeAirMass } from '../sun/air-mass.ts'
import type { ColumnsOf } from './columns.ts'
import { utcDayOfYear } from './components-sun.ts'

export const clearSkyColumns: ColumnsOf = (inputs) => {
  const zenith = inputs.numbers('apparent_zenith')
  const [altitude, pressure, linke, extra, aod, water] = [
    'altitude',
    'pressure',
    'linke_turbidity',
    'dni_extra',
    'aod700',
    'precipitable_water',
  ].map((name) => inputs.numbers(name))
  const relative = zenith.map((z) => relativeAirMass(z))
  const absolute = relative.map((am, i) => (am === null ? null : absoluteAirMass(am, pressure![i]!)))
  const plain = zenith.map((z, i) => ineichen(z, absolute[i]!, linke![i]!, altitude![i]!, extra![i]!))
  const enhanced = zenith.map((z, i) => ineichen(z, absolute[i]!, linke![i]!, altitude![i]!, extra![i]!, true))
  const solis = zenith.map((z, i) => simplifiedSolis(90 - z, aod![i]!, water![i]!, pressure![i]!, extra![i]!))
  return {
    airmass_relative: relative,
    airmass_absolute: absolute,
    ineichen_ghi: plain.map((sky) => sky.ghi),
    ineichen_dni: plain.map((sky) => sky.dni),
    ineichen_dhi: plain.map((sky) => sky.dhi),
    ineichen_enh_dni: enhanced.map((sky) => sky.dni),
    ineichen_enh_ghi: enhanced.map((sky) => sky.ghi),
    solis_ghi: solis.map((sky) => sky.ghi),
    solis_dni: solis.map((sky) => sky.dni),
    solis_dhi: solis.map((sky) => sky.dhi),
    haurwitz_ghi: zenith.map(haurwitz),
    airmass_young1994: zenith.map((z) => relativeAirMass(z, 'young1994')),
    airmass_simple: zenith.map((z) => relativeAirMass(z, 'simple')),
  }
}

export const decompositionColumns: ColumnsOf = (inputs) => {
  const days = inputs.texts('time_utc').map(utcDayOfYear)
  const [ghi, zenith] = [inputs.numbers('ghi'), inputs.numbers('solar_zenith')]
  const each = <T>(model: (ghi: number, zenith: number, day: number) => T): T[] =>
    ghi.map((global, i) => model(global, zenith[i]!, days[i]!))
  const [first, smooth, logistic] = [each(erbs), each(erbsDriesse), each(boland)]
  return {
    erbs_dni: first.map((split) => split.dni),
    erbs_dhi: first.map((split) => split.dhi),
    erbs_kt: first.map((split) => split.clearness),
    erbs_driesse_dni: smooth.map((split) => split.dni),
    erbs_driesse_dhi: smooth.map((split) => split.dhi),
    boland_dni: logistic.map((split) => split.dni),
    boland_dhi: logistic.map((split) => split.dhi),
    disc_dni: each(disc),
  }
}

export const transpositionColumns: ColumnsOf = (inputs) => {
  const names = [
    'surface_tilt',
    'surface_azimuth',
    'solar_zenith',
    'solar_azimuth',
    'dni',
    'ghi',
    'dhi',
    'dni_extra',
    'albedo',
  ]
  const [tilt, azimuth, zenith, sunAzimuth, dni, ghi, dhi, extra, albedo] = names.map((name) => inputs.numbers(name))
  const airMass = zenith!.map((z) => relativeAirMass(z))
  const cosine = tilt!.map((t, i) => incidenceCosine(t, azimuth![i]!, zenith![i]!, sunAzimuth![i]!))
  const sky = TRANSPOSITION_MODELS.map((model) => [
    `sky_${model.replace('-', '_')}`,
    tilt!.map((t, i) =>
      skyDiffuse(model, {
        dni: dni![i]!,
        ghi: ghi![i]!,
        dhi: dhi![i]!,
        dniExtra: extra![i]!,
        airMass: airMass[i]!,
        zenith: zenith![i]!,
        cosZenith: cosd(zenith![i]!),
        cosIncidence: cosine[i]!,
        cosTilt: cosd(t),
        sinTilt: sind(t),
      }),
    ),
  ])
  return {
    airmass_relative: airMass,
    aoi: cosine.map(acosd),
    aoi_projection: cosine,
    poa_beam: cosine.map((cos, i) => Math.max(dni![i]! * cos, 0)),
    poa_ground: tilt!.map((t, i) => groundDiffuse(ghi![i]!, albedo![i]!, cosd(t))),
    ...Object.fromEntries(sky),
  }
}
