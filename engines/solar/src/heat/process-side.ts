import { densityAt, enthalpyAt } from './fluid-table.ts'
import { type HeatPlant, HOUR, type PlantYear, type StepLight } from './plant-year.ts'
import { stepTank, type Tank, type TankStep } from './two-tank.ts'

/** Both tanks over a step. */
export interface TanksStep {
  readonly hot: TankStep
  readonly cold: TankStep
}

/** The process and its two tanks; what they do is booked in `year`. Flows kg/s, heat W. */
export function processSide<Light extends StepLight>(plant: HeatPlant<Light>, year: PlantYear) {
  const { field, process, tanks } = plant
  const { fluid } = field
  const processReturn = field.inletDesign
  const returned = enthalpyAt(fluid, processReturn)
  const designFlow = process.heat / (enthalpyAt(fluid, field.outletDesign) - returned)
  const flowCap = designFlow * process.maxFlowShare
  // What the store holds is one mass of fluid, sized at the mean temperature; what no pump reaches is a volume.
  const heelVolume = tanks?.heelVolume ?? 0
  const meanDensity = densityAt(fluid, (field.inletDesign + field.outletDesign) / 2)
  const activeMass = tanks ? (tanks.volume - heelVolume) * meanDensity : 0
  const heel = {
    hot: heelVolume * densityAt(fluid, field.outletDesign),
    cold: heelVolume * densityAt(fluid, field.inletDesign),
  }
  const hot: Tank = { mass: activeMass * plant.initialHot + heel.hot, temperature: field.outletDesign }
  const cold: Tank = { mass: activeMass * (1 - plant.initialHot) + heel.cold, temperature: field.inletDesign }

  const heatOf = (flow: number, temperature: number): number => flow * (enthalpyAt(fluid, temperature) - returned)

  /** Moves the tanks over a step and books it. `charge` and `discharge` in kg/s. */
  const moveTanks = (
    row: number,
    seconds: number,
    charge: number,
    chargeAt: number,
    discharge: number,
  ): TanksStep | null => {
    if (!tanks) return null
    const air = plant.air[row]!
    const hotStep = stepTank(fluid, hot, tanks, tanks.hot, seconds, charge, chargeAt, discharge, air)
    const coldStep = stepTank(fluid, cold, tanks, tanks.cold, seconds, discharge, processReturn, charge, air)
    return { hot: hotStep, cold: coldStep }
  }

  const book = (row: number, seconds: number, steps: TanksStep | null): void => {
    if (!steps) return
    const share = seconds / HOUR
    hot.mass = steps.hot.mass
    hot.temperature = steps.hot.temperature
    cold.mass = steps.cold.mass
    cold.temperature = steps.cold.temperature
    year.tankLoss[row]! += (steps.hot.loss + steps.cold.loss) * share
    year.tankHeater[row]! += (steps.hot.heater + steps.cold.heater) * share
  }

  /** Discharge that brings the process to its target beside a field flow, kg/s, and the heat it gives. */
  const dischargeFor = (target: number, seconds: number, fieldFlow: number, fieldHeat: number): number => {
    if (!tanks || hot.temperature <= processReturn) return 0
    const available = Math.max(hot.mass - heel.hot, 0) / seconds
    const missing = target - fieldHeat
    if (missing <= 0 || available <= 0) return 0
    const perFlow = heatOf(1, hot.temperature)
    return Math.min(missing / perFlow, available, Math.max(flowCap - fieldFlow, 0))
  }

  const bookProcess = (row: number, seconds: number, heat: number, flow: number): void => {
    const share = seconds / HOUR
    year.toProcess[row]! += heat * share
    year.pumpProcess[row]! += flow * process.pumpWattsPerFlow * share
  }

  /** Process and storage while the field gives nothing. */
  const withoutField = (row: number, seconds: number): void => {
    const target = plant.load[row]! * process.heat
    const discharge = dischargeFor(target, seconds, 0, 0)
    const steps = moveTanks(row, seconds, 0, 0, discharge)
    const heat = steps && discharge > 0 ? heatOf(discharge, steps.hot.mean) : 0
    bookProcess(row, seconds, heat, discharge)
    year.discharge[row]! += (heat * seconds) / HOUR
    book(row, seconds, steps)
  }
  return {
    hot,
    cold,
    heel,
    flowCap,
    processReturn,
    heatOf,
    moveTanks,
    book,
    dischargeFor,
    bookProcess,
    withoutField,
  }
}
