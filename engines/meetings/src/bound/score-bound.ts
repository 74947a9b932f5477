/**
 * An upper bound of the score by Lagrangian relaxation (Held and Karp 1971; step of Polyak 1969; directions averaged as by
 * Camerini, Fratta and Maffioli 1975).
 *
 * Each request is split between its two participants: x_qa = x_qb is relaxed with a multiplier that shifts part of the gain
 * from one to the other. The tables of each room and slot, and each participant's one meeting a slot, are relaxed with
 * prices; a request pays the price of its cheapest place. What is left falls apart into participants: each chooses its best
 * meetings within its own limits, with its own shortfall and the moves it cannot avoid (meetings in k home rooms on D days
 * make at least k - D moves). Any multipliers give a valid bound.
 */

import type { Model } from '../search/model.ts'
import { bestChoice, type Offer, participantCaps } from './best-choice.ts'
import { type Cheapest, findCheapest, freePrices, newCheapest, type Prices } from './prices.ts'

/** Part of the last direction kept in the next one. */
const INERTIA = 0.95
/** Rounds without a better bound before the step is shortened. */
const PATIENCE = 40

/** How the multipliers are looked for. */
interface Descent {
  /** Rounds in which each room has one price for all slots and time is free: soon settled, and most of the bound. */
  readonly pooled: number
  /** First step of either stage as a share of the Polyak step, how it is shortened, and when it changes nothing any more. */
  readonly firstStep: number
  readonly shorten: number
  readonly shortest: number
}

/** Few prices bear long steps, and are all that a large event needs; then all prices, from the beginning. */
const COARSE: Descent = { pooled: Number.POSITIVE_INFINITY, firstStep: 3, shorten: 0.8, shortest: 1e-2 }
const FINE: Descent = { pooled: 200, firstStep: 0.5, shorten: 0.8, shortest: 1e-3 }

/** Above this many requests all prices have never told more than the few. */
const MOST_FINE = 400

interface State {
  readonly model: Model
  /** What participant `a` gets of each gain; `b` gets the rest. */
  readonly shareOfA: Float64Array
  readonly prices: Prices
  readonly cheapest: Cheapest
  /** Meetings each side chose, and the averaged directions. */
  readonly byA: Uint8Array
  readonly byB: Uint8Array
  readonly shareStep: Float64Array
  readonly tableStep: Float64Array
  readonly timeStep: Float64Array
}

/**
 * The least bound found before `stop`; `score` is that of a known schedule, which guides the steps. Each better bound also
 * goes to `onBetter`.
 */
export function scoreBound(
  model: Model,
  score: number,
  stop: (round: number) => boolean,
  onBetter: (bound: number) => void,
): void {
  let [best, rounds] = [Number.POSITIVE_INFINITY, 0]
  for (const descent of model.Q <= MOST_FINE ? [COARSE, FINE] : [COARSE]) {
    const state = startState(model, descent === COARSE ? scarceShares(model) : model.gain.map((gain) => gain / 2))
    follow(state, descent, score, (bound) => {
      rounds++
      if (bound < best) {
        best = bound
        // Sums of many floats: what is an integer must not fall just below.
        onBetter(Math.floor(best + 1e-6))
      }
      return stop(rounds)
    })
    if (stop(rounds)) return
  }
}

/** One descent; `visit` hears the bound of each round and ends it. */
function follow(state: State, descent: Descent, score: number, visit: (bound: number) => boolean): void {
  const { model } = state
  const caps = participantCaps(model)
  let best = Number.POSITIVE_INFINITY
  let [scale, stale] = [descent.firstStep, 0]
  let saved = copyOf(state)
  for (let round = 0; scale > descent.shortest; round++) {
    findCheapest(model, state.prices, round, state.cheapest)
    const value = choose(state, caps) + pricesPaid(state)
    if (visit(value)) return
    stale = value < best - 1e-5 * Math.abs(best) ? 0 : stale + 1
    best = Math.min(best, value)
    if (stale === 0) saved = copyOf(state)
    if (round === descent.pooled) scale = descent.firstStep
    if (stale >= PATIENCE) {
      ;[scale, stale] = [scale * descent.shorten, 0]
      goBack(state, saved)
      continue
    }
    descend(state, scale * Math.max(value - score, 0), round < descent.pooled ? 'rooms' : 'places')
  }
}

function startState(model: Model, shareOfA: Float64Array): State {
  const prices = freePrices(model)
  return {
    model,
    shareOfA,
    prices,
    cheapest: newCheapest(model),
    byA: new Uint8Array(model.Q),
    byB: new Uint8Array(model.Q),
    shareStep: new Float64Array(model.Q),
    tableStep: new Float64Array(prices.table.length),
    timeStep: new Float64Array(prices.time.length),
  }
}

