/** Prices of places in the relaxation: of a table in a room and slot, and of a participant's time in a slot. */

import type { Model } from '../search/model.ts'

export interface Prices {
  /** Price of a table of room r in slot t at [r * T + t]. */
  readonly table: Float64Array
  /** Price of participant p's slot t at [p * T + t]. */
  readonly time: Float64Array
}

/** The cheapest place of each request: its price and where it is; price Infinity when it has none. */
export interface Cheapest {
  readonly price: Float64Array
  readonly slot: Int32Array
  readonly room: Int32Array
}

export function freePrices(model: Model): Prices {
  return { table: new Float64Array(model.R * model.T), time: new Float64Array(model.P * model.T) }
}

export function newCheapest(model: Model): Cheapest {
  return { price: new Float64Array(model.Q), slot: new Int32Array(model.Q), room: new Int32Array(model.Q) }
}

/** Finds the cheapest place of every request; `turn` changes which of equal places is taken, to spread the demand. */
export function findCheapest(model: Model, prices: Prices, turn: number, cheapest: Cheapest): void {
  const { R, T, capacity } = model
  const anyRoom = new Int32Array(T)
  for (let t = 0; t < T; t++) {
    let best = -1
    for (let i = 0; i < R; i++) {
      const r = (i + turn) % R
      if (capacity[r * T + t] === 0) continue
      if (best < 0 || prices.table[r * T + t]! < prices.table[best * T + t]!) best = r
    }
    anyRoom[t] = best
  }
  for (let q = 0; q < model.Q; q++) findPlace(model, prices, q, turn, anyRoom, cheapest)
}

function findPlace(
  model: Model,
  { table, time }: Prices,
  q: number,
  turn: number,
  anyRoom: Int32Array,
  cheapest: Cheapest,
): void {
  const { T, R, capacity } = model
  const [slots, rooms] = [model.slotsOf[q]!, model.roomsOf[q]!]
  const [a, b] = [model.a[q]! * T, model.b[q]! * T]
  let [best, bestSlot, bestRoom] = [Number.POSITIVE_INFINITY, -1, -1]
  for (let i = 0, k = (q + turn) % Math.max(1, slots.length); i < slots.length; i++, k++) {
    if (k === slots.length) k = 0
    const t = slots[k]!
    const people = time[a + t]! + time[b + t]!
    if (people >= best) continue
    const r = rooms.length === R ? anyRoom[t]! : cheapestOf(rooms, table, capacity, t, T)
    if (r < 0) continue
    const price = people + table[r * T + t]!
    if (price < best) [best, bestSlot, bestRoom] = [price, t, r]
  }
  cheapest.price[q] = best
  cheapest.slot[q] = bestSlot
  cheapest.room[q] = bestRoom
}

function cheapestOf(rooms: Int32Array, table: Float64Array, capacity: Int32Array, t: number, T: number): number {
  let best = -1
  for (const r of rooms) {
    if (capacity[r * T + t]! > 0 && (best < 0 || table[r * T + t]! < table[best * T + t]!)) best = r
  }
  return best
}
