import { figure } from '../../core/figure.ts'
import type { Fragment, Scope, Sql } from '../../platform/store/store.ts'

/** SQL of an amount in book currency: converted at its own rate and rounded to the centime, line by line. */
export const inBookCurrency = (sql: Sql, table: 'f' | 'r'): Fragment =>
  sql.unsafe(
    `round(${table}.amount * case when ${table}.currency = 'MAD' then 1 else ${table}.rate end, 2)`,
  ) as unknown as Fragment

/** Fundings by the day of a stage. Asked for is not engaged, engaged is not signed, signed is not received. */
const fundings = ({ sql, cluster }: Scope, stage: 'engaged' | 'signed') => sql`
  select 'funding' as kind, f.id, f.reference || ' · ' || o.name as label, f.${sql(stage)} as day, ${inBookCurrency(sql, 'f')} as quantity, g.code as programme, f.source_id, f.source_row
  from funding f join organisation o on o.cluster_id = ${cluster} and o.id = f.funder_id left join programme g on g.cluster_id = ${cluster} and g.id = f.programme_id
  where f.cluster_id = ${cluster}`

export const figures = [
  figure({
    name: 'funds.engaged',
    unit: 'MAD',
    fold: 'sum',
    by: ['programme'],
    evidence: (scope, { from, asOf }) =>
      scope.sql`${fundings(scope, 'engaged')} and f.engaged between ${from} and ${asOf}`,
  }),
  figure({
    name: 'funds.signed',
    unit: 'MAD',
    fold: 'sum',
    by: ['programme'],
    evidence: (scope, { from, asOf }) =>
      scope.sql`${fundings(scope, 'signed')} and f.signed between ${from} and ${asOf}`,
  }),
  figure({
    name: 'funds.received',
    unit: 'MAD',
    fold: 'sum',
    by: ['programme'],
    evidence: ({ sql, cluster }, { from, asOf }) => sql`
      select 'receipt' as kind, r.id, f.reference || ' · ' || o.name as label, r.received as day, ${inBookCurrency(sql, 'r')} as quantity, g.code as programme, r.source_id, r.source_row
      from receipt r
        join funding f on f.cluster_id = ${cluster} and f.id = r.funding_id
        join organisation o on o.cluster_id = ${cluster} and o.id = f.funder_id
        left join programme g on g.cluster_id = ${cluster} and g.id = f.programme_id
      where r.cluster_id = ${cluster} and r.received between ${from} and ${asOf}`,
  }),
]
