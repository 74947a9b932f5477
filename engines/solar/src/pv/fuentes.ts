import { sind } from '../angles.ts'

/** A module and its surroundings for the Fuentes thermal model. */
export interface FuentesModule {
  /** Installed nominal operating cell temperature, degC. */
  readonly noctInstalled: number
  readonly tilt: number
  /** Metres above ground, of the module and of the wind record. */
  readonly moduleHeight?: number
  readonly windHeight?: number
}

const STEFAN = 5.669e-8
const EMISSIVITY = 0.84
const ABSORPTION = 0.83
/** Hydraulic diameter of a 0.31579 x 1.2 m module, m. */
const LENGTH = (2 * (0.31579 * 1.2)) / (0.31579 + 1.2)
const CAPACITY = 11000
const ITERATIONS = 10

/** Free and forced convection combined, W/m2K. */
function convection(mean: number, wind: number, difference: number, tilt: number, turbulent: boolean): number {
  const density = (0.003484 * 101325) / mean
  const viscosity = (0.24237e-6 * mean ** 0.76) / density
  const conductivity = 2.1695e-4 * mean ** 0.84
  const reynolds = (wind * LENGTH) / viscosity
  const forced =
    turbulent && reynolds > 1.2e5
      ? ((0.0282 / reynolds ** 0.2) * density * wind * 1007) / 0.71 ** 0.4
      : ((0.86 / reynolds ** 0.5) * density * wind * 1007) / 0.71 ** 0.67
  const grashof = ((9.8 / mean) * difference * LENGTH ** 3 * sind(tilt)) / viscosity ** 2
  const free = (0.21 * (grashof * 0.71) ** 0.32 * conductivity) / LENGTH
  return (free ** 3 + forced ** 3) ** (1 / 3)
}

/** Ratios of ground temperature and of total to top convection, fixed at nominal conditions. */
function nominalRatios(module: FuentesModule): { ground: number; convection: number; capacity: number } {
  const t = module.noctInstalled + 273.15
  const air = 293.15
  const sky = 282.21
  const h = convection((t + air) / 2, 1, t - air, module.tilt, false)
  const hGround = EMISSIVITY * STEFAN * (t ** 2 + air ** 2) * (t + air)
  const back =
    (ABSORPTION * 800 - EMISSIVITY * STEFAN * (t ** 4 - sky ** 4) - h * (t - air)) / ((hGround + h) * (t - air))
  const ground = Math.min(Math.max((t ** 4 - back * (t ** 4 - air ** 4)) ** 0.25, air), t)
  return {
    ground: (ground - air) / (t - air),
    convection: (ABSORPTION * 800 - EMISSIVITY * STEFAN * (2 * t ** 4 - sky ** 4 - ground ** 4)) / (h * (t - air)),
    capacity: t > 321.15 ? CAPACITY * (1 + (t - 321.15) / 12) : CAPACITY,
  }
}

/**
 * Fuentes (1987) module temperature over a series, with thermal mass (the model of PVWatts before 2014).
 *
 * @param stepHours length of one step
 * @returns module temperature per step, degC
 */
export function fuentesTemperature(
  poa: ArrayLike<number>,
  airC: ArrayLike<number>,
  wind: ArrayLike<number>,
  module: FuentesModule,
  stepHours = 1,
): Float64Array {
  const { moduleHeight = 5, windHeight = 9.144 } = module
  const ratios = nominalRatios(module)
  const result = new Float64Array(poa.length)
  let last = 293.15
  let lastSun = 0
  for (let i = 0; i < poa.length; i++) {
    const air = airC[i]! + 273.15
    const sun = poa[i]! * ABSORPTION
    const sky = 0.68 * (0.0552 * air ** 1.5) + 0.32 * air
    const moduleWind = wind[i]! * (moduleHeight / windHeight) ** 0.2 + 1e-4
    let t = last
    for (let k = 0; k < ITERATIONS; k++) {
      const h = ratios.convection * convection((t + air) / 2, moduleWind, Math.abs(t - air), module.tilt, true)
      const hSky = EMISSIVITY * STEFAN * (t ** 2 + sky ** 2) * (t + sky)
      const ground = air + ratios.ground * (t - air)
      const hGround = EMISSIVITY * STEFAN * (t ** 2 + ground ** 2) * (t + ground)
      const total = h + hSky + hGround
      const eigen = (-total / ratios.capacity) * stepHours * 3600
      const decay = eigen > -10 ? Math.exp(eigen) : 0
      const steady = h * air + hSky * sky + hGround * ground + lastSun + (sun - lastSun) / eigen
      t = last * decay + ((1 - decay) * steady + sun - lastSun) / total
    }
    result[i] = t - 273.15
    last = t
    lastSun = sun
  }
  return result
}
