import type { HeatFluid } from './fluids.ts'
import { type PipePiece, type PipeSide, pipeLosses } from './pipes.ts'
import { commonPipe, dropAlong, FITTING, pipeForFlow } from './pressure.ts'

/** What sets the size of a trough field's headers and runners. Densities kg/m3, flows kg/s, speeds m/s, lengths m. */
export interface PipeLayout {
  readonly loops: number
  readonly sections: number
  readonly flow: number
  readonly densityCold: number
  readonly densityHot: number
  readonly coldSpeeds: readonly [min: number, max: number]
  readonly hotSpeeds: readonly [min: number, max: number]
  readonly maxDiameters: number
  readonly rowDistance: number
  readonly headerExpansionEvery: number
  readonly headerExpansionOffset: number
  readonly headerExpansionLength: number
  readonly runnerAtPlant: number
  readonly runnerExpansionEvery: number
  readonly runnerExpansionLength: number
  readonly runnerMinExpansions: number
  readonly sectionSeparation: number
  /** Length of a row of collectors in a loop, half the loop. */
  readonly halfLoop: number
  /** Volume of the tubes joining headers and loops, m3 (each side). */
  readonly joints: number
  readonly plantVolume: number
  /** W/(m2 K). */
  readonly lossCoefficient: number
  readonly roughness: number
}

export interface Pipes {
  readonly cold: Omit<PipeSide, 'steel'>
  readonly hot: Omit<PipeSide, 'steel'>
  /** Pressure lost in headers and runners, Pa, at a field flow and inlet and outlet temperatures (K). */
  readonly drop: (fluid: HeatFluid, flow: number, kelvin: number, end: 'cold' | 'hot') => number
}

const speedIn = (flow: number, density: number, diameter: number): number =>
  (4 * flow) / (density * Math.PI * diameter * diameter)

/** Diameters along a cold header, from the plant outward, keeping the speed in its band. */
function coldHeader(layout: PipeLayout, flows: readonly number[]): number[] {
  const [slow, fast] = layout.coldSpeeds
  const density = layout.densityCold
  const diameters: number[] = []
  let used = 0
  for (const flow of flows) {
    const last = diameters.at(-1)
    const wide = pipeForFlow(flow, density, fast)
    const narrow = pipeForFlow(flow, density, fast, false)
    let choice = last ?? wide
    const speed = speedIn(flow, density, choice)
    if (speed < slow && (last === undefined || used < layout.maxDiameters)) {
      const [wideSpeed, narrowSpeed] = [speedIn(flow, density, wide), speedIn(flow, density, narrow)]
      choice = wideSpeed >= slow || slow - wideSpeed < narrowSpeed - fast ? wide : narrow
    }
    if (last === undefined || last - choice > 0.001) used++
    diameters.push(choice)
  }
  return diameters
}

/** Diameters along a hot header, from its far end to the plant. */
function hotHeader(layout: PipeLayout, flows: readonly number[]): number[] {
  const [slow, fast] = layout.hotSpeeds
  const density = layout.densityHot
  const diameters: number[] = []
  let used = 0
  for (const flow of flows) {
    const last = diameters.at(-1)
    const narrow = pipeForFlow(flow, density, slow, false)
    const wide = pipeForFlow(flow, density, slow)
    let choice = last ?? narrow
    const speed = speedIn(flow, density, choice)
    if (speed > fast && (last === undefined || used < layout.maxDiameters)) {
      const [wideSpeed, narrowSpeed] = [speedIn(flow, density, wide), speedIn(flow, density, narrow)]
      const keepNarrow =
        narrowSpeed <= fast ||
        (last === undefined ? slow - wideSpeed >= narrowSpeed - fast : narrowSpeed - fast <= slow - wideSpeed)
      choice = keepNarrow ? narrow : wide
    }
    if (last === undefined || choice - last > 0.001) used++
    diameters.push(choice)
  }
  return diameters
}

