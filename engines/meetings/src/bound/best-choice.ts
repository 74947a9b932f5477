/** What one participant would choose among its requests, if it chose alone. */

import type { Model } from '../search/model.ts'

/** Up to this many home rooms a participant's sets of rooms are tried one by one; above, its moves are not counted. */
const MOST_ROOMS = 6

/** Most meetings of each participant, from its available slots and limits. */
export function participantCaps(model: Model): Int32Array {
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

export interface Offer {
  readonly q: number
  readonly isA: boolean
  readonly share: number
  /** The only room of the request, or -1. */
  readonly home: number
}

export interface Best {
  readonly value: number
  readonly taken: readonly Offer[]
}

/** The best offers of participant p, over every set of home rooms it could visit. `offers` is sorted by share. */
export function bestChoice(model: Model, p: number, offers: readonly Offer[], cap: number): Best {
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
