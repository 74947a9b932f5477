import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Events of a kind begun in the year. */
const begun = ({ sql }: Scope, kind: 'BtoB' | 'Salon', { from, asOf }: At) =>
  sql`e.kind = ${kind} and e.started between ${from} and ${asOf}`

const companies = (scope: Scope, at: At) => {
  const { sql, cluster } = scope
  return sql`
    select 'registration' as kind, r.id, o.name as label, e.started as day, r.organisation_id::text as unit, coalesce(r.present, false) as present, r.source_id, r.source_row
    from registration r
      join event e on e.cluster_id = ${cluster} and e.id = r.event_id
      join organisation o on o.cluster_id = ${cluster} and o.id = r.organisation_id
    where r.cluster_id = ${cluster} and ${begun(scope, 'BtoB', at)} and r.role = 'entreprise'`
}

const meetings = (scope: Scope, at: At) => {
  const { sql, cluster } = scope
  return sql`
    select 'appointment' as kind, a.id, b.name || ' · ' || o.name as label, coalesce((a.starts at time zone ${at.zone})::date, e.started) as day,
      coalesce(a.contract, 0) as quantity, a.source_id, a.source_row,
      a.state in ('placé', 'tenu', 'absent') as placed, a.state = 'tenu' as held,
      coalesce(a.outcome = 'contrat' and a.outcome_on between ${at.from} and ${at.asOf}, false) as followed
    from appointment a
      join event e on e.cluster_id = ${cluster} and e.id = a.event_id
      join organisation b on b.cluster_id = ${cluster} and b.id = a.buyer_id
      join organisation o on o.cluster_id = ${cluster} and o.id = a.company_id
    where a.cluster_id = ${cluster} and ${begun(scope, 'BtoB', at)}`
}

const support = (scope: Scope, at: At) => {
  const { sql, cluster } = scope
  return sql`
    select 'cost_share' as kind, c.id, o.name || coalesce(' · ' || c.nature, '') as label, c.day, c.amount as quantity, c.organisation_id::text as unit, c.source_id, c.source_row
    from cost_share c
      join event e on e.cluster_id = ${cluster} and e.id = c.event_id
      join organisation o on o.cluster_id = ${cluster} and o.id = c.organisation_id
    where c.cluster_id = ${cluster} and ${begun(scope, 'Salon', at)} and c.day between ${at.from} and ${at.asOf}`
}

export const figures = [
  figure({
    name: 'b2b.events',
    unit: 'event',
    fold: 'count',
    evidence: (scope, at) => scope.sql`
      select 'event' as kind, e.id, e.title as label, e.started as day, e.source_id, e.source_row
      from event e where e.cluster_id = ${scope.cluster} and ${begun(scope, 'BtoB', at)}`,
  }),
  figure({ name: 'b2b.companies_registered', unit: 'company', fold: 'distinct', evidence: companies }),
  figure({ name: 'b2b.companies_present', unit: 'company', fold: 'distinct', only: 'present', evidence: companies }),
  figure({ name: 'b2b.meetings_placed', unit: 'appointment', fold: 'count', only: 'placed', evidence: meetings }),
  figure({ name: 'b2b.meetings_held', unit: 'appointment', fold: 'count', only: 'held', evidence: meetings }),
  // A contract counts in the year in which it followed.
  figure({ name: 'b2b.contracts', unit: 'contract', fold: 'count', only: 'followed', evidence: meetings }),
  figure({ name: 'b2b.contracts_value', unit: 'MAD', fold: 'sum', only: 'followed', evidence: meetings }),
  figure({ name: 'fairs.members_supported', unit: 'organisation', fold: 'distinct', evidence: support }),
  figure({ name: 'fairs.support', unit: 'MAD', fold: 'sum', evidence: support }),
]
