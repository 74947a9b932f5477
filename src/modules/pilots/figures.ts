import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Readings of the counters taken in the year, by the clocks of the place, each with the one before it. */
const readings = ({ sql, cluster }: Scope, { from, asOf, zone }: At) => sql`
  select r.id, r.pilot_id, r.taken_at, r.value, r.source_id, r.source_row, p.code, (r.taken_at at time zone ${zone})::date as day,
    lag(r.value) over (partition by r.pilot_id, r.quantity order by r.taken_at, r.key) as before
  from reading r join pilot p on p.cluster_id = ${cluster} and p.id = r.pilot_id
  where r.cluster_id = ${cluster} and r.quantity = 'energie_active'
    and r.taken_at >= (${from}::date)::timestamp at time zone ${zone} and r.taken_at < (${asOf}::date + 1)::timestamp at time zone ${zone}`

export const figures = [
  figure({
    name: 'pilots.active',
    unit: 'pilot',
    fold: 'count',
    evidence: ({ sql, cluster }, { asOf }) => sql`
      select 'pilot' as kind, p.id, p.title as label, p.commissioned as day, p.source_id, p.source_row
      from pilot p where p.cluster_id = ${cluster} and p.commissioned <= ${asOf} and (p.ended is null or p.ended >= ${asOf})`,
  }),
  figure({
    name: 'pilots.energy_kwh',
    unit: 'kWh',
    fold: 'sum',
    // The counter's rises. A fall is a reset: the new value counts from zero.
    evidence: (scope, at) => scope.sql`
      select 'reading' as kind, r.id, r.code || ' · ' || to_char(r.taken_at at time zone ${at.zone}, 'YYYY-MM-DD HH24:MI') as label, r.day,
        case when r.value >= r.before then r.value - r.before else r.value end as quantity, r.source_id, r.source_row
      from (${readings(scope, at)}) r where r.before is not null`,
  }),
  figure({
    name: 'pilots.coverage',
    unit: 'ratio',
    fold: 'mean',
    // One row for each hour from a pilot's first reading to its last: 1 with a reading, 0 in a gap.
    evidence: (scope, at) => scope.sql`
      with taken as materialized (
        select distinct on (r.pilot_id, date_trunc('hour', r.taken_at))
          r.pilot_id, r.code, date_trunc('hour', r.taken_at) as hour, r.id, r.source_id, r.source_row
        from (${readings(scope, at)}) r order by r.pilot_id, date_trunc('hour', r.taken_at), r.taken_at
      ), span as (
        select t.pilot_id, t.code, min(t.hour) as first, max(t.hour) as last from taken t group by t.pilot_id, t.code
      )
      select case when t.id is null then 'pilot' else 'reading' end as kind, coalesce(t.id, s.pilot_id) as id,
        s.code || ' · ' || to_char(h.hour at time zone ${at.zone}, 'YYYY-MM-DD HH24:MI') as label,
        (h.hour at time zone ${at.zone})::date as day, case when t.id is null then 0 else 1 end as quantity, t.source_id, t.source_row
      from span s cross join lateral generate_series(s.first, s.last, interval '1 hour') h(hour)
        left join taken t on t.pilot_id = s.pilot_id and t.hour = h.hour`,
  }),
]
