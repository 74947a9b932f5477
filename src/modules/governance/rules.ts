import type { Day } from '../../platform/day.ts'
import type { Scope } from '../../platform/store/store.ts'

export type Majority = 'simple' | '2/3'

/** By the majority asked: more for than against, or for at least two thirds of for and against. Abstentions and those who stood aside do not count. */
export const isAdopted = (majority: Majority, votesFor: number, against: number): boolean =>
  majority === '2/3' ? votesFor > 0 && 3 * votesFor >= 2 * (votesFor + against) : votesFor > against

/** A share as statutes write it, `1/2` or `50 %`, as a fraction of whole numbers. */
export function shareOf(text: string): [over: number, under: number] {
  const [, over, under] = /^(\d+)\s*\/\s*(\d+)$/.exec(text.trim()) ?? []
  if (over && under && Number(under) > 0) return [Number(over), Number(under)]
  const percent = Number(text.replace('%', '').replace(',', '.').trim())
  return Number.isFinite(percent) ? [Math.round((percent > 1 ? percent : percent * 100) * 100), 10_000] : [1, 2]
}

/** Whether enough of the seats are there, present or represented. */
export function isQuorate(there: number, seats: number, share: string): boolean {
  const [over, under] = shareOf(share)
  return there > 0 && there * under >= seats * over
}

export type Statute = {
  quorum: string
  secondQuorum: string | null
  proxiesMax: number
  noticeDays: number
  majority: Majority
  specialMajority: Majority
}

/** What holds where a cluster has not set down its statutes: the usual values of associations (docs/words.md). */
const usual: Statute = {
  quorum: '1/2',
  secondQuorum: null,
  proxiesMax: 2,
  noticeDays: 0,
  majority: 'simple',
  specialMajority: '2/3',
}

/** What the statutes of an organ asked on a day. */
export async function statuteOn({ sql, cluster }: Scope, organ: string, day: Day): Promise<Statute> {
  const [row] = await sql`
    select quorum, second_quorum, proxies_max, notice_days, majority, special_majority from statute
    where cluster_id = ${cluster} and organ = ${organ} and since <= ${day} and (until is null or until >= ${day})`
  if (!row) return usual
  return {
    quorum: row.quorum,
    secondQuorum: row.second_quorum,
    proxiesMax: row.proxies_max,
    noticeDays: row.notice_days,
    majority: row.majority,
    specialMajority: row.special_majority,
  }
}

export type Seat = { person: string; name: string; capacity: string | null; organisation: string | null }

/** Who sat in an organ on a day. */
export async function seatsOn({ sql, cluster }: Scope, organ: string, day: Day): Promise<Seat[]> {
  const rows = await sql`
    select distinct on (s.person_id) s.person_id, n.name, s.capacity, s.organisation_id
    from mandate s join person n on n.cluster_id = ${cluster} and n.id = s.person_id
    where s.cluster_id = ${cluster} and s.organ = ${organ} and s.started <= ${day} and (s.ended is null or s.ended >= ${day})
    order by s.person_id, s.started desc`
  return rows.map((row) => ({
    person: row.person_id,
    name: row.name,
    capacity: row.capacity,
    organisation: row.organisation_id,
  }))
}

export type Attending = { person: string; name: string; state: string; proxy: string | null }

export async function attendingOf({ sql, cluster }: Scope, meeting: string): Promise<Attending[]> {
  const rows = await sql`
    select a.person_id, n.name, a.state, a.proxy_id from attendance a join person n on n.cluster_id = ${cluster} and n.id = a.person_id
    where a.cluster_id = ${cluster} and a.meeting_id = ${meeting} order by n.name`
  return rows.map((row) => ({ person: row.person_id, name: row.name, state: row.state, proxy: row.proxy_id }))
}

/** Those whose voice counts in the room: present, or represented by somebody who is. */
export const voices = (attending: Attending[]): Attending[] => {
  const present = new Set(attending.flatMap(({ person, state }) => (state === 'présent' ? [person] : [])))
  return attending.filter(({ person, proxy }) => present.has(person) || (proxy !== null && present.has(proxy)))
}
