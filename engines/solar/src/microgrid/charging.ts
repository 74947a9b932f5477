import { accepted, type Outcome, refused, whyNotFinite } from '../outcome.ts'

/** A vehicle at its post. Hours count from the first of the series. */
export interface ChargingSession {
  readonly vehicle: string
  /** Plugged in from this hour to the one before `departure`. */
  readonly arrival: number
  readonly departure: number
  readonly kwh: number
  readonly maxKw: number
}

/** Where the energy comes from, hour by hour: kW of PV left over, price of the grid and of energy fed in, per kWh. */
export interface ChargingSite {
  readonly pvKw: ArrayLike<number>
  readonly buyPrice: ArrayLike<number>
  readonly feedInPrice: ArrayLike<number>
  /** Most the site may draw from the grid for charging, kW. */
  readonly gridKw: number
}

export interface ChargingPlan {
  /** kW by session and hour. */
  readonly power: readonly Float64Array[]
  readonly fromPv: Float64Array
  readonly fromGrid: Float64Array
  /** kWh each session lacks because posts or site cannot give it. */
  readonly missing: Float64Array
  /** Grid energy bought and PV energy not fed in, in the prices' currency. */
  readonly cost: number
}

const TINY = 1e-9

/**
 * One more unit of hour `from` for a session that lacks energy, moving other sessions to other hours if need be:
 * a shortest path in the graph of hours and sessions. Hours already used keep what they give. Returns the kWh moved.
 */
function augment(
  sessions: readonly ChargingSession[],
  power: readonly Float64Array[],
  lacking: Float64Array,
  from: number,
  most: number,
): number {
  const hourBefore = new Int32Array(sessions.length).fill(-1)
  const sessionBefore = new Map<number, number>([[from, -1]])
  const queue = [from]
  for (let q = 0; q < queue.length; q++) {
    const hour = queue[q]!
    for (let s = 0; s < sessions.length; s++) {
      const { arrival, departure, maxKw } = sessions[s]!
      if (hourBefore[s] !== -1 || hour < arrival || hour >= departure || power[s]![hour]! > maxKw - TINY) continue
      hourBefore[s] = hour
      if (lacking[s]! > TINY) return move(sessions, power, lacking, hourBefore, sessionBefore, s, most)
      for (let h = arrival; h < departure; h++)
        if (power[s]![h]! > TINY && !sessionBefore.has(h)) {
          sessionBefore.set(h, s)
          queue.push(h)
        }
    }
  }
  return 0
}

/** Shifts energy along the path that ends at a lacking session. */
function move(
  sessions: readonly ChargingSession[],
  power: readonly Float64Array[],
  lacking: Float64Array,
  hourBefore: Int32Array,
  sessionBefore: ReadonlyMap<number, number>,
  last: number,
  most: number,
): number {
  const steps: { readonly session: number; readonly give: number; readonly take: number }[] = []
  let amount = Math.min(most, lacking[last]!)
  for (let session = last, take = -1; session !== -1; ) {
    const give = hourBefore[session]!
    steps.push({ session, give, take })
    amount = Math.min(amount, sessions[session]!.maxKw - power[session]![give]!)
    if (take >= 0) amount = Math.min(amount, power[session]![take]!)
    take = give
    session = sessionBefore.get(give)!
  }
  for (const { session, give, take } of steps) {
    power[session]![give]! += amount
    if (take >= 0) power[session]![take]! -= amount
  }
  lacking[last]! -= amount
  return amount
}

/**
 * Charges a fleet at least cost when PV and prices are known: the energy of an hour, from PV at what feeding it in
 * would earn and from the grid at its price, is given out cheapest first, as much as the sessions can together still
 * take. Because hours once used keep what they give, this order is optimal (the served sets form a polymatroid).
 */
export function planCharging(sessions: readonly ChargingSession[], site: ChargingSite): Outcome<ChargingPlan> {
  const hours = site.pvKw.length
  if (site.buyPrice.length !== hours || site.feedInPrice.length !== hours)
    return refused('wrong-length', 'buyPrice', 'PV and prices must cover the same hours')
  const fault =
    whyNotFinite(site.pvKw, 'pvKw') ??
    whyNotFinite(site.buyPrice, 'buyPrice') ??
    whyNotFinite(site.feedInPrice, 'feedInPrice')
  if (fault) return fault
  for (const [i, s] of sessions.entries()) {
    if (!(s.arrival >= 0 && s.departure <= hours && s.arrival < s.departure))
      return refused('out-of-range', `sessions[${i}]`, `stays from hour ${s.arrival} to ${s.departure} of ${hours}`)
    if (!(s.kwh >= 0 && s.maxKw >= 0)) return refused('out-of-range', `sessions[${i}]`, 'asks less than no energy')
  }
  const power = sessions.map(() => new Float64Array(hours))
  const lacking = Float64Array.from(sessions, (s) => s.kwh)
  const fromPv = new Float64Array(hours)
  const fromGrid = new Float64Array(hours)
  const offers = Array.from({ length: hours }, (_, hour) => [
    { hour, into: fromPv, price: site.feedInPrice[hour]!, kw: Math.max(0, site.pvKw[hour]!) },
    { hour, into: fromGrid, price: site.buyPrice[hour]!, kw: Math.max(0, site.gridKw) },
  ]).flat()
  offers.sort((a, b) => a.price - b.price || a.hour - b.hour)
  let cost = 0
  for (const { hour, into, price, kw } of offers) {
    let left = kw
    while (left > TINY) {
      const moved = augment(sessions, power, lacking, hour, left)
      if (moved <= TINY) break
      left -= moved
      into[hour]! += moved
      cost += moved * price
    }
  }
  return accepted({ power, fromPv, fromGrid, missing: lacking, cost })
}
