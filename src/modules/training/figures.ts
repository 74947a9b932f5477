import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Those who came to at least one half-day of a session begun in the year. Registered and absent is not trained. */
const attended = ({ sql, cluster }: Scope, { from, asOf }: At) => sql`
  from trainee p
    join training t on t.cluster_id = ${cluster} and t.id = p.training_id
    left join programme g on g.cluster_id = ${cluster} and g.id = t.programme_id
    join person n on n.cluster_id = ${cluster} and n.id = p.person_id
    left join organisation o on o.cluster_id = ${cluster} and o.id = p.organisation_id
  where p.cluster_id = ${cluster} and t.started between ${from} and ${asOf} and p.half_days > 0`

const running = ({ sql, cluster }: Scope, { asOf }: At) => sql`
  select 'licence' as kind, l.id, l.software || ' · ' || o.name as label, l.started as day, l.seats as quantity, l.organisation_id::text as unit, l.source_id, l.source_row
  from licence l join organisation o on o.cluster_id = ${cluster} and o.id = l.organisation_id
  where l.cluster_id = ${cluster} and l.started <= ${asOf} and (l.ended is null or l.ended >= ${asOf})`

export const figures = [
  figure({
    name: 'trainings.sessions',
    unit: 'session',
    fold: 'count',
    by: ['programme'],
    evidence: ({ sql, cluster }, { from, asOf }) => sql`
      select 'training' as kind, t.id, t.code || ' · ' || t.title as label, t.started as day, g.code as programme, t.source_id, t.source_row
      from training t left join programme g on g.cluster_id = ${cluster} and g.id = t.programme_id
      where t.cluster_id = ${cluster} and t.started between ${from} and ${asOf}`,
  }),
  figure({
    name: 'trainings.people',
    unit: 'person',
    fold: 'distinct',
    by: ['programme'],
    personal: true,
    evidence: (scope, at) => scope.sql`
      select 'trainee' as kind, p.id, n.name as label, t.started as day, g.code as programme, p.person_id::text as unit, p.source_id, p.source_row ${attended(scope, at)}`,
  }),
  figure({
    name: 'trainings.organisations',
    unit: 'organisation',
    fold: 'distinct',
    by: ['programme'],
    evidence: (scope, at) => scope.sql`
      select 'trainee' as kind, p.id, o.name as label, t.started as day, g.code as programme, p.organisation_id::text as unit, p.source_id, p.source_row
      ${attended(scope, at)} and p.organisation_id is not null`,
  }),
  figure({
    name: 'trainings.person_hours',
    unit: 'hour',
    fold: 'sum',
    by: ['programme'],
    personal: true,
    evidence: (scope, at) => scope.sql`
      select 'trainee' as kind, p.id, t.code || ' · ' || n.name as label, t.started as day, g.code as programme, p.half_days * t.half_day_hours as quantity, p.source_id, p.source_row
      ${attended(scope, at)}`,
  }),
  figure({ name: 'licences.seats', unit: 'seat', fold: 'sum', evidence: running }),
  figure({ name: 'licences.organisations', unit: 'organisation', fold: 'distinct', evidence: running }),
]
