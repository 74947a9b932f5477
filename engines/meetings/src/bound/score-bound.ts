/**
 * An upper bound of the score by Lagrangian relaxation (Held and Karp 1971; step of Polyak 1969).
 *
 * Each request is split between its two participants: x_qa = x_qb is relaxed with a multiplier that shifts part of the gain
 * from one to the other; the tables of each room, summed over the slots, are relaxed with a price. What is left falls apart
 * into participants: each chooses its best meetings within its own limits, with its own shortfall and the moves it cannot
 * avoid (meetings in k home rooms on D days make at least k - D moves). Any multipliers give a valid bound.
 */

import type { Model } from '../search/model.ts'

/** Up to this many home rooms a participant's sets of rooms are tried one by one; above, its moves are not counted. */
const MOST_ROOMS = 6

interface Multipliers {
  /** What participant `a` gets of each gain; `b` gets the rest. */
  readonly shareOfA: Float64Array
  /** Price of a table in each room. */
  readonly price: Float64Array
}

/** What the participants chose under some multipliers. */
interface Choice {
  value: number
  readonly byA: Uint8Array
  readonly byB: Uint8Array
}

/** The least bound found before `stop`; `score` is that of a known schedule, which guides the steps. */
export function scoreBound(model: Model, score: number, rounds: number, stop: () => boolean): number {
  const places = roomPlaces(model)
  const caps = participantCaps(model)
  const multipliers = { shareOfA: model.gain.map((gain) => gain / 2), price: new Float64Array(model.R) }
  let best = Number.POSITIVE_INFINITY
  let scale = 1
  let stale = 0
  for (let round = 0; round < rounds && !stop(); round++) {
    const cheapest = model.roomsOf.map((rooms) => cheapestRoom(rooms, multipliers.price))
    const choice = choose(model, multipliers, cheapest, caps)
    multipliers.price.forEach((price, r) => {
      choice.value += price * places[r]!
    })
    if (choice.value < best - 1e-4 * Math.abs(best)) stale = 0
    else stale++
    best = Math.min(best, choice.value)
    if (stale >= 10) {
      scale *= 0.7
      stale = 0
    }
    descend(model, multipliers, choice, cheapest, places, scale * (choice.value - score))
  }
  return Math.floor(best + 1e-6)
}

/** Meetings each room takes in all slots. */
function roomPlaces(model: Model): Float64Array {
  const places = new Float64Array(model.R)
  for (let r = 0; r < model.R; r++) {
    for (let t = 0; t < model.T; t++) places[r]! += model.capacity[r * model.T + t]!
  }
  return places
}

/** Most meetings of each participant, from its available slots and limits. */
function participantCaps(model: Model): Int32Array {
  const { T, availableBefore, instance } = model
  return Int32Array.from({ length: model.P }, (_, p) => {
    let total = 0
    for (const day of instance.days) {
      const base = p * (T + 1)
      const available = availableBefore[base + day.at(-1)! + 1]! - availableBefore[base + day[0]!]!
      total += Math.min(available, model.maxPerDay[p]!)
    }
    return Math.min(total, model.max[p]!)
  })
}

function cheapestRoom(rooms: Int32Array, price: Float64Array): number {
  let best = rooms[0] ?? -1
  for (const r of rooms) if (price[r]! < price[best]!) best = r
  return best
}

function choose(model: Model, multipliers: Multipliers, cheapest: readonly number[], caps: Int32Array): Choice {
  const choice: Choice = { value: 0, byA: new Uint8Array(model.Q), byB: new Uint8Array(model.Q) }
  for (let p = 0; p < model.P; p++) {
    const offers = model.requestsOf[p]!.filter((q) => cheapest[q]! >= 0 && model.slotsOf[q]!.length > 0).map((q) => {
      const isA = model.a[q] === p
      const share = isA ? multipliers.shareOfA[q]! : model.gain[q]! - multipliers.shareOfA[q]!
      const rooms = model.roomsOf[q]!
      return { q, isA, share: share - multipliers.price[cheapest[q]!]! / 2, home: rooms.length === 1 ? rooms[0]! : -1 }
    })
    offers.sort((x, y) => y.share - x.share || x.q - y.q)
    const best = bestChoice(model, p, offers, caps[p]!)
    choice.value += best.value
    for (const { q, isA } of best.taken) {
      if (isA) choice.byA[q] = 1
      else choice.byB[q] = 1
    }
  }
  return choice
}

interface Offer {
  readonly q: number
  readonly isA: boolean
  readonly share: number
  /** The only room of the request, or -1. */
  readonly home: number
}

interface Best {
  readonly value: number
  readonly taken: readonly Offer[]
}

/** The best offers of participant p, over every set of home rooms it could visit. `offers` is sorted by share. */
function bestChoice(model: Model, p: number, offers: readonly Offer[], cap: number): Best {
  const { move } = model.instance.weights
  const homes = [...new Set(offers.map((offer) => offer.home).filter((home) => home >= 0))]
  const settled = model.instance.participants[p]!.room !== null
  if (settled || move === 0 || homes.length <= model.D || homes.length > MOST_ROOMS) {
    return bestWithin(model, p, offers, cap)
  }
  let best: Best = { value: Number.NEGATIVE_INFINITY, taken: [] }
  for (let set = 0; set < 1 << homes.length; set++) {
    const open = new Set(homes.filter((_, i) => set & (1 << i)))
    const moves = Math.max(0, open.size - model.D)
    const within = bestWithin(
      model,
      p,
      offers.filter((offer) => offer.home < 0 || open.has(offer.home)),
      cap,
    )
    if (within.value - move * moves > best.value) best = { value: within.value - move * moves, taken: within.taken }
  }
  return best
}

function bestWithin(model: Model, p: number, offers: readonly Offer[], cap: number): Best {
  const { shortfall } = model.instance.weights
  const target = model.target[p]!
  let value = -shortfall * target
  let count = 0
  for (const { share } of offers) {
    const worth = share + (count < target ? shortfall : 0)
    if (count >= cap || worth <= 0) break
    value += worth
    count++
  }
  return { value, taken: offers.slice(0, count) }
}

/** One step against the subgradient: x_qa - x_qb for the shares, free places for the prices. */
function descend(
  model: Model,
  { shareOfA, price }: Multipliers,
  { byA, byB }: Choice,
  cheapest: readonly number[],
  places: Float64Array,
  distance: number,
): void {
  const free = places.slice()
  let norm = 0
  for (let q = 0; q < model.Q; q++) {
    norm += (byA[q]! - byB[q]!) ** 2
    if (cheapest[q]! >= 0) free[cheapest[q]!]! -= (byA[q]! + byB[q]!) / 2
  }
  free.forEach((value, r) => {
    if (price[r]! > 0 || value < 0) norm += value ** 2
  })
  if (norm === 0) return
  const step = Math.max(distance, 0) / norm
  for (let q = 0; q < model.Q; q++) shareOfA[q]! -= step * (byA[q]! - byB[q]!)
  for (let r = 0; r < model.R; r++) price[r] = Math.max(0, price[r]! - step * free[r]!)
}
