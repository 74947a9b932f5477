import { type At, figure } from '../../core/figure.ts'
import type { Fragment, Scope } from '../../platform/store/store.ts'

/** Start-ups on a programme's path. An act of support counts by its own day, whatever the day the enrolment was written down. */
const enrolled = ({ sql, cluster }: Scope) => sql`
  select j.beneficiary_organisation_id from journey j
  where j.cluster_id = ${cluster} and j.nature = 'startup' and j.beneficiary_organisation_id is not null`

const acts = (scope: Scope, at: At): Fragment => {
  const { sql, cluster } = scope
  return sql`
    select 'support_act' as kind, s.id, o.name || coalesce(' · ' || s.kind, '') as label, s.day, s.hours as quantity, s.beneficiary_organisation_id::text as unit, g.code as programme, s.source_id, s.source_row
    from support_act s join organisation o on o.cluster_id = ${cluster} and o.id = s.beneficiary_organisation_id
      left join programme g on g.cluster_id = ${cluster} and g.id = s.programme_id
    where s.cluster_id = ${cluster} and s.day between ${at.from} and ${at.asOf} and s.beneficiary_organisation_id in (${enrolled(scope)})`
}

/**
 * Aids to start-ups: by their nature in the directory, or enrolled as one. Paid means in the year, with its voucher there to show;
 * awarded and unpaid is not funded.
 */
const aids = (scope: Scope, at: At): Fragment => {
  const { sql, cluster } = scope
  return sql`
    select 'aid' as kind, a.id, a.reference || ' · ' || o.name as label, coalesce(a.paid, a.awarded) as day, a.amount as quantity,
      a.beneficiary_organisation_id::text as unit, g.code as programme, a.source_id, a.source_row,
      a.paid between ${at.from} and ${at.asOf} and a.voucher is not null as was_paid, a.awarded between ${at.from} and ${at.asOf} as was_awarded
    from aid a join organisation o on o.cluster_id = ${cluster} and o.id = a.beneficiary_organisation_id
      left join programme g on g.cluster_id = ${cluster} and g.id = a.programme_id
    where a.cluster_id = ${cluster} and (o.nature = 'Startup' or a.beneficiary_organisation_id in (${enrolled(scope)}))`
}

const by = ['programme']

export const figures = [
  figure({ name: 'startups.accompanied', unit: 'startup', fold: 'distinct', by, evidence: acts }),
  figure({ name: 'startups.hours', unit: 'hour', fold: 'sum', by, evidence: acts }),
  figure({ name: 'startups.funded', unit: 'startup', fold: 'distinct', only: 'was_paid', by, evidence: aids }),
  figure({ name: 'startups.grants_paid', unit: 'MAD', fold: 'sum', only: 'was_paid', by, evidence: aids }),
  figure({ name: 'startups.grants_awarded', unit: 'MAD', fold: 'sum', only: 'was_awarded', by, evidence: aids }),
]
