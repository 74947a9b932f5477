/** Plain data of the `rendezvous-1` format: instance, solution, refusal. All numbers are integers, ids are positions. */

/** A request of participant `a` to meet participant `b`. */
export interface MeetingRequest {
  readonly id: number
  readonly a: number
  readonly b: number
  /** Value of holding it, at least 0. */
  readonly priority: number
  readonly mandatory: boolean
  /** Name of the session the meeting must fall in, or null. */
  readonly session: string | null
  /** The only slot allowed, or null. */
  readonly fixed: number | null
  /** The only rooms allowed, or null for any. */
  readonly rooms: readonly number[] | null
}

export interface Participant {
  readonly id: number
  /** Slots in which the participant is not available. */
  readonly forbidden: readonly number[]
  readonly kind: string | null
  /** The only room the participant meets in (a booth), or null. */
  readonly room: number | null
  /** Most meetings in all, or null. */
  readonly max: number | null
  readonly maxPerDay: number | null
  /** Meetings below which a shortfall is counted. */
  readonly target: number
}

export interface Room {
  readonly id: number
  /** Meetings the room takes at once. */
  readonly tables: number
  /** Slots in which it takes none. */
  readonly closed: readonly number[]
}

/** Coefficients of the score; `priority` is gained, the others are paid. */
export interface Weights {
  readonly priority: number
  readonly shortfall: number
  readonly break: number
  readonly idle: number
  readonly move: number
}

export interface Instance {
  readonly name: string
  readonly family: string
  readonly slots: number
  /** Lists of consecutive slots that partition 0..slots-1. */
  readonly days: readonly (readonly number[])[]
  readonly sessions: Readonly<Record<string, readonly number[]>>
  readonly rooms: readonly Room[]
  readonly participants: readonly Participant[]
  readonly requests: readonly MeetingRequest[]
  /** Pairs [before, after]: if both are held, slot(before) < slot(after). */
  readonly precedences: readonly (readonly [number, number])[]
  /** Largest allowed difference of breaks between two participants, or null. */
  readonly breakSpread: number | null
  readonly weights: Weights
}

/** A held request and its place. */
export interface Meeting {
  readonly request: number
  readonly slot: number
  readonly room: number
  readonly table?: number
}

export interface Solution {
  readonly format: 'rendezvous-1-solution'
  readonly instance: string
  readonly meetings: readonly Meeting[]
}

/** Why an input cannot be used: `path` leads to the value, `reason` says what is wrong with it. */
export interface Refusal {
  readonly code: 'malformed' | 'other-instance' | 'unknown-id'
  readonly path: string
  readonly reason: string
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }
