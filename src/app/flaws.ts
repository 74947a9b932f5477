import { heldKey } from '../platform/keys.ts'
import { signerOf } from '../platform/signing.ts'
import type { Flaw } from './proof.ts'
import { said } from './said.fr.ts'

/** The key of this place, when it has one: a store that was only ever copied here has heads of another's. */
export const publicKeyOf = (folder: string | null): string | null =>
  folder !== null && heldKey(folder, 'journal.pem') ? signerOf(folder).publicKey : null

/** Which entry does not hold, and how. */
export function flawText(flaw: Flaw): string {
  if (flaw.kind === 'missing') return said.flaws.missing(flaw.seq, flaw.until)
  if ('head' in flaw) return said.flaws[flaw.kind](flaw.head.seq, flaw.head.signedAt.slice(0, 10))
  return said.flaws[flaw.kind](flaw.seq)
}