/** Headers and runners of a trough field by NREL's rules of design. */
export function troughPipes(layout: PipeLayout): Pipes {
  const { loops, sections, flow } = layout
  const headers = Math.ceil(loops / (sections * 2))
  const runners = Math.floor(sections / 4) + 1
  const headerFlow = flow / sections
  const coldFlows = Array.from({ length: headers }, (_, i) => headerFlow * (1 - i / headers))
  const coldDiameters = coldHeader(layout, coldFlows)
  const hotDiameters = hotHeader(layout, [...coldFlows].reverse())
  const mean = (band: readonly [number, number]): number => (band[0] + band[1]) / 2
  const runnerFlows: number[] = []
  for (let i = 0; i < runners; i++) {
    if (i === 0) runnerFlows.push(flow / 2)
    else if (i === 1) runnerFlows.push((flow / 2) * (1 - (sections % 4) / sections))
    else runnerFlows.push(Math.max(runnerFlows[i - 1]! - headerFlow * 2, 0))
  }
  const coldRunners = runnerFlows.map((m) =>
    commonPipe(Math.sqrt((4 * m) / (layout.densityCold * mean(layout.coldSpeeds) * Math.PI))),
  )
  const hotRunners = runnerFlows.map((m) =>
    commonPipe(Math.sqrt((4 * m) / (layout.densityHot * mean(layout.hotSpeeds) * Math.PI))),
  )
  const expansions = Array.from({ length: headers }, (_, i) =>
    (i - layout.headerExpansionOffset) % layout.headerExpansionEvery === 0 ? 1 : 0,
  )
  const headerLengths = expansions.map((x) => 2 * layout.rowDistance + x * layout.headerExpansionLength)
  const runnerExpansions: number[] = [0]
  const runnerLengths: number[] = [layout.runnerAtPlant]
  for (let i = 1; i < runners; i++) {
    const spans = i === 1 && Math.floor(sections / 2) % 2 !== 1 ? 1 : 2
    const straight = spans * (layout.sectionSeparation + layout.halfLoop)
    runnerExpansions.push(Math.max(layout.runnerMinExpansions, Math.round(straight / layout.runnerExpansionEvery)))
    runnerLengths.push(straight + layout.runnerExpansionLength * runnerExpansions[i]!)
  }
  // Flow shares of the published balance: its runners carry the last case of a switch that falls through.
  const runnerShare = (i: number): number =>
    Math.max(0.5 * (1 - (sections % 4) / sections) - ((i - 1) * 2) / sections, 1e-6)
  const headerShare = (i: number): number => 1 / sections - (i * 2) / loops
  const surface = layout.lossCoefficient * Math.PI
  const headerPiece = (diameter: number, i: number): PipePiece => ({
    conductance: layout.rowDistance * diameter * surface,
    flowShare: Math.max(headerShare(i), 1e-6),
    alike: sections,
  })
  const runnerPiece = (diameter: number, i: number): PipePiece => ({
    conductance: runnerLengths[i]! * diameter * surface,
    flowShare: runnerShare(i),
    alike: 2,
  })
  const volume = (diameters: readonly number[], lengths: readonly number[], alike: number): number =>
    diameters.reduce((sum, d, i) => sum + (alike * lengths[i]! * Math.PI * d * d) / 4, 0)
  const outerFirst = (i: number): number => headers - 1 - i
  const sideVolume = (header: readonly number[], lengths: readonly number[], runner: readonly number[]): number =>
    volume(header, lengths, sections) + volume(runner, runnerLengths, 2) + layout.joints + layout.plantVolume / 2
  const hotLengths = [...headerLengths].reverse()
  const hotExpansions = [...expansions].reverse()

  const narrowed = (diameters: readonly number[], j: number): number =>
    j > 0 && diameters[j] !== diameters[j - 1] ? FITTING.contraction : 0
  const drop = (fluid: HeatFluid, total: number, kelvin: number, end: 'cold' | 'hot'): number => {
    const cold = end === 'cold'
    const [density, viscosity] = [fluid.density(kelvin), fluid.viscosity(kelvin)]
    const [runner, header] = cold ? [coldRunners, coldDiameters] : [hotRunners, hotDiameters]
    const [lengths, bends] = cold ? [headerLengths, expansions] : [hotLengths, hotExpansions]
    const { roughness } = layout
    let sum = 0
    let m = (total / 2) * (sections > 2 ? 1 - (sections % 4) / sections : 1)
    for (let i = 0; i < runners; i++) {
      const narrowing = i < runners - 1 ? FITTING.contraction : 0
      const fittings = runnerExpansions[i]! * 4 * FITTING.elbowLong + FITTING.gateValve + narrowing
      const resistances = cold ? fittings + FITTING.checkValve : fittings
      const stretch = { roughness, length: runnerLengths[i]!, diameter: runner[i]!, resistances }
      sum += dropAlong(density, viscosity, m, stretch)
      if (i > 1) m = Math.max(m - (2 * total) / sections, 0)
    }
    for (let i = 0; i < headers; i++) {
      // The cold header gives flow away from loop to loop, the hot one gathers it.
      const share = cold ? headerShare(i) * total : (2 * (i + 1) * total) / loops
      const resistances = bends[i]! * 4 * FITTING.elbowLong + narrowed(header, i)
      sum += dropAlong(density, viscosity, share, { roughness, length: lengths[i]!, diameter: header[i]!, resistances })
    }
    return sum
  }
  return {
    cold: {
      volume: sideVolume(coldDiameters, headerLengths, coldRunners),
      losses: pipeLosses([...coldRunners.map(runnerPiece), ...coldDiameters.map(headerPiece)]),
    },
    hot: {
      volume: sideVolume(hotDiameters, hotLengths, hotRunners),
      losses: pipeLosses([
        ...hotDiameters.map((d, i) => headerPiece(d, outerFirst(i))),
        ...[...hotRunners.keys()].reverse().map((i) => runnerPiece(hotRunners[i]!, i)),
      ]),
    },
    drop,
  }
}
