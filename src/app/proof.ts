import { type Entry, entriesOf, hashOf } from '../core/journal.ts'
import { canonicalJson } from '../platform/ids.ts'
import { isSigned, publicKeysOf, type Signer } from '../platform/signing.ts'
import type { Scope, Store } from '../platform/store/store.ts'

/** The journal's last entry at some moment, signed. Held outside, it shows a journal that was cut short or written anew. */
export type Head = { seq: number; hash: string; signedAt: string; signature: string; publicKey: string }

/** What is handed to an outsider. */
export type Heads = { cluster: string; heads: Head[] }

export type Flaw =
  | { kind: 'missing'; seq: number; until: number }
  | { kind: 'changed' | 'unlinked'; seq: number }
  | { kind: 'cut'; seq: number; head: Head }
  | { kind: 'rewritten'; seq: number; head: Head }
  | { kind: 'forged'; seq: number; head: Head }

export type Proof = { entries: number; last: string; heads: number; flaws: Flaw[] }

const signedText = (cluster: string, { seq, hash, signedAt }: Omit<Head, 'signature' | 'publicKey'>): string =>
  canonicalJson({ cluster, seq, hash, signedAt })

/** Signs the journal's last entry, unless that was done already; null when there is nothing to sign. */
export async function signHead(scope: Scope, signer: Signer, now: Date): Promise<Head | null> {
  const { sql, cluster } = scope
  const [last] = await sql`select seq, hash from journal where cluster_id = ${cluster} order by seq desc limit 1`
  if (!last) return null
  const known = (await headsOf(scope)).find(({ seq }) => seq === Number(last.seq))
  if (known) return known
  const unsigned = { seq: Number(last.seq), hash: last.hash as string, signedAt: now.toISOString() }
  const signature = signer.sign(signedText(cluster, unsigned))
  await sql`
    insert into journal_head (cluster_id, seq, hash, signed_at, signature, public_key)
    values (${cluster}, ${unsigned.seq}, ${unsigned.hash}, ${now}, ${signature}, ${signer.publicKey})`
  return { ...unsigned, signature, publicKey: signer.publicKey }
}

export async function headsOf({ sql, cluster }: Scope): Promise<Head[]> {
  const rows = await sql`
    select seq, hash, signed_at, signature, public_key from journal_head where cluster_id = ${cluster} order by seq`
  return rows.map((row) => ({
    seq: Number(row.seq),
    hash: row.hash,
    signedAt: row.signed_at.toISOString(),
    signature: row.signature,
    publicKey: row.public_key,
  }))
}

/** The keys of this place, when it has some: a store that was only ever copied here has heads of another's. */
export const ownKeysOf = ({ folder }: Store): string[] | null => (folder === null ? null : publicKeysOf(folder))

const pageRows = 5000
const flawsMax = 20

/** Follows the whole chain, and holds it against the heads: our own, which must be signed by a key of ours, and those somebody else kept. */
export async function proofOf(scope: Scope, publicKeys: readonly string[] | null, outside: Head[]): Promise<Proof> {
  const own = await headsOf(scope)
  const heads = [...own, ...outside]
  const flaws: Flaw[] = heads
    .filter((head) => {
      const isOurs = publicKeys === null || publicKeys.includes(head.publicKey)
      return !isOurs || !isSigned(signedText(scope.cluster, head), head.signature, head.publicKey)
    })
    .map((head) => ({ kind: 'forged', seq: head.seq, head }))
  const bySeq = Map.groupBy(heads, ({ seq }) => seq)
  const chain = new Chain(bySeq)
  for (let from = 0; ; ) {
    const page = await entriesOf(scope, undefined, { after: from, most: pageRows })
    for (const entry of page) chain.follow(entry)
    from = page.at(-1)?.seq ?? from
    if (page.length < pageRows) break
  }
  flaws.push(...chain.flaws)
  for (const head of heads) if (head.seq > chain.seq) flaws.push({ kind: 'cut', seq: chain.seq + 1, head })
  return {
    entries: chain.count,
    last: chain.hash,
    heads: heads.length,
    flaws: flaws.sort((a, b) => a.seq - b.seq).slice(0, flawsMax),
  }
}

/** Entries taken one after the other, each held against the one before. */
export class Chain {
  seq = 0
  count = 0
  hash = '0'.repeat(64)
  readonly flaws: Flaw[] = []
  readonly #heads: ReadonlyMap<number, Head[]>

  constructor(heads: ReadonlyMap<number, Head[]> = new Map()) {
    this.#heads = heads
  }

  follow({ hash, ...entry }: Entry): void {
    const { seq, previous } = entry
    if (seq > this.seq + 1) this.flaws.push({ kind: 'missing', seq: this.seq + 1, until: seq - 1 })
    if (hashOf(entry) !== hash) this.flaws.push({ kind: 'changed', seq })
    else if (previous !== this.hash && seq === this.seq + 1) this.flaws.push({ kind: 'unlinked', seq })
    for (const head of this.#heads.get(seq) ?? [])
      if (head.hash !== hash) this.flaws.push({ kind: 'rewritten', seq, head })
    this.seq = seq
    this.hash = hash
    this.count += 1
  }
}
