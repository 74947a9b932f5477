import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Periods of membership, and what each is to the year: open on the day, begun in it, ended in it for good, or paid up. */
const periods = ({ sql, cluster }: Scope, { from, asOf, year }: At) => {
  // On the day of leaving one is out already; unpaid one is a member all the same.
  const open = (m: 'm' | 'n') =>
    sql`${sql(m)}.joined <= ${asOf} and (${sql(m)}.left_on is null or ${sql(m)}.left_on > ${asOf})`
  return sql`
    select 'membership' as kind, m.id, o.name as label, m.joined as day, m.organisation_id::text as unit, o.region, m.college, m.source_id, m.source_row,
      (${open('m')}) as is_open, m.joined between ${from} and ${asOf} as joined,
      coalesce(m.left_on between ${from} and ${asOf}, false) and m.organisation_id not in (
        select n.organisation_id from membership n where n.cluster_id = ${cluster} and ${open('n')}) as gone,
      (${open('m')}) and m.organisation_id in (
        select d.organisation_id from due d where d.cluster_id = ${cluster} and d.year = ${year} group by d.organisation_id
        having coalesce(sum(d.paid) filter (where d.paid_on <= ${asOf}), 0) >= sum(d.called)) as up_to_date
    from membership m join organisation o on o.cluster_id = ${cluster} and o.id = m.organisation_id
    where m.cluster_id = ${cluster}`
}

const member = { unit: 'organisation', fold: 'distinct' as const, evidence: periods }

const dues = ({ sql, cluster }: Scope, quantity: 'called' | 'paid') => sql`
  select 'due' as kind, d.id, o.name as label, d.paid_on as day, d.${sql(quantity)} as quantity, d.source_id, d.source_row
  from due d join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
  where d.cluster_id = ${cluster}`

export const figures = [
  figure({ name: 'members.count', ...member, only: 'is_open', splits: ['region', 'college'] }),
  figure({ name: 'members.joined', ...member, only: 'joined' }),
  figure({ name: 'members.left', ...member, only: 'gone' }),
  figure({ name: 'members.up_to_date', ...member, only: 'up_to_date', personal: true }),
  figure({
    name: 'dues.called',
    unit: 'MAD',
    fold: 'sum',
    personal: true,
    evidence: (scope, { year }) => scope.sql`${dues(scope, 'called')} and d.year = ${year}`,
  }),
  figure({
    name: 'dues.received',
    unit: 'MAD',
    fold: 'sum',
    personal: true,
    evidence: (scope, { year, asOf }) =>
      scope.sql`${dues(scope, 'paid')} and d.year = ${year} and d.paid > 0 and d.paid_on <= ${asOf}`,
  }),
]
