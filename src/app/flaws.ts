import type { Flaw } from './proof.ts'
import { said } from './said.fr.ts'

/** Which entry does not hold, and how. */
export function flawText(flaw: Flaw): string {
  if (flaw.kind === 'missing') return said.flaws.missing(flaw.seq, flaw.until)
  if ('head' in flaw) return said.flaws[flaw.kind](flaw.head.seq, flaw.head.signedAt.slice(0, 10))
  return said.flaws[flaw.kind](flaw.seq)
}
