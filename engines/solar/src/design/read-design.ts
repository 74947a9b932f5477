import { fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { accepted, type Outcome } from '../outcome.ts'
import { type ArrayDesign, hottestCell, type SiteExtremes } from './array-check.ts'

/**
 * An array's design from plain data: `module`, `inverter`, `modulesPerString`, `stringsPerMppt`, `fused`, `dcCable`,
 * `rows` (may be absent) and `site` with `recordColdC` and `recordHotC`; names and units as in {@link ArrayDesign}.
 */
export function readDesign(file: JsonObject): Outcome<{ readonly design: ArrayDesign; readonly site: SiteExtremes }> {
  const part = (name: string) => {
    const value = file[name]
    return fieldsOf(isObject(value) ? value : {}, name)
  }
  const [top, module, inverter, cable, rows, site] = [
    fieldsOf(file, 'design'),
    part('module'),
    part('inverter'),
    part('dcCable'),
    part('rows'),
    part('site'),
  ]
  const design: ArrayDesign = {
    module: {
      powerW: module.number('powerW'),
      vocV: module.number('vocV'),
      vmpV: module.number('vmpV'),
      iscA: module.number('iscA'),
      impA: module.number('impA'),
      vocPerK: module.number('vocPerK'),
      vmpPerK: module.number('vmpPerK'),
      iscPerK: module.number('iscPerK'),
      maxSystemV: module.number('maxSystemV', 1000),
      maxFuseA: module.number('maxFuseA', 20),
      lengthM: module.number('lengthM', 0),
    },
    inverter: {
      acPowerW: inverter.number('acPowerW'),
      maxDcV: inverter.number('maxDcV'),
      mpptLowV: inverter.number('mpptLowV'),
      mpptHighV: inverter.number('mpptHighV'),
      maxCurrentPerMpptA: inverter.number('maxCurrentPerMpptA'),
      maxShortCircuitPerMpptA: inverter.number('maxShortCircuitPerMpptA'),
      mppts: inverter.number('mppts', 1),
    },
    modulesPerString: top.number('modulesPerString'),
    stringsPerMppt: top.number('stringsPerMppt', 1),
    fused: file.fused === true,
    dcCable: {
      oneWayM: cable.number('oneWayM'),
      sectionMm2: cable.number('sectionMm2'),
      metal: cable.text('metal', 'copper') === 'aluminium' ? 'aluminium' : 'copper',
    },
    rows: isObject(file.rows)
      ? {
          pitchM: rows.number('pitchM'),
          collectorM: rows.number('collectorM'),
          tiltDeg: rows.number('tiltDeg'),
          freeElevationDeg: rows.number('freeElevationDeg'),
        }
      : null,
  }
  const extremes = {
    recordColdC: site.number('recordColdC'),
    hottestCellC: hottestCell(site.number('recordHotC')),
  }
  const fault = [top, module, inverter, cable, rows, site].find((fields) => fields.fault)?.fault
  return fault ?? accepted({ design, site: extremes })
}
