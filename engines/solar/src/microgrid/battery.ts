import { countTurn, type LifeState, type LifeTable, newLife } from './battery-life.ts'

/** A battery bank by NREL's model: cells in series and strings, charge, voltage, wear. Ah, A, V, kW. */
export interface BatteryDesign {
  readonly kind: 'lithium' | 'lead-acid'
  readonly series: number
  readonly strings: number
  /** Ah of a cell and of the bank. */
  readonly cellCharge: number
  readonly bankCharge: number
  readonly voltage: {
    readonly full: number
    readonly exponential: number
    readonly nominal: number
    readonly chargeExponential: number
    readonly chargeNominal: number
    readonly rate: number
    readonly resistance: number
  }
  /** Charge states of the two-well model (lead acid): at 10, 20 hours and in one. */
  readonly wells: { readonly q10: number; readonly q20: number; readonly qn: number; readonly hours: number } | null
  readonly life: LifeTable
  readonly initialCharge: number
  readonly minCharge: number
  readonly maxCharge: number
  readonly room: number
  readonly massHeat: number
  readonly surfaceTransfer: number
}

export interface BatteryState {
  charge: number
  available: number
  bound: number
  largest: number
  current: number
  soc: number
  socBefore: number
  direction: -1 | 0 | 1
  lastDirection: -1 | 1
  turned: boolean
  cellVoltage: number
  temperature: number
  temperatureBefore: number
  life: LifeState
}

export interface Battery {
  readonly design: BatteryDesign
  state: BatteryState
  voltage(): number
  /** Runs an hour at a current (discharge positive); returns the current it bore and its power, kW. */
  run(hour: number, current: number): { readonly current: number; readonly power: number }
  /** Current for a power (kW), and the power it can bear. */
  currentFor(power: number): { readonly current: number; readonly power: number }
  mostCharge(): { readonly current: number; readonly power: number }
  mostDischarge(): { readonly current: number; readonly power: number }
  energyBetween(maxSoc: number, minSoc: number): number
}

const TOLERANCE = 0.002
const LOW_TOLERANCE = 0.01

export const copyState = (s: BatteryState): BatteryState => ({
  ...s,
  life: { ...s.life, peaks: [...s.life.peaks] },
})

interface Wells {
  readonly c: number
  readonly k: number
  readonly largest: number
}

/** Constants of the two-well model: the pair for which two discharges agree best. */
function fitWells(w: NonNullable<BatteryDesign['wells']>): Wells {
  const share = (f: number, t1: number, t2: number, k: number): number => {
    const base = f * (1 - Math.exp(-k * t1)) * t2 - (1 - Math.exp(-k * t2)) * t1
    return base / (base - k * f * t1 * t2 + k * t1 * t2)
  }
  let best = 10000
  let c = 0
  let k = 0
  for (let i = 0; i < 5000; i++) {
    const guess = i * 0.001
    const one = share(w.qn / w.q20, w.hours, 20, guess)
    const two = share(w.qn / w.q10, w.hours, 10, guess)
    if (Math.abs(one - two) < best) {
      best = Math.abs(one - two)
      k = guess
      c = 0.5 * (one + two)
    }
  }
  const largest = (w.q20 * ((1 - Math.exp(-k * 20)) * (1 - c) + k * c * 20)) / (k * c * 20)
  return { c, k, largest }
}

