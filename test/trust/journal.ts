/** A journal tampered with by somebody who owns the database, in every way, at random places: each must be found and the entry named. */
import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { Chain, type Flaw, type Head, proofOf, signHead } from '../../src/app/proof.ts'
import { entriesOf, hashOf, record } from '../../src/core/journal.ts'
import { newId } from '../../src/platform/ids.ts'
import { signerWith } from '../../src/platform/signing.ts'
import { openStore, type Scope } from '../../src/platform/store/store.ts'
import { type Finding, seeded } from './seeded.ts'

const when = new Date('2019-12-24T09:00:00Z')
const second = 1000
const entriesPerSecondMin = 100_000

/** Tampers with one entry of a journal, and gives the numbers of which one must be named. */
type Way = (scope: Scope, seq: number, entries: number) => Promise<number[]>

const changing =
  (set: string): Way =>
  async ({ sql, cluster }, seq) => {
    await sql.unsafe(`update journal set ${set} where cluster_id = $1 and seq = $2`, [cluster, seq])
    return [seq]
  }

const ways: Record<string, Way> = {
  'another deed': changing("deed = deed || '.other'"),
  'another actor': changing("actor = 'somebody else'"),
  'another day': changing("happened_at = happened_at - interval '1 day'"),
  'another record': changing('record_id = gen_random_uuid()'),
  'another amount': changing(`body = jsonb_set(body, '{amount}', '"9.99"')`),
  'another hash': changing('hash = reverse(hash)'),
  'another link': changing('previous = reverse(previous)'),
  'taken out': async ({ sql, cluster }, seq) => {
    await sql`delete from journal where cluster_id = ${cluster} and seq = ${seq}`
    return [seq]
  },
  'put elsewhere': async ({ sql, cluster }, seq, entries) => {
    const other = (seq % entries) + 1
    await sql`update journal set seq = -seq where cluster_id = ${cluster} and seq in ${sql([seq, other])}`
    await sql`update journal set seq = case when seq = ${-seq} then ${other}::bigint else ${seq}::bigint end where cluster_id = ${cluster} and seq < 0`
    return [seq, other]
  },
  'cut short': async ({ sql, cluster }, seq) => {
    await sql`delete from journal where cluster_id = ${cluster} and seq >= ${seq}`
    return [seq]
  },
  'cut short, with its heads': async ({ sql, cluster }, seq) => {
    await sql`delete from journal where cluster_id = ${cluster} and seq >= ${seq}`
    await sql`delete from journal_head where cluster_id = ${cluster} and seq >= ${seq}`
    return [seq]
  },
  // The chain made anew from there on: every link holds, and only what was signed tells.
  'written anew': async (scope, seq) => {
    const { sql, cluster } = scope
    const entries = await entriesOf(scope)
    let previous = entries[seq - 2]?.hash ?? '0'.repeat(64)
    for (const { hash: _, ...entry } of entries.slice(seq - 1)) {
      const changed = { ...entry, previous, actor: entry.seq === seq ? 'somebody else' : entry.actor }
      const hash = hashOf(changed)
      await sql`update journal set actor = ${changed.actor}, previous = ${previous}, hash = ${hash} where cluster_id = ${cluster} and seq = ${entry.seq}`
      previous = hash
    }
    return Array.from({ length: entries.length - seq + 1 }, (_, place) => seq + place)
  },
}

const names = (flaw: Flaw, seq: number): boolean =>
  flaw.kind === 'missing' ? flaw.seq <= seq && seq <= flaw.until : flaw.seq === seq

export async function tampered({ places, seed }: { places: number; seed: number }): Promise<Finding> {
  const random = seeded(seed)
  const store = await openStore({ folder: null, migrations: join(import.meta.dirname, '../../migrations') })
  const signer = signerWith(generateKeyPairSync('ed25519').privateKey)
  const cluster = newId()
  const faults: string[] = []
  const entries = 60
  try {
    await store.open((sql) => sql`insert into cluster values (${cluster}, 'trust', ${when})`)
    const outside: Head[] = await store.within(cluster, async (scope) => {
      const heads: Head[] = []
      for (let number = 1; number <= entries; number++) {
        const about = { kind: 'payment', id: newId() }
        const body = { number, amount: '1200.00' }
        await record(scope, [{ deed: 'members.pay', actor: 'Bureau', happenedAt: when, record: about, body }])
        if (number % 20 === 0) heads.push((await signHead(scope, signer, new Date(when.getTime() + number * second)))!)
      }
      return heads
    })
    const proof = (scope: Scope) => proofOf(scope, [signer.publicKey], outside)
    const sound = await store.within(cluster, proof)
    if (sound.flaws.length > 0) faults.push('a sound journal is not believed')
    const all = Object.entries(ways)
    for (let place = 0; place < places; place++) {
      const [name, way] = all[place % all.length]!
      const seq = 1 + Math.floor(random() * entries)
      await store
        .owned(async (sql) => {
          const scope = { sql, cluster }
          const wanted = await way(scope, seq, entries)
          const { flaws } = await proof(scope)
          if (!flaws.some((flaw) => wanted.some((one) => names(flaw, one))))
            faults.push(`seed ${seed}, place ${place}: ${name} at ${seq} is not named`)
          // Nothing of it stays for the next place.
          throw undone
        })
        .catch((error) => {
          if (error !== undone) throw error
        })
    }
    return {
      name: 'T22 journal tampered with',
      target: 'every one found and its entry named',
      figure: `${places - faults.length} of ${places}`,
      ok: faults.length === 0,
      faults,
    }
  } finally {
    await store.close()
  }
}

const undone = new Error('undone')

/** How fast a long chain is followed, once it is read. */
export function followed({ entries }: { entries: number }): Finding {
  const chainOf = () => {
    let previous = '0'.repeat(64)
    return Array.from({ length: entries }, (_, place) => {
      const body = { amount: '1200.00', currency: 'MAD', due: newId() }
      const about = { kind: 'payment', id: newId() }
      const entry = {
        seq: place + 1,
        deed: 'members.pay',
        actor: 'Bureau',
        happenedAt: when,
        record: about,
        body,
        previous,
      }
      previous = hashOf(entry)
      return { ...entry, hash: previous }
    })
  }
  const list = chainOf()
  const chain = new Chain()
  const begun = performance.now()
  for (const entry of list) chain.follow(entry)
  const perSecond = Math.round((entries / (performance.now() - begun)) * second)
  return {
    name: 'T22 speed of verifying',
    target: `${entriesPerSecondMin} entries a second`,
    figure: `${perSecond} entries a second over ${entries}`,
    ok: perSecond >= entriesPerSecondMin && chain.flaws.length === 0,
    faults: [],
  }
}
