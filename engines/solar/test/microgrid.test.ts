import { describe, expect, it } from 'vitest'
import { fieldsOf, type JsonObject } from '../src/fields.ts'
import { planCharging } from '../src/microgrid/charging.ts'
import { optimalDispatch } from '../src/microgrid/optimal.ts'
import { ruleDispatch, villagePv } from '../src/microgrid/rule.ts'
import { sizeVillage, villageLoad } from '../src/microgrid/village.ts'
import { microGridOf } from '../src/recompute/microgrid.ts'
import { caseFile, goodWeather } from './files.ts'

const file = caseFile('mg_village_marrakech.json')
const weather = goodWeather(file.weather as string)
const grid = microGridOf(fieldsOf(file.parameters as JsonObject, 'parameters'))
const load = Float64Array.from(file.load_kw as number[])
const pv = weather.ghi.map((ghi, i) => villagePv(file.pv_kw_installed as number, ghi, weather.tempAir[i]!))
const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)

describe('optimal dispatch', () => {
  const goal = { startLitres: 0.3, unservedLitres: 10, endKwh: 0.5 * grid.batteryKwh }
  it('comes within half a percent of the mixed-integer optimum of three days', () => {
    const known = file.milp_72h as { first_hour: number; objective_litre_equiv: number; bound: number }
    const days = (values: Float64Array) => values.subarray(known.first_hour, known.first_hour + 72)
    const best = optimalDispatch(days(pv), days(load), { ...grid, socFirst: 0.5 }, { ...goal, states: 481, levels: 33 })
    expect(best.ok).toBe(true)
    if (!best.ok) return
    expect(best.value.objective).toBeGreaterThan(known.bound)
    expect(best.value.objective).toBeLessThan(known.objective_litre_equiv * 1.005)
  })
  it('burns far less than the rule over a year, above the bound, and closes every hour', () => {
    const best = optimalDispatch(pv, load, grid, { ...goal, endKwh: grid.socFirst * grid.batteryKwh })
    if (!best.ok) throw new Error(best.reason)
    const run = best.value
    const bound = (file.lp_year as { fuel_lp_litre: number }).fuel_lp_litre
    expect(total(run.fuel)).toBeGreaterThan(bound)
    expect(total(run.fuel)).toBeLessThan(0.75 * total(ruleDispatch(pv, load, grid).fuel))
    for (let t = 0; t < 8760; t++) {
      const into = pv[t]! + run.genset[t]! + run.discharge[t]! + run.unserved[t]!
      expect(Math.abs(into - load[t]! - run.charge[t]! - run.curtailed[t]!)).toBeLessThan(1e-9)
      if (run.genset[t]! > 0) expect(run.genset[t]!).toBeGreaterThanOrEqual(grid.gensetMinKw - 1e-9)
    }
  })
  it('names the hour that is not a number', () => {
    const broken = Float64Array.from(load)
    broken[17] = Number.NaN
    const refused = optimalDispatch(pv, broken, grid, goal)
    expect(refused.ok).toBe(false)
    if (!refused.ok) expect(refused.path).toBe('load[17]')
  })
})

describe('sizing a village', () => {
  it('puts sun where fuel is dear', () => {
    const houses = villageLoad([
      { name: 'lamps', count: 120, watts: 9, from: 18, to: 23 },
      { name: 'fridges', count: 40, watts: 60, from: 0, to: 24, coincidence: 0.4 },
      { name: 'mill', count: 1, watts: 5500, from: 9, to: 12 },
    ])
    const prices = {
      pvPerKw: 9000,
      batteryPerKwh: 3000,
      gensetPerKw: 4000,
      upkeep: 0.02,
      discountRate: 0.08,
      lives: [25, 12, 10] as const,
    }
    const sized = (fuelPerLitre: number) =>
      sizeVillage(houses, weather.ghi, weather.tempAir, { ...prices, fuelPerLitre })
    const [cheap, dear] = [sized(1), sized(20)]
    if (!cheap.ok || !dear.ok) throw new Error('refused')
    expect(dear.value[0]!.solarShare).toBeGreaterThan(cheap.value[0]!.solarShare)
    expect(dear.value[0]!.costPerYear).toBeLessThanOrEqual(dear.value.at(-1)!.costPerYear)
  })
})

describe('charging a fleet', () => {
  it('takes PV first, then cheap hours, and moves a vehicle aside for another', () => {
    const plan = planCharging(
      [
        { vehicle: 'a', arrival: 0, departure: 4, kwh: 10, maxKw: 5 },
        { vehicle: 'b', arrival: 1, departure: 3, kwh: 8, maxKw: 4 },
      ],
      { pvKw: [0, 3, 3, 0], buyPrice: [1, 3, 3, 2], feedInPrice: [0.5, 0.5, 0.5, 0.5], gridKw: 5 },
    )
    if (!plan.ok) throw new Error(plan.reason)
    expect(plan.value.cost).toBeCloseTo(24, 9)
    expect(total(plan.value.missing)).toBeCloseTo(0, 9)
    expect(total(plan.value.fromPv)).toBeCloseTo(6, 9)
  })
  it('says what it cannot give', () => {
    const plan = planCharging([{ vehicle: 'a', arrival: 0, departure: 1, kwh: 10, maxKw: 5 }], {
      pvKw: [0],
      buyPrice: [1],
      feedInPrice: [0],
      gridKw: 3,
    })
    if (!plan.ok) throw new Error(plan.reason)
    expect(plan.value.missing[0]).toBeCloseTo(7, 9)
  })
})
