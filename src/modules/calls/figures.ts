import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

const applications = ({ sql, cluster }: Scope) => sql`
  select 'application' as kind, a.id, a.reference || ' · ' || a.candidate as label, a.filed as day,
    coalesce(a.candidate_person_id, a.candidate_organisation_id)::text as unit, a.region, a.sex, g.code as programme, a.source_id, a.source_row,
    a.complete and (c.closes is null or a.filed <= c.closes) as admissible, a.nature = 'personne' as from_person
  from application a join call c on c.cluster_id = ${cluster} and c.id = a.call_id
    left join programme g on g.cluster_id = ${cluster} and g.id = c.programme_id
  where a.cluster_id = ${cluster}`

const filed = (scope: Scope, { from, asOf }: At) =>
  scope.sql`${applications(scope)} and a.filed between ${from} and ${asOf}`

const selected = (scope: Scope, { from, asOf }: At) =>
  scope.sql`${applications(scope)} and a.decision = 'retenue' and a.decided between ${from} and ${asOf}`

const application = { unit: 'application', fold: 'count' as const, personal: true as const, by: ['programme'] }

export const figures = [
  figure({
    name: 'calls.opened',
    unit: 'call',
    fold: 'count',
    by: ['programme'],
    evidence: ({ sql, cluster }, { from, asOf }) => sql`
      select 'call' as kind, c.id, c.title as label, c.opens as day, g.code as programme, c.source_id, c.source_row
      from call c left join programme g on g.cluster_id = ${cluster} and g.id = c.programme_id
      where c.cluster_id = ${cluster} and c.opens between ${from} and ${asOf}`,
  }),
  figure({ name: 'applications.received', ...application, evidence: filed }),
  figure({ name: 'applications.admissible', ...application, only: 'admissible', evidence: filed }),
  figure({ name: 'applications.selected', ...application, evidence: selected }),
  figure({
    name: 'entrepreneurs.selected',
    unit: 'person',
    fold: 'distinct',
    personal: true,
    only: 'from_person',
    splits: ['region', 'sex'],
    by: ['programme'],
    evidence: selected,
  }),
]
