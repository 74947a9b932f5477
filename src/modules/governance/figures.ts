import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

const resolutions = ({ sql, cluster }: Scope, { from, asOf }: At) => sql`
  select 'resolution' as kind, r.id, m.reference || ' · ' || r.number || ' · ' || r.subject as label, m.held as day, r.source_id, r.source_row
  from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
  where r.cluster_id = ${cluster} and m.held between ${from} and ${asOf}`

/** By its own majority: more for than against, or for at least two thirds of for and against. */
const adopted = ({ sql }: Scope) => sql`
  (case r.majority when '2/3' then r.votes_for > 0 and 3 * r.votes_for >= 2 * (r.votes_for + r.votes_against) else r.votes_for > r.votes_against end)`

const meetings = ({ sql, cluster }: Scope, { from, asOf }: At) => sql`
  select 'meeting' as kind, m.id, m.reference || ' · ' || m.organ as label, m.held as day, m.source_id, m.source_row
  from meeting m where m.cluster_id = ${cluster} and m.held between ${from} and ${asOf}`

export const figures = [
  figure({ name: 'board.meetings', unit: 'meeting', fold: 'count', evidence: meetings }),
  figure({
    name: 'board.resolutions_adopted',
    unit: 'resolution',
    fold: 'count',
    evidence: (scope, at) => scope.sql`${resolutions(scope, at)} and ${adopted(scope)}`,
  }),
  figure({
    name: 'board.resolutions_rejected',
    unit: 'resolution',
    fold: 'count',
    evidence: (scope, at) => scope.sql`${resolutions(scope, at)} and not ${adopted(scope)}`,
  }),
  figure({
    name: 'board.quorum_met',
    unit: 'meeting',
    fold: 'count',
    // Seats are the mandates of the organ open that day; where none is recorded, the people on the attendance list.
    evidence: (scope, at) => scope.sql`
      ${meetings(scope, at)} and 2 * (
        select count(*) from attendance a where a.cluster_id = ${scope.cluster} and a.meeting_id = m.id and a.state in ('présent', 'représenté')
      ) >= coalesce(
        nullif((select count(*) from mandate s where s.cluster_id = ${scope.cluster} and s.organ = m.organ and s.started <= m.held and (s.ended is null or s.ended >= m.held)), 0),
        nullif((select count(*) from attendance a where a.cluster_id = ${scope.cluster} and a.meeting_id = m.id), 0))`,
  }),
]
