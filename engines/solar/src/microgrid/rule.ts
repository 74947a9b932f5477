/** A village power station: PV, battery, diesel. kW, kWh, litres, shares of one. */
export interface MicroGrid {
  readonly batteryKwh: number
  readonly batteryKw: number
  readonly chargeEfficiency: number
  readonly dischargeEfficiency: number
  /** Lowest and first state of charge, share of the capacity. */
  readonly socMin: number
  readonly socFirst: number
  readonly gensetKw: number
  readonly gensetMinKw: number
  /** Litres per hour and kW of rating while running, and per kWh produced. */
  readonly fuelIdle: number
  readonly fuelSlope: number
}

/** Hourly result, kW (soc: kWh at the end of the hour, fuel: litres). */
export interface Dispatch {
  readonly soc: Float64Array
  readonly charge: Float64Array
  readonly discharge: Float64Array
  readonly genset: Float64Array
  readonly fuel: Float64Array
  readonly curtailed: Float64Array
  readonly unserved: Float64Array
}

export function emptyDispatch(hours: number): Dispatch {
  const column = () => new Float64Array(hours)
  return {
    soc: column(),
    charge: column(),
    discharge: column(),
    genset: column(),
    fuel: column(),
    curtailed: column(),
    unserved: column(),
  }
}

/** PV power in kW: proportional to GHI, less 0.4 %/K above 25 degC of a cell at air + 0.03 GHI, less 14 % losses. */
export const villagePv = (installedKw: number, ghi: number, air: number): number =>
  Math.max(0, ((installedKw * ghi) / 1000) * (1 - 0.004 * (air + 0.03 * ghi - 25)) * 0.86)

/** Less than this is no deficit, kW. */
const NO_DEFICIT = 1e-9

/**
 * Rule of thumb dispatch: surplus to the battery, then curtailed; deficit from the battery, then from the genset at no
 * less than its minimum, whose excess first spares the battery, then charges it, then is curtailed.
 */
export function ruleDispatch(pv: ArrayLike<number>, load: ArrayLike<number>, grid: MicroGrid): Dispatch {
  const out = emptyDispatch(pv.length)
  const floor = grid.socMin * grid.batteryKwh
  let soc = grid.socFirst * grid.batteryKwh
  for (let t = 0; t < pv.length; t++) {
    const net = pv[t]! - load[t]!
    const room = (grid.batteryKwh - soc) / grid.chargeEfficiency
    let charge = 0
    let discharge = 0
    let genset = 0
    let curtailed = 0
    let unserved = 0
    if (net >= 0) {
      charge = Math.max(0, Math.min(net, grid.batteryKw, room))
      curtailed = net - charge
    } else {
      discharge = Math.max(0, Math.min(-net, grid.batteryKw, (soc - floor) * grid.dischargeEfficiency))
      const deficit = -net - discharge
      if (deficit > NO_DEFICIT) {
        genset = Math.min(Math.max(deficit, grid.gensetMinKw), grid.gensetKw)
        unserved = Math.max(0, deficit - genset)
        const excess = Math.max(0, genset - deficit)
        const spared = Math.min(excess, discharge)
        discharge -= spared
        charge = Math.max(0, Math.min(excess - spared, grid.batteryKw, room))
        curtailed = excess - spared - charge
      }
    }
    soc += charge * grid.chargeEfficiency - discharge / grid.dischargeEfficiency
    out.soc[t] = soc
    out.charge[t] = charge
    out.discharge[t] = discharge
    out.genset[t] = genset
    out.fuel[t] = genset > 0 ? grid.fuelIdle * grid.gensetKw + grid.fuelSlope * genset : 0
    out.curtailed[t] = curtailed
    out.unserved[t] = unserved
  }
  return out
}
