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
