import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Memberships open on the day: begun on or before it and not ended, or ended after it. */
const openOn = ({ sql }: Scope, { asOf }: At) => sql`m.joined <= ${asOf} and (m.left_on is null or m.left_on > ${asOf})`

const periods = ({ sql, cluster }: Scope) => sql`
  select 'membership' as kind, m.id, o.name as label, m.joined as day, m.organisation_id::text as unit, o.region, m.college, m.source_id, m.source_row
  from membership m join organisation o on o.cluster_id = ${cluster} and o.id = m.organisation_id
  where m.cluster_id = ${cluster}`

const dues = ({ sql, cluster }: Scope, quantity: 'called' | 'paid') => sql`
  select 'due' as kind, d.id, o.name as label, d.paid_on as day, d.${sql(quantity)} as quantity, d.source_id, d.source_row
  from due d join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
  where d.cluster_id = ${cluster}`

export const figures = [
  figure({
    name: 'members.count',
    unit: 'organisation',
    fold: 'distinct',
    splits: ['region', 'college'],
    evidence: (scope, at) => scope.sql`${periods(scope)} and ${openOn(scope, at)}`,
  }),
  figure({
    name: 'members.joined',
    unit: 'organisation',
    fold: 'distinct',
    evidence: (scope, { from, asOf }) => scope.sql`${periods(scope)} and m.joined between ${from} and ${asOf}`,
  }),
  figure({
    name: 'members.left',
    unit: 'organisation',
    fold: 'distinct',
    evidence: (scope, at) => scope.sql`
      ${periods(scope)} and m.left_on between ${at.from} and ${at.asOf} and m.organisation_id not in (
        select m.organisation_id from membership m where m.cluster_id = ${scope.cluster} and ${openOn(scope, at)})`,
  }),
  figure({
    name: 'members.up_to_date',
    unit: 'organisation',
    fold: 'distinct',
    evidence: (scope, at) => scope.sql`
      ${periods(scope)} and ${openOn(scope, at)} and m.organisation_id in (
        select d.organisation_id from due d where d.cluster_id = ${scope.cluster} and d.year = ${at.year}
        group by d.organisation_id
        having coalesce(sum(d.paid) filter (where d.paid_on <= ${at.asOf}), 0) >= sum(d.called))`,
  }),
  figure({
    name: 'dues.called',
    unit: 'MAD',
    fold: 'sum',
    evidence: (scope, { year }) => scope.sql`${dues(scope, 'called')} and d.year = ${year}`,
  }),
  figure({
    name: 'dues.received',
    unit: 'MAD',
    fold: 'sum',
    evidence: (scope, { year, asOf }) =>
      scope.sql`${dues(scope, 'paid')} and d.year = ${year} and d.paid > 0 and d.paid_on <= ${asOf}`,
  }),
]
