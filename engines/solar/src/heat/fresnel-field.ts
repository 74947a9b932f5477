import { RAD } from '../angles.ts'
import type { HeatFluid } from './fluids.ts'
import { type FresnelOptics, fresnelAngles, opticsAt, tableAt } from './fresnel-optics.ts'
import type { ReceiverState } from './receiver.ts'
import { fieldSun } from './sun-track.ts'
import type { LightInput } from './trough-light.ts'

/** How its receiver loses heat: polynomials in temperature difference (W/m) and wind, or evacuated tubes. */
export type FresnelReceiver =
  | {
      readonly kind: 'polynomials'
      readonly temperature: readonly number[]
      readonly wind: readonly number[]
      /** Fluid in the receiver, litres per m2 of aperture. */
      readonly litresPerArea: number
      /** Optical share of the receiver the published sizing counts, though this model's field does not. */
      readonly sizingShare: number
      readonly dropNominal: number
      readonly dropScale: readonly number[]
    }
  | {
      readonly kind: 'tubes'
      readonly states: readonly ReceiverState[]
      readonly designLoss: readonly number[]
      readonly roughness: readonly number[]
    }

/** A linear Fresnel field. Temperatures K, lengths m, angles degrees, powers W. */
export interface FresnelField {
  readonly fluid: HeatFluid
  readonly optics: FresnelOptics
  readonly receiver: FresnelReceiver
  readonly factors: readonly number[]
  readonly azimuth: number
  readonly deploy: number
  readonly stow: number
  readonly modules: number
  readonly moduleAperture: number
  readonly moduleLength: number
  readonly moduleGap: number
  readonly crossover: number
  readonly tubeOuter: number
  readonly sections: number
  readonly runnerAtPlant: number
  readonly speeds: readonly [min: number, max: number]
  readonly designIrradiance: number
  /** degC, m/s. */
  readonly designAir: number
  readonly designWind: number
  readonly inletDesign: number
  readonly outletDesign: number
  readonly freeze: number
  readonly startup: number
  readonly flowLimits: { readonly relative: boolean; readonly min: number; readonly max: number }
  readonly size: { readonly solarMultiple: number } | { readonly aperture: number }
  readonly processHeat: number
  readonly massHot: number
  readonly massCold: number
  readonly massCollector: number
  readonly lossCoefficient: number
  readonly roughness: number
  readonly pumpEfficiency: number
}

export const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1)
export const receiverShare = (receiver: FresnelReceiver): number =>
  receiver.kind === 'polynomials'
    ? 1
    : receiver.states.reduce((sum, s) => sum + s.share * s.shadowing * s.dirt * s.absorptance * s.transmittance, 0)

const OBLIQUITY = 0.4092793

/** Optical share of the field at noon of the summer solstice. */
export function designPosition(field: FresnelField, latitude: number): number {
  const lat = latitude * RAD
  const altitude = Math.asin(Math.sin(OBLIQUITY) * Math.sin(lat) + Math.cos(lat) * Math.cos(OBLIQUITY))
  const zenith = Math.PI / 2 - altitude
  const angles = fresnelAngles(0, zenith, field.azimuth * RAD)
  // At the design point a table of incidence is read at no transverse angle.
  if (field.optics.kind === 'incidence-table') return tableAt(field.optics.table, 0, angles[1])
  return opticsAt(field.optics, 0, zenith, angles)
}

export interface FresnelLight {
  readonly tracking: number
  /** W per metre of module after the mirrors. */
  readonly tube: number
  readonly opticalEfficiency: number
}

interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: number
}

/** Sun on the receivers of a Fresnel field for a step. */
export function fresnelLight(field: FresnelField, place: Place): (input: LightInput) => FresnelLight {
  const sunOf = fieldSun(place, Math.max(field.deploy * RAD, 1e-6), Math.max(field.stow * RAD, 1e-6))
  const mirrors = product(field.factors)
  const receivers = receiverShare(field.receiver)
  return (input) => {
    const { tracking } = sunOf(input.endHour, input.hours)
    const zenith = input.zenith * RAD
    if (zenith >= Math.PI / 2) return { tracking, tube: 0, opticalEfficiency: 0 }
    const azimuth = (input.azimuth - 180) * RAD
    const angles = fresnelAngles(azimuth, zenith, field.azimuth * RAD)
    const optical = mirrors * opticsAt(field.optics, azimuth, zenith, angles) * tracking
    return {
      tracking,
      tube: ((input.beam * field.moduleAperture) / field.moduleLength) * optical,
      opticalEfficiency: optical * receivers,
    }
  }
}
