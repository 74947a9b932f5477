import { accepted, type Outcome, refused } from '../outcome.ts'
import { atLeast, atMost, type DesignFinding } from './findings.ts'

/** Data sheet of a module. Coefficients per kelvin as fractions (a loss is negative). */
export interface ModuleSheet {
  readonly powerW: number
  readonly vocV: number
  readonly vmpV: number
  readonly iscA: number
  readonly impA: number
  readonly vocPerK: number
  readonly vmpPerK: number
  readonly iscPerK: number
  readonly maxSystemV: number
  readonly maxFuseA: number
  readonly lengthM: number
}

export interface InverterSheet {
  readonly acPowerW: number
  readonly maxDcV: number
  readonly mpptLowV: number
  readonly mpptHighV: number
  readonly maxCurrentPerMpptA: number
  readonly maxShortCircuitPerMpptA: number
  readonly mppts: number
}

/** An installation as drawn. */
export interface ArrayDesign {
  readonly module: ModuleSheet
  readonly inverter: InverterSheet
  readonly modulesPerString: number
  readonly stringsPerMppt: number
  readonly fused: boolean
  readonly dcCable: { readonly oneWayM: number; readonly sectionMm2: number; readonly metal: 'copper' | 'aluminium' }
  /** Rows one behind another; null for a single row or a roof plane. */
  readonly rows: {
    readonly pitchM: number
    readonly collectorM: number
    readonly tiltDeg: number
    /** Elevation of the sun (deg) in the rows' section at the hour that must be free of shade. */
    readonly freeElevationDeg: number
  } | null
}

/** Cells at their extremes, degC: the coldest morning, and the hottest module in operation. */
export interface SiteExtremes {
  readonly recordColdC: number
  readonly hottestCellC: number
}

/** Resistivity at about 70 degC, ohm mm2/m (IEC 60228 conductors, temperature corrected). */
const RESISTIVITY = { copper: 0.0214, aluminium: 0.0345 } as const
const CABLE_DROP_LIMIT = 0.02
const DC_AC_RANGE = [0.8, 1.4] as const
/** Irradiance above one sun allowed for in currents (IEC 62548). */
const CURRENT_MARGIN = 1.25

/** Cells of a rack-mounted array at a hot noon: air plus NOCT-like heating at one sun, degC. */
export const hottestCell = (recordHotC: number, riseK = 32): number => recordHotC + riseK

/** Share of drop along a pair of conductors, of one. */
export const cableDrop = (oneWayM: number, sectionMm2: number, metal: 'copper' | 'aluminium', a: number, v: number) =>
  (2 * oneWayM * RESISTIVITY[metal] * a) / (sectionMm2 * v)

/** Longest and shortest string an inverter takes at a site's extremes. */
export function stringRange(module: ModuleSheet, inverter: InverterSheet, site: SiteExtremes) {
  const cold = module.vocV * (1 + module.vocPerK * (site.recordColdC - 25))
  const hot = module.vmpV * (1 + module.vmpPerK * (site.hottestCellC - 25))
  return {
    longest: Math.floor(Math.min(inverter.maxDcV, module.maxSystemV) / cold),
    shortest: Math.ceil(inverter.mpptLowV / hot),
  }
}

/** Checks an array for an installer's label: every rule with its number and its limit, failures first. */
export function checkArray(design: ArrayDesign, site: SiteExtremes): Outcome<readonly DesignFinding[]> {
  const { module, inverter, modulesPerString: n, stringsPerMppt: strings, dcCable } = design
  if (!(n >= 1 && strings >= 1 && inverter.mppts >= 1))
    return refused('out-of-range', 'modulesPerString', 'an array needs at least one string of one module')
  if (!(site.recordColdC < site.hottestCellC))
    return refused('out-of-range', 'recordColdC', 'the coldest cell must be colder than the hottest')
  const cold = site.recordColdC - 25
  const hot = site.hottestCellC - 25
  const coldVoc = n * module.vocV * (1 + module.vocPerK * cold)
  const coldVmp = n * module.vmpV * (1 + module.vmpPerK * cold)
  const hotVmp = n * module.vmpV * (1 + module.vmpPerK * hot)
  const hotImp = strings * module.impA * (1 + module.iscPerK * hot)
  const isc = strings * module.iscA * CURRENT_MARGIN
  const dcAc = (n * strings * inverter.mppts * module.powerW) / inverter.acPowerW
  const drop = cableDrop(dcCable.oneWayM, dcCable.sectionMm2, dcCable.metal, module.impA, n * module.vmpV)
  const findings: DesignFinding[] = [
    atMost('voltage-inverter', coldVoc, inverter.maxDcV, 'V', 'open string at record cold under the inverter maximum'),
    atMost('voltage-module', coldVoc, module.maxSystemV, 'V', 'open string at record cold under the system voltage'),
    atLeast('mppt-low', hotVmp, inverter.mpptLowV, 'V', 'working string at record hot inside the MPPT window'),
    atMost('mppt-high', coldVmp, inverter.mpptHighV, 'V', 'working string at record cold inside the window', 'warning'),
    atMost('current-mppt', hotImp, inverter.maxCurrentPerMpptA, 'A', 'working current of a tracker', 'warning'),
    atMost('short-circuit', isc, inverter.maxShortCircuitPerMpptA, 'A', 'short circuit at 1.25 suns of a tracker'),
    atMost('cable-drop', drop * 100, CABLE_DROP_LIMIT * 100, '%', 'drop along the string cable at one sun', 'warning'),
    atMost('dc-ac-high', dcAc, DC_AC_RANGE[1], '-', 'DC over AC power: clipping beyond', 'warning'),
    atLeast('dc-ac-low', dcAc, DC_AC_RANGE[0], '-', 'DC over AC power: an idle inverter below', 'warning'),
    ...fuseFinding(design),
    ...rowFinding(design),
  ]
  const order = { failure: 0, warning: 1, ok: 2 }
  return accepted(findings.sort((a, b) => order[a.severity] - order[b.severity]))
}

/** Strings in parallel feed a faulty one: above the module's fuse rating every string needs its own fuse. */
function fuseFinding({ module, stringsPerMppt, fused }: ArrayDesign): DesignFinding[] {
  const reverse = (stringsPerMppt - 1) * module.iscA * CURRENT_MARGIN
  if (fused) return []
  return [atMost('reverse-current', reverse, module.maxFuseA, 'A', 'current of the other strings into a faulty one')]
}

/** Pitch a row needs so that the sun at an elevation in the rows' section reaches the foot of the next. */
export const pitchFree = (collectorM: number, tiltDeg: number, elevationDeg: number): number => {
  const tilt = (tiltDeg * Math.PI) / 180
  return collectorM * (Math.cos(tilt) + Math.sin(tilt) / Math.tan((elevationDeg * Math.PI) / 180))
}

function rowFinding({ rows }: ArrayDesign): DesignFinding[] {
  if (!rows) return []
  const needed = pitchFree(rows.collectorM, rows.tiltDeg, rows.freeElevationDeg)
  return [atLeast('row-pitch', rows.pitchM, needed, 'm', 'pitch that leaves the next row free of shade', 'warning')]
}
