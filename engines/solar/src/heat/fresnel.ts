import { accepted, type Outcome, refused } from '../outcome.ts'
import { polynomial } from '../polynomial.ts'
import { dropTable } from './drop-table.ts'
import { densityAt, fluidTable } from './fluid-table.ts'
import { designPosition, type FresnelField, product, receiverShare } from './fresnel-field.ts'
import { type PipePiece, pipeLosses } from './pipes.ts'
import { boresOf, dropAlong, FITTING, pipeForFlow, plantPipeVolume, pressureDrop } from './pressure.ts'
import type { BuiltField } from './trough.ts'

/** Diameters along a header for a speed band: narrower from the loop where the flow falls to the least speed. */
function headerDiameters(
  headers: number,
  headerFlow: number,
  density: number,
  [slow, fast]: readonly [number, number],
) {
  const perSection = headerFlow / headers
  const diameters: number[] = []
  let next = 0
  let flow = headerFlow
  for (let i = 0; i < headers; i++) {
    if (i === next && diameters.length <= 10 * headers) {
      const diameter = pipeForFlow(flow, density, fast)
      const least = (density * slow * Math.PI * diameter * diameter) / 4
      next = Math.floor((headerFlow - least) / perSection)
      flow = Math.max(headerFlow - perSection * next, 0)
      diameters.push(diameter)
    } else diameters.push(diameters[i - 1]!)
  }
  return diameters
}