export function makeBattery(design: BatteryDesign): Battery {
  const { series, strings, voltage: v } = design
  const wells = design.wells ? fitWells(design.wells) : null
  const whole = wells ? wells.largest : design.bankCharge
  const a = v.full - v.exponential
  const b0 = 3 / v.chargeExponential
  const k =
    ((v.full - v.nominal + a * (Math.exp(-b0 * v.chargeNominal) - 1)) * (design.cellCharge - v.chargeNominal)) /
    v.chargeNominal
  const e0 = v.full + k + v.resistance * design.cellCharge * v.rate - a
  const cellAt = (largest: number, current: number, charge: number): number => {
    // A bank worn out altogether holds nothing and has no voltage.
    if (largest <= 0) return 0
    const used = largest - charge
    return e0 - k * (largest / (largest - used)) + a * Math.exp(-b0 * used) - v.resistance * current
  }
  const start = whole * design.initialCharge * 0.01
  const state: BatteryState = {
    charge: start,
    available: wells ? start * wells.c : start,
    bound: wells ? start * (1 - wells.c) : 0,
    largest: whole,
    current: 0,
    soc: design.initialCharge,
    socBefore: wells ? 50 : 0,
    direction: 1,
    lastDirection: 1,
    turned: false,
    cellVoltage: 0,
    temperature: design.room,
    temperatureBefore: design.room,
    life: newLife(design.life),
  }
  state.cellVoltage = Math.max(cellAt(design.cellCharge, 0, design.initialCharge * 0.01 * design.cellCharge), 0)

  const battery: Battery = {
    design,
    state,
    voltage: () => battery.state.cellVoltage * series,
    energyBetween: (max, min) => (battery.voltage() * battery.state.largest * (max - min) * 0.01) / 1000,
    run,
    currentFor,
    mostCharge,
    mostDischarge,
  }
  return battery

  function updateSoc(s: BatteryState): void {
    s.charge = Math.min(s.charge, s.largest)
    s.soc = s.largest > 0 ? Math.min(Math.max((100 * s.charge) / s.largest, 0), 100) : 0
  }

  function limitCharge(s: BatteryState): void {
    const upper = s.largest * design.maxCharge * 0.01
    const lower = s.largest * design.minCharge * 0.01
    if (s.charge > upper + TOLERANCE) {
      if (s.current < -TOLERANCE) {
        s.current = Math.min(0, s.current + (s.charge - upper))
        s.charge = upper
      }
    } else if (s.charge < lower - TOLERANCE && s.current > TOLERANCE) {
      s.current = Math.max(0, s.current + (s.charge - lower))
      s.charge = lower
    }
  }

  /** Moves the charge by an hour of current. */
  function moveCharge(s: BatteryState, wanted: number): void {
    s.socBefore = s.soc
    s.current = wanted
    if (wells) {
      if (Math.abs(wanted) < LOW_TOLERANCE) s.current = 0
      const { c, k: rate } = wells
      const fade = Math.exp(-rate)
      const spread = 1 - fade + c * (rate - 1 + fade)
      const held = rate * s.available * fade + s.charge * rate * c * (1 - fade)
      if (s.current > 0) s.current = Math.min(s.current, held / spread)
      else if (s.current < 0)
        s.current = -Math.min(Math.abs(s.current), Math.abs((-rate * c * s.largest + held) / spread))
      const i = s.current
      let q1 = s.available * fade + ((s.charge * rate * c - i) * (1 - fade)) / rate - (i * c * (rate - 1 + fade)) / rate
      let q2 = s.bound * fade + s.charge * (1 - c) * (1 - fade) - (i * (1 - c) * (rate - 1 + fade)) / rate
      if (q1 + q2 > s.largest) {
        const share = s.largest / (q1 + q2)
        q1 *= share
        q2 *= share
      }
      s.available = q1
      s.bound = q2
      s.charge = q1 + q2
    } else s.charge -= s.current
    limitCharge(s)
    updateSoc(s)
    s.direction = s.current < 0 ? -1 : s.current > 0 ? 1 : 0
    s.turned = s.direction !== 0 && s.direction !== s.lastDirection
    if (s.turned) s.lastDirection = s.direction as -1 | 1
  }

  function warm(s: BatteryState, current: number): void {
    const steady = (current * current * v.resistance) / design.surfaceTransfer + design.room
    const rate = (design.surfaceTransfer * 3600) / design.massHeat
    const fade = Math.exp(-rate)
    s.temperature = ((s.temperatureBefore - steady) * (1 - fade)) / rate + steady
    s.temperatureBefore = (s.temperatureBefore - steady) * fade + steady
  }

  function run(hour: number, wanted: number): { current: number; power: number } {
    let current = wanted
    let asked = wanted
    const before = copyState(battery.state)
    for (let pass = 0; pass < 5; pass++) {
      const s = battery.state
      warm(s, current)
      moveCharge(s, current)
      current = s.current
      const moved = Math.abs(current - asked)
      if (!(moved > 0 && moved / Math.abs(asked) > TOLERANCE)) break
      battery.state = copyState(before)
      asked = current
    }
    const s = battery.state
    s.cellVoltage = Math.max(cellAt(s.largest / strings, s.current / strings, s.charge / strings), 0)
    const { life } = s
    const left = life.capacity
    if (s.turned) countTurn(life, design.life, 100 - s.socBefore)
    else if (hour === 0) countTurn(life, design.life, 100 - s.soc)
    life.capacity = Math.min(Math.max(100 - Math.max(0, 100 - life.cycleCapacity), 0), left)
    const worn = whole * life.capacity * 0.01
    if (!wells || worn <= s.largest) s.largest = worn
    if (s.charge > s.largest) s.charge = s.largest
    updateSoc(s)
    return { current, power: (s.current * battery.voltage()) / 1000 }
  }

  function mostCharge(): { current: number; power: number } {
    const s = battery.state
    const full = (s.largest * design.maxCharge * 0.01) / strings
    const current = s.charge / strings - full
    return { current: current * strings, power: (current * cellAt(full, current, full) * strings * series) / 1000 }
  }

  function mostDischarge(): { current: number; power: number } {
    const s = battery.state
    const charge = s.charge / strings
    const largest = s.largest / strings
    let current = charge * 0.5
    let cell = 0
    let best = 0
    let at = 0
    while (current < charge - TOLERANCE && cell >= 0) {
      cell = cellAt(largest, current, charge - current)
      if (current * cell > best && cell >= 0) {
        best = current * cell
        at = current
      }
      current += charge / 10
    }
    return { current: at * strings, power: (best * strings * series) / 1000 }
  }

  function currentFor(power: number): { current: number; power: number } {
    if (power === 0) return { current: 0, power: 0 }
    const most = power < 0 ? mostCharge() : mostDischarge()
    if (power < 0 ? most.power > power : most.power < power) return most
    const s = battery.state
    const sign = power > 0 ? 1 : -1
    const cellWatts = (Math.abs(power) * 1000) / (series * strings)
    const charge = s.charge / strings
    const largest = s.largest / strings
    const surplus = (i: number): number => i * cellAt(largest, sign * i, charge - sign * i) - cellWatts
    let i = cellWatts / (s.cellVoltage || v.nominal)
    for (let pass = 0; pass < 100; pass++) {
      const at = surplus(i)
      if (Math.abs(at) < 1e-9) break
      const step = 1e-6 * Math.max(i, 1e-3)
      const slope = (surplus(i + step) - at) / step
      const next = i - at / slope
      if (Math.abs(next - i) < 1e-10) break
      i = next
    }
    return { current: sign * i * strings, power }
  }
}