/** The gain goes to the side that cannot hold all its requests, for there it is decided; shared when both can or cannot. */
function scarceShares(model: Model): Float64Array {
  const caps = participantCaps(model)
  const over = caps.map((cap, p) => Math.max(0, model.requestsOf[p]!.length - cap))
  return model.gain.map((gain, q) => {
    const [atA, atB] = [over[model.a[q]!]!, over[model.b[q]!]!]
    return atA + atB === 0 ? gain / 2 : (gain * atA) / (atA + atB)
  })
}

type Multipliers = readonly [Float64Array, Float64Array, Float64Array]

function copyOf({ shareOfA, prices }: State): Multipliers {
  return [shareOfA.slice(), prices.table.slice(), prices.time.slice()]
}

/** Back to the best multipliers; the directions go on. */
function goBack(state: State, [shareOfA, table, time]: Multipliers): void {
  state.shareOfA.set(shareOfA)
  state.prices.table.set(table)
  state.prices.time.set(time)
}

/** Lets every participant choose under the multipliers; gives the sum of what they gain. */
function choose({ model, shareOfA, cheapest, byA, byB }: State, caps: Int32Array): number {
  byA.fill(0)
  byB.fill(0)
  let value = 0
  for (let p = 0; p < model.P; p++) {
    const offers: Offer[] = []
    for (const q of model.requestsOf[p]!) {
      if (cheapest.slot[q]! < 0) continue
      const isA = model.a[q] === p
      const share = isA ? shareOfA[q]! : model.gain[q]! - shareOfA[q]!
      const rooms = model.roomsOf[q]!
      offers.push({ q, isA, share: share - cheapest.price[q]! / 2, home: rooms.length === 1 ? rooms[0]! : -1 })
    }
    offers.sort((x, y) => y.share - x.share || x.q - y.q)
    const best = bestChoice(model, p, offers, caps[p]!)
    value += best.value
    for (const { q, isA } of best.taken) {
      if (isA) byA[q] = 1
      else byB[q] = 1
    }
  }
  return value
}

/** What all places would cost together. */
function pricesPaid({ model, prices }: State): number {
  const tables = prices.table.reduce((sum, price, i) => sum + price * model.capacity[i]!, 0)
  return tables + prices.time.reduce((sum, price) => sum + price, 0)
}

/** One step against the averaged subgradient: x_qa - x_qb for the shares, free places for the prices. */
function descend(
  { model, shareOfA, prices, cheapest, byA, byB, ...steps }: State,
  distance: number,
  stage: 'rooms' | 'places',
): void {
  const { Q, T, a, b, capacity } = model
  const freeTables = Float64Array.from(capacity)
  const freeTime = new Float64Array(prices.time.length).fill(1)
  for (let q = 0; q < Q; q++) {
    const chosen = (byA[q]! + byB[q]!) / 2
    if (chosen === 0) continue
    const t = cheapest.slot[q]!
    freeTables[cheapest.room[q]! * T + t]! -= chosen
    freeTime[a[q]! * T + t]! -= chosen
    freeTime[b[q]! * T + t]! -= chosen
  }
  if (stage === 'rooms') {
    poolSlots(model, freeTables)
    freeTime.fill(0)
  }
  let norm = 0
  for (let q = 0; q < Q; q++) {
    steps.shareStep[q] = INERTIA * steps.shareStep[q]! + (1 - INERTIA) * (byA[q]! - byB[q]!)
    norm += (byA[q]! - byB[q]!) ** 2
  }
  norm += average(steps.tableStep, freeTables, prices.table) + average(steps.timeStep, freeTime, prices.time)
  if (norm === 0) return
  const step = distance / norm
  for (let q = 0; q < Q; q++) shareOfA[q]! -= step * steps.shareStep[q]!
  lowerPrices(prices.table, steps.tableStep, step)
  lowerPrices(prices.time, steps.timeStep, step)
}

/** Gives every open slot of a room the mean of the room, so that its price stays one. */
function poolSlots({ R, T, capacity }: Model, free: Float64Array): void {
  for (let r = 0; r < R; r++) {
    let [sum, open] = [0, 0]
    for (let i = r * T; i < (r + 1) * T; i++) {
      sum += free[i]!
      if (capacity[i]! > 0) open++
    }
    for (let i = r * T; i < (r + 1) * T; i++) free[i] = capacity[i]! > 0 ? sum / open : 0
  }
}

/** Averages a direction with the new free places; gives their squared length, without prices held at 0. */
function average(direction: Float64Array, free: Float64Array, price: Float64Array): number {
  let norm = 0
  for (let i = 0; i < free.length; i++) {
    direction[i] = INERTIA * direction[i]! + (1 - INERTIA) * free[i]!
    if (price[i]! > 0 || free[i]! < 0) norm += free[i]! ** 2
  }
  return norm
}

function lowerPrices(price: Float64Array, direction: Float64Array, step: number): void {
  for (let i = 0; i < price.length; i++) price[i] = Math.max(0, price[i]! - step * direction[i]!)
}