/** A Fresnel field sized for a latitude, with its pipes, ready for the loop balance. */
export function buildFresnel(field: FresnelField, latitude: number): Outcome<BuiltField> {
  const { fluid, receiver, modules } = field
  const position = designPosition(field, latitude)
  const mirrors = product(field.factors) * position
  const optical = mirrors * receiverShare(receiver)
  const sizingOptical = mirrors * (receiver.kind === 'polynomials' ? receiver.sizingShare : receiverShare(receiver))
  const loopAperture = modules * field.moduleAperture
  const length = modules * field.moduleLength
  const meanDesign = (field.inletDesign + field.outletDesign) / 2
  const tubesLoss =
    receiver.kind === 'tubes' ? receiver.states.reduce((sum, s, j) => sum + s.share * receiver.designLoss[j]!, 0) : 0
  // The published sizing mixes degrees Celsius and kelvin in these two differences.
  const sizingLoss =
    receiver.kind === 'tubes'
      ? tubesLoss
      : polynomial(meanDesign - 273.15 - (field.designAir + 273.15), receiver.temperature)
  const thermal = 1 - (sizingLoss * length) / (loopAperture * field.designIrradiance * sizingOptical)
  const forOne = field.processHeat / (field.designIrradiance * sizingOptical * thermal)
  const wanted = 'aperture' in field.size ? field.size.aperture : field.size.solarMultiple * forOne
  const loops = Math.ceil(wanted / loopAperture)
  if (!(loops > 0)) return refused('out-of-range', 'size', 'the field has no loop')
  const aperture = loops * loopAperture
  const solarMultiple = aperture / forOne
  let loss = tubesLoss * length
  if (receiver.kind === 'polynomials') {
    const step = (field.outletDesign - field.inletDesign) / (modules + 1)
    let sum = 0
    for (let i = 0; i < modules; i++)
      sum += polynomial(field.inletDesign + step * (0.5 + i) - field.designAir, receiver.temperature)
    loss = sum * field.moduleLength * polynomial(field.designWind, receiver.wind)
  }
  const capacity = fluid.heatCapacity(meanDesign)
  const rise = field.outletDesign - field.inletDesign
  const unbounded = (aperture * field.designIrradiance * optical - loss * loops) / (capacity * rise)
  const { relative, min, max } = field.flowLimits
  const [least, most] = relative ? [min * unbounded, max * unbounded] : [min * loops, max * loops]
  const flow = Math.min(Math.max(unbounded, least), most)
  const heat = flow * capacity * rise

  const density = fluid.density(meanDesign)
  const headers = Math.ceil(loops / (field.sections * 2))
  const runners = Math.floor(field.sections / 4) + 1
  const headerFlow = flow / field.sections
  const header = headerDiameters(headers, headerFlow, density, field.speeds)
  const runner: number[] = []
  const runnerLength: number[] = []
  let runnerFlow = (flow / 2) * (1 - (field.sections % 4) / field.sections)
  for (let i = 0; i < runners; i++) {
    if (i === 0) {
      runner.push(pipeForFlow(flow / 2, density, field.speeds[1]))
      runnerLength.push(field.runnerAtPlant)
    } else {
      runner.push(pipeForFlow(runnerFlow, density, field.speeds[1]))
      runnerFlow = Math.max(runnerFlow - headerFlow * 2, 0)
      const spans = i === 1 && Math.floor(field.sections / 2) % 2 !== 1 ? 1 : 2
      runnerLength.push(spans * (2 * field.crossover + ((field.moduleLength + field.moduleGap) * modules) / 2))
    }
  }
  const inner = receiver.kind === 'tubes' ? receiver.states[0]!.diameters[0] : 0
  const section = (Math.PI * inner * inner) / 4
  const headerReach = field.crossover + 4.275
  const volume =
    runner.reduce((sum, d, i) => sum + (2 * runnerLength[i]! * Math.PI * d * d) / 4, 0) +
    header.reduce((sum, d) => sum + ((d * d) / 4) * Math.PI * headerReach * field.sections * 2, 0) +
    20 * section * loops +
    plantPipeVolume(density, flow, solarMultiple) / 2
  const surface = field.lossCoefficient * Math.PI
  const piece = (conductance: number): PipePiece => ({ conductance, flowShare: 1, alike: 1 })
  const runnerLoss = (i: number): number => runnerLength[i]! * runner[i]! * surface
  const headerLoss = (i: number): number => field.crossover * header[i]! * surface
  const sum = (count: number, of: (i: number) => number): number =>
    Array.from({ length: count }, (_, i) => of(i)).reduce((a, b) => a + b, 0)
  const between = new Float64Array(modules + 1)
  for (let i = 1; i < modules; i++) {
    const gap = i - 1 === Math.floor(modules / 2) - 1 ? 2 + field.crossover : field.moduleGap
    between[i] = surface * field.tubeOuter * gap
  }
  const moduleVolume =
    receiver.kind === 'tubes' ? section * field.moduleLength : (receiver.litresPerArea / 1000) * field.moduleAperture

  const bores = receiver.kind === 'tubes' ? boresOf(receiver.states, receiver.roughness) : []
  const loopDrop = (m: number, kelvin: number): number => {
    if (receiver.kind === 'polynomials')
      return modules * receiver.dropNominal * polynomial(m / flow, receiver.dropScale)
    let drop = pressureDrop(fluid, m, kelvin, {
      diameter: inner,
      roughness: field.roughness,
      length: 40 + field.crossover,
      resistances: 2 * (FITTING.elbowShort + FITTING.gateValve + FITTING.weldolet) + FITTING.controlValve,
    })
    for (const { share, diameter, roughness } of bores) {
      const length = field.moduleLength + field.moduleGap
      const first = { diameter, roughness, length, resistances: 10 * FITTING.elbowShort + 3 * FITTING.ballJoint }
      const others = { diameter, roughness, length, resistances: FITTING.ballJoint }
      drop += share * pressureDrop(fluid, m, kelvin, first)
      drop += share * (modules - 1) * pressureDrop(fluid, m, kelvin, others)
    }
    return drop
  }

  /** Runners and headers of one side; the cold one has a check valve. */
  const sideDrop = (m: number, kelvin: number, valve: number): number => {
    const total = m * loops
    const [density, viscosity] = [fluid.density(kelvin), fluid.viscosity(kelvin)]
    let drop = 0
    let along = (total / 2) * (field.sections > 2 ? 1 - (field.sections % 4) / field.sections : 1)
    for (let i = 0; i < runners; i++) {
      const change = (runners - 1) * FITTING.contraction
      const elbows = Math.max(Math.round(runnerLength[i]! / 70) * 4, 8) * FITTING.elbowLong
      drop += dropAlong(density, viscosity, along, {
        diameter: runner[i]!,
        roughness: field.roughness,
        length: runnerLength[i]!,
        resistances: change + elbows + FITTING.gateValve + valve,
      })
      if (i > 1) along = Math.max(along - (2 * total) / field.sections, 0)
    }
    let inHeader = total / field.sections
    for (let i = 0; i < headers; i++) {
      const change = i > 0 && header[i] !== header[i - 1] ? FITTING.contraction : 0
      drop += dropAlong(density, viscosity, inHeader, {
        diameter: header[i]!,
        roughness: field.roughness,
        length: headerReach * 2,
        resistances: change + FITTING.elbowLong,
      })
      inHeader = Math.max(inHeader - 2 * m, 0)
    }
    return drop
  }

  const unit = relative ? unbounded / loops : 1
  const dropAt = (place: (m: number, kelvin: number) => number) => dropTable(field, min * unit, max * unit, place)
  const alongCold = dropAt((m, kelvin) => sideDrop(m, kelvin, FITTING.checkValve))
  const alongLoop = dropAt(loopDrop)
  const alongHot = dropAt((m, kelvin) => sideDrop(m, kelvin, 0))
  const table = fluidTable(fluid)
  const pump: BuiltField['pump'] = (m, inlet, outlet) => {
    const [cold, hot] = [inlet[0]!, outlet[modules - 1]!]
    const mean = (cold + hot) / 2
    const drop = alongCold(m, cold) + alongLoop(m, mean) + alongHot(m, hot)
    return (drop * m * loops) / (densityAt(table, mean) * field.pumpEfficiency)
  }
  return accepted({
    design: {
      loops,
      solarMultiple,
      loopAperture,
      totalAperture: aperture,
      opticalEfficiency: sizingOptical,
      conversionEfficiency: sizingOptical * thermal,
      apertureForOne: forOne,
      loopsForOne: Math.ceil(forOne / loopAperture),
      receiverKeeps: thermal,
      flow,
      heat,
    },
    pump,
    field: {
      fluid: table,
      loops,
      elements: modules,
      fluidVolume: new Float64Array(modules).fill(moduleVolume),
      steel: new Float64Array(modules).fill(field.massCollector * 3600 * field.moduleLength),
      between,
      cold: {
        volume,
        steel: field.massCold * 3.6 * heat,
        losses: pipeLosses([piece(sum(runners, runnerLoss) + sum(headers, headerLoss))]),
      },
      // The published balance counts the last runner and header of the hot side only.
      hot: {
        volume,
        steel: field.massHot * 3.6 * heat,
        losses: pipeLosses([piece(runnerLoss(runners - 1) + headerLoss(headers - 1))]),
      },
      meanOutlet: false,
      minFlow: min * unit,
      maxFlow: max * unit,
      inletDesign: field.inletDesign,
      outletDesign: field.outletDesign,
      freeze: field.freeze,
      startup: field.startup,
      shutdown: field.startup,
      restartsInSun: false,
      lossAtOutlet: receiver.kind === 'polynomials',
    },
  })
}
