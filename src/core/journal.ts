import { canonicalJson, sha256 } from '../platform/ids.ts'
import { columnTypes, writeRows } from '../platform/store/bulk.ts'
import type { Scope } from '../platform/store/store.ts'

/** What was done, by whom, when. Entries are only added; each holds the hash of the one before, so none can be changed or taken out unseen. */
export type Entry = {
  seq: number
  deed: string
  actor: string
  happenedAt: Date
  record?: { kind: string; id: string } | undefined
  body: unknown
  previous: string
  hash: string
}

export type Fact = Pick<Entry, 'deed' | 'actor' | 'happenedAt' | 'record' | 'body'>

const genesis = '0'.repeat(64)

export const hashOf = (entry: Omit<Entry, 'hash'>): string =>
  sha256(canonicalJson({ ...entry, happenedAt: entry.happenedAt.toISOString(), record: entry.record ?? null }))

const journalColumns = columnTypes(
  'seq bigint, deed text, actor text, happened_at timestamptz, record_kind text, record_id uuid, body jsonb, previous text, hash text',
)

/** One deed of a cluster at a time: what it has read is still so when it writes. Kept until the transaction ends. */
export async function takeTurn({ sql, cluster }: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${cluster}, 0))`
}

/** Adds entries in the transaction of the change they tell of, and gives the last one's number. Deeds of one cluster wait for each other, so the chain has no fork. */
export async function record(scope: Scope, facts: Fact[]): Promise<number> {
  const { sql, cluster } = scope
  const [head] = await sql`select seq, hash from journal where cluster_id = ${cluster} order by seq desc limit 1`
  let seq = Number(head?.seq ?? 0)
  if (facts.length === 0) return seq
  let previous: string = head?.hash ?? genesis
  const rows = facts.map((fact) => {
    seq += 1
    const hash = hashOf({ ...fact, seq, previous })
    const { deed, actor, happenedAt, record: about, body } = fact
    const when = happenedAt.toISOString()
    const row = {
      seq,
      deed,
      actor,
      happened_at: when,
      record_kind: about?.kind,
      record_id: about?.id,
      body,
      previous,
      hash,
    }
    previous = hash
    return row
  })
  await writeRows(scope, 'journal', journalColumns, rows)
  return seq
}

/** The entries about one record, or all of them, oldest first; of a long journal some at a time, after a number. */
export async function entriesOf(
  { sql, cluster }: Scope,
  about?: { kind: string; id: string },
  part?: { after: number; most: number },
): Promise<Entry[]> {
  const rows = await sql`
    select seq, deed, actor, happened_at, record_kind, record_id, body, previous, hash from journal
    where cluster_id = ${cluster} ${about ? sql`and record_kind = ${about.kind} and record_id = ${about.id}` : sql``}
      ${part ? sql`and seq > ${part.after}` : sql``} order by seq ${part ? sql`limit ${part.most}` : sql``}`
  return rows.map((row) => ({
    seq: Number(row.seq),
    deed: row.deed,
    actor: row.actor,
    happenedAt: row.happened_at,
    record: row.record_kind ? { kind: row.record_kind, id: row.record_id } : undefined,
    body: row.body,
    previous: row.previous,
    hash: row.hash,
  }))
}

/** The first entry that does not follow from the one before, or null when the chain holds. */
export function firstBroken(entries: Entry[]): number | null {
  let previous = genesis
  let seq = 0
  for (const entry of entries) {
    seq += 1
    if (entry.seq !== seq || entry.previous !== previous || entry.hash !== hashOf(withoutHash(entry))) return seq
    previous = entry.hash
  }
  return null
}

function withoutHash({ hash: _, ...entry }: Entry): Omit<Entry, 'hash'> {
  return entry
}
