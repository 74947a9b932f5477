import { evaluateProject } from '../finance/project.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { sunTrack } from '../sun/site-year.ts'
import { sunInstants, type Weather } from '../weather/types.ts'
import { opticalGain, type QuickCollector, quickYear, TYPICAL_FRESNEL } from './collector-year.ts'
import { fuelCo2, type HeatQuestionnaire, heatDemand } from './questionnaire.ts'

/** Prices and shares of a first study, in the currency of the questionnaire. Stated assumptions, to be replaced. */
export interface StudyAssumptions {
  readonly boilerEfficiency: number
  readonly fieldPerM2: number
  readonly storePerKwh: number
  /** Share of the field's and store's price for engineering, pipes and permits. */
  readonly otherShare: number
  readonly upkeep: number
  readonly lifeYears: number
  readonly degradation: number
  readonly discountRate: number
  readonly inflation: number
  readonly fuelEscalation: number
  readonly debtFraction: number
  readonly debtRate: number
  readonly debtTerm: number
  readonly taxRate: number
  readonly grantShare: number
  /** Aperture per surface of ground or roof. */
  readonly groundCover: number
  /** Beam irradiance at which solar multiple 1 meets the highest demand, W/m2. */
  readonly designBeam: number
  readonly solarMultiples: readonly number[]
  readonly storageHours: readonly number[]
}

export const STUDY_ASSUMPTIONS: StudyAssumptions = {
  boilerEfficiency: 0.85,
  fieldPerM2: 300,
  storePerKwh: 40,
  otherShare: 0.2,
  upkeep: 0.02,
  lifeYears: 25,
  degradation: 0.002,
  discountRate: 0.07,
  inflation: 0.025,
  fuelEscalation: 0.035,
  debtFraction: 0.6,
  debtRate: 0.045,
  debtTerm: 12,
  taxRate: 0.25,
  grantShare: 0,
  groundCover: 0.65,
  designBeam: 850,
  solarMultiples: [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3],
  storageHours: [0, 1, 2, 4, 6, 8, 12],
}

/** One field and store, over a year and over its life. Energy kWh a year, CO2 t a year, money in the form's currency. */
export interface StudyResult {
  readonly solarMultiple: number
  readonly storageHours: number
  readonly apertureM2: number
  readonly fitsSurface: boolean
  readonly heat: number
  readonly dumped: number
  readonly solarFraction: number
  readonly fuelSaved: number
  readonly co2Saved: number
  readonly investment: number
  readonly lcoh: number
  readonly payback: number | null
  readonly irr: number | null
  readonly npv: number
}

export interface HeatStudy {
  /** Best by net present value among what fits the surface; of all when nothing fits. */
  readonly best: StudyResult
  readonly grid: readonly StudyResult[]
  readonly demand: number
  readonly assumptions: StudyAssumptions
  /** Largest difference of an hour's heat balance, kWh. */
  readonly balanceResidual: number
}

const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)

/** Economics of heat that replaces fuel. */
function economics(q: HeatQuestionnaire, a: StudyAssumptions, heat: number, apertureM2: number, storeKwh: number) {
  const investment = (apertureM2 * a.fieldPerM2 + storeKwh * a.storePerKwh) * (1 + a.otherShare)
  const project = evaluateProject({
    lifeYears: a.lifeYears,
    capex: investment,
    energyYear1: heat,
    degradation: a.degradation,
    tariffYear1: q.fuelPrice / a.boilerEfficiency,
    tariffEscalation: a.fuelEscalation,
    omYear1: investment * a.upkeep,
    omEscalation: a.inflation,
    discountRate: a.discountRate,
    inflation: a.inflation,
    debtFraction: a.debtFraction,
    debtRate: a.debtRate,
    debtTerm: a.debtTerm,
    taxRate: a.taxRate,
    depreciationYears: Math.min(10, a.lifeYears),
    grant: a.grantShare * investment,
  })
  return { investment, project }
}

/**
 * The first study of solar heat for a plant: every solar multiple and storage of the grid over a year of weather,
 * heat, fuel and CO2 saved, levelised cost of heat, payback, rate of return, and the best of them.
 */
export function studyHeat(
  q: HeatQuestionnaire,
  weather: Weather,
  assumptions: StudyAssumptions = STUDY_ASSUMPTIONS,
  collector: QuickCollector = TYPICAL_FRESNEL,
): Outcome<HeatStudy> {
  if (weather.dni.length !== 8760)
    return refused('wrong-length', 'weather', `${weather.dni.length} hours where a year of 8760 is asked`)
  const demand = heatDemand(q, assumptions.boilerEfficiency, (hour) => weather.month[hour]!)
  const peak = demand.reduce((a, b) => Math.max(a, b), 0)
  const needed = total(demand)
  if (!(peak > 0)) return refused('out-of-range', 'questionnaire.consumption', 'the plant uses no heat')
  const sun = sunTrack(sunInstants(weather), weather.site, weather.pressureMbar, weather.tempAir)
  const gain = opticalGain(collector, sun, weather.dni)
  const meanFluidC = (q.processOutlet + q.processReturn) / 2
  const over = meanFluidC - 25
  const designHeat =
    assumptions.designBeam * collector.opticalEfficiency - over * (collector.loss1 + collector.loss2 * over)
  if (!(designHeat > 0)) return refused('out-of-range', 'collector', 'the collector loses all it gains at design')
  let balanceResidual = 0
  const grid = assumptions.solarMultiples.flatMap((solarMultiple) =>
    assumptions.storageHours.map((storageHours): StudyResult => {
      const apertureM2 = (solarMultiple * peak * 1000) / designHeat
      const storeKwh = storageHours * peak
      const year = quickYear(collector, gain, weather.tempAir, meanFluidC, apertureM2, demand, storeKwh)
      balanceResidual = Math.max(balanceResidual, largestResidual(year))
      const heat = total(year.delivered)
      const { investment, project } = economics(q, assumptions, heat, apertureM2, storeKwh)
      const fuelSaved = heat / assumptions.boilerEfficiency
      return {
        solarMultiple,
        storageHours,
        apertureM2,
        fitsSurface: apertureM2 <= q.surface * assumptions.groundCover,
        heat,
        dumped: total(year.dumped),
        solarFraction: heat / needed,
        fuelSaved,
        co2Saved: (fuelSaved * fuelCo2(q.fuel)) / 1000,
        investment,
        lcoh: project.lcoeNominal,
        payback: project.paybackSimple,
        irr: project.irrAftertax,
        npv: project.npvAftertax,
      }
    }),
  )
  const fitting = grid.filter((result) => result.fitsSurface)
  const pool = fitting.length > 0 ? fitting : grid
  const best = pool.reduce((a, b) => (b.npv > a.npv ? b : a))
  return accepted({ best, grid, demand: needed, assumptions, balanceResidual })
}

/** Collected less delivered, dumped, lost and gone into the store, the largest of the year. */
function largestResidual(year: ReturnType<typeof quickYear>): number {
  let largest = 0
  let before = 0
  for (let i = 0; i < year.collected.length; i++) {
    const change = year.stored[i]! - before
    before = year.stored[i]!
    const rest = year.collected[i]! - year.delivered[i]! - year.dumped[i]! - year.storeLoss[i]! - change
    largest = Math.max(largest, Math.abs(rest))
  }
  return largest
}
