import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** By its own majority: more for than against, or for at least two thirds of for and against. */
const resolutions = ({ sql, cluster }: Scope, { from, asOf }: At) => sql`
  select v.*, not v.adopted as rejected from (
    select 'resolution' as kind, r.id, m.reference || ' · ' || r.number || ' · ' || r.subject as label, m.held as day, r.source_id, r.source_row,
      case r.majority when '2/3' then r.votes_for > 0 and 3 * r.votes_for >= 2 * (r.votes_for + r.votes_against) else r.votes_for > r.votes_against end as adopted
    from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
    where r.cluster_id = ${cluster} and m.held between ${from} and ${asOf}) v`

/**
 * The quorum is half of the seats, present or represented. Seats are the mandates of the organ open that day; where none is
 * recorded, the people on the attendance list.
 */
const meetings = ({ sql, cluster }: Scope, { from, asOf }: At) => sql`
  select 'meeting' as kind, m.id, m.reference || ' · ' || m.organ as label, m.held as day, m.source_id, m.source_row,
    coalesce(2 * l.there >= coalesce(
      nullif((select count(*) from mandate s where s.cluster_id = ${cluster} and s.organ = m.organ and s.started <= m.held and (s.ended is null or s.ended >= m.held)), 0),
      nullif(l.listed, 0)), false) as quorate
  from meeting m cross join lateral (
    select count(*) as listed, count(*) filter (where a.state in ('présent', 'représenté')) as there
    from attendance a where a.cluster_id = ${cluster} and a.meeting_id = m.id) l
  where m.cluster_id = ${cluster} and m.held between ${from} and ${asOf}`

export const figures = [
  figure({ name: 'board.meetings', unit: 'meeting', fold: 'count', evidence: meetings }),
  figure({
    name: 'board.resolutions_adopted',
    unit: 'resolution',
    fold: 'count',
    only: 'adopted',
    evidence: resolutions,
  }),
  figure({
    name: 'board.resolutions_rejected',
    unit: 'resolution',
    fold: 'count',
    only: 'rejected',
    evidence: resolutions,
  }),
  figure({ name: 'board.quorum_met', unit: 'meeting', fold: 'count', only: 'quorate', evidence: meetings }),
]
