/** What stands in the way before any search: limits that single participants or requests already break. */

import type { Model } from '../search/model.ts'

/** A part of an infeasible instance that clashes by itself. */
export interface Clash {
  /** `limit`: counted at once; `search`: proven by a search, with no member that could be left out when `minimal`. */
  readonly kind: 'limit' | 'search'
  readonly minimal: boolean
  readonly requests: readonly number[]
  /** Positions in `precedences`. */
  readonly precedences: readonly number[]
  readonly participants: readonly number[]
  /** Slots whose tables are part of the clash. */
  readonly slots: readonly number[]
  readonly message: string
}

/** The first clash that counting finds among the mandatory requests, or null. */
export function countedClash(model: Model): Clash | null {
  return requestWithoutPlace(model) ?? participantOverfull(model) ?? eventOverfull(model)
}

const COUNTED = { kind: 'limit', minimal: false, precedences: [], participants: [], slots: [] } as const

function requestWithoutPlace(model: Model): Clash | null {
  for (let q = 0; q < model.Q; q++) {
    if (!model.mandatory[q]) continue
    const open = (t: number) => Array.from(model.roomsOf[q]!).some((r) => model.capacity[r * model.T + t]! > 0)
    if (Array.from(model.slotsOf[q]!).some(open)) continue
    const participants = [model.a[q]!, model.b[q]!]
    const message = `request ${q} is mandatory and participants ${participants.join(' and ')} have no slot and room for it`
    return { ...COUNTED, minimal: true, requests: [q], participants, message }
  }
  return null
}

function participantOverfull(model: Model): Clash | null {
  for (let p = 0; p < model.P; p++) {
    const requests = model.requestsOf[p]!.filter((q) => model.mandatory[q])
    const slots = new Set(requests.flatMap((q) => Array.from(model.slotsOf[q]!)))
    const most = Math.min(slots.size, model.max[p]!, model.maxPerDay[p]! * model.D)
    if (requests.length <= most) continue
    const message = `participant ${p} has ${requests.length} mandatory meetings and place for ${most}`
    return { ...COUNTED, requests, participants: [p], message }
  }
  return null
}

function eventOverfull(model: Model): Clash | null {
  const requests = Array.from({ length: model.Q }, (_, q) => q).filter((q) => model.mandatory[q])
  const places = model.capacity.reduce((sum, tables) => sum + tables, 0)
  if (requests.length <= places) return null
  const message = `${requests.length} meetings are mandatory and the rooms take ${places} in all slots together`
  return { ...COUNTED, requests, message }
}
