import type { Deed, Refusal } from '../core/deed.ts'
import type { Store } from '../platform/store/store.ts'

/** Something whoever watches over the installation must be able to find: who came in or tried to, and what was refused. */
export type Heard = { event: string; [about: string]: string | null }

/** What every face of an installation is given. */
export type House = {
  store: Store
  root: string
  now: () => Date
  hear?: ((heard: Heard) => void) | undefined
  /** Those who keep the records, and the board, have what their role gives once they use a code. */
  needsCode?: boolean
}

/** Which deed, why and by which fields: what they held is somebody's, and stays out of the log. */
export const whatWasRefused = ({ name }: Deed, { why, field, faults }: Refusal): Omit<Heard, 'event'> => ({
  deed: name,
  why,
  fields: (faults?.map((fault) => fault.field).join(' ') ?? field ?? '').slice(0, 200),
})
