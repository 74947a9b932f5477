import { capacityAt, type FluidTable } from './fluid-table.ts'
import { type HeatFluid, meanHeatCapacity } from './fluids.ts'

/** A pair of storage tanks, hot and cold, each able to hold the whole fluid. */
export interface TankDesign {
  /** Total and unusable volume of each tank, m3. */
  readonly volume: number
  readonly heelVolume: number
  readonly diameter: number
  readonly height: number
  /** W/K of one tank. */
  readonly conductance: number
  readonly hot: HeaterSet
  readonly cold: HeaterSet
}

/** A tank's heater: kelvin it keeps, W at most. */
interface HeaterSet {
  readonly keeps: number
  readonly power: number
}

export interface Tank {
  mass: number
  temperature: number
}

/** A step of a tank: mean temperature of what leaves, heat lost and heat put in by the heater, W. */
export interface TankStep {
  readonly mass: number
  readonly temperature: number
  readonly mean: number
  readonly loss: number
  readonly heater: number
}

export interface TankSizing {
  readonly energy: number
  readonly hot: number
  readonly cold: number
  readonly height: number
  /** Given instead of the height when not null. */
  readonly fixedDiameter: number | null
  readonly minHeight: number
  readonly lossCoefficient: number
  readonly pairs: number
  readonly hotHeater: HeaterSet
  readonly coldHeater: HeaterSet
}

/** Size of the tanks for an energy (J) between two temperatures (K). */
export function sizeTanks(fluid: HeatFluid, size: TankSizing): TankDesign {
  const mean = (size.hot + size.cold) / 2
  const usable =
    size.energy / (fluid.density(mean) * meanHeatCapacity(fluid, size.cold, size.hot) * (size.hot - size.cold))
  let height = size.height
  let volume = usable / (1 - size.minHeight / height)
  if (size.fixedDiameter !== null) {
    const area = size.pairs * Math.PI * (size.fixedDiameter / 2) ** 2
    height = usable / area + size.minHeight
    volume = height * area
  }
  const section = volume / (height * size.pairs)
  const diameter = Math.sqrt(section / Math.PI) * 2
  return {
    volume,
    heelVolume: (volume * size.minHeight) / height,
    diameter,
    height,
    conductance: size.lossCoefficient * (section + Math.PI * diameter * height) * size.pairs,
    hot: size.hotHeater,
    cold: size.coldHeater,
  }
}

const SMALLEST_MASS = 0.001
const SMALLEST_FLOW = 1e-5

/**
 * A tank over a step in closed form: flows in, at a temperature, and out as far as it is not empty, kg/s; a heater keeps
 * it from cooling too far.
 */
export function stepTank(
  fluid: FluidTable,
  tank: Tank,
  design: TankDesign,
  heater: HeaterSet,
  seconds: number,
  flowIn: number,
  inlet: number,
  asked: number,
  air: number,
): TankStep {
  const capacity = capacityAt(fluid, tank.temperature)
  let mass = tank.mass + seconds * (flowIn - asked)
  let flowOut = asked
  const empty = mass < SMALLEST_MASS
  if (empty) {
    mass = SMALLEST_MASS
    flowOut = flowIn - (mass - tank.mass) / seconds
  }
  if (tank.mass <= 1e-4 && empty) {
    const temperature = flowIn > 0 ? inlet : tank.temperature
    return { mass: 0, temperature, mean: temperature, loss: 0, heater: 0 }
  }
  const net = flowIn - flowOut
  const change = net >= 0 ? Math.max(net, SMALLEST_FLOW) : Math.min(net, -SMALLEST_FLOW)
  const b = flowIn + design.conductance / capacity
  const base = flowIn * inlet + (design.conductance / capacity) * air
  const growth = Math.max((seconds * change) / tank.mass + 1, 0)
  const fade = growth ** (-b / change)
  const meanShare = (tank.mass * (growth * fade - 1)) / ((change - b) * seconds)
  let heat = 0
  let goal = base / b
  if (goal + (tank.temperature - goal) * fade < heater.keeps) {
    heat = Math.min((b * ((heater.keeps - tank.temperature * fade) / (1 - fade)) - base) * capacity, heater.power)
    goal = (base + heat / capacity) / b
  }
  const apart = tank.temperature - goal
  const mean = goal + apart * meanShare
  return {
    mass: empty ? 0 : mass,
    temperature: goal + apart * fade,
    mean,
    loss: design.conductance * (mean - air),
    heater: heat,
  }
}
