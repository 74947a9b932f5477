import type { Store } from '../platform/store/store.ts'

/** What every face of an installation is given. */
export type House = { store: Store; root: string; now: () => Date }
