import type { At } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

export type Execution = {
  id: string | null
  kind: 'programme' | 'organisation'
  name: string
  budget: number
  engaged: number
  spent: number
}

/**
 * Charges of a year by programme or by funder: voted, engaged and not yet spent, spent up to the day. Budget lines name no funder:
 * a funder's budget is what it has engaged for the programmes of the year, in dirhams of the day it did.
 */
export async function executionOf(
  { sql, cluster }: Scope,
  by: 'programme' | 'funder',
  { from, asOf, year }: At,
): Promise<Execution[]> {
  const budget =
    by === 'programme'
      ? sql`
          select b.programme_id as id, sum(b.amount) as amount from budget_line b join account a on a.cluster_id = ${cluster} and a.id = b.account_id
          where b.cluster_id = ${cluster} and b.year = ${year} and b.state = 'voté' and a.number like '6%' group by b.programme_id`
      : sql`
          select f.funder_id as id, sum(f.amount * coalesce(f.rate, 1)) as amount from funding f
          where f.cluster_id = ${cluster} and f.engaged between ${from} and ${asOf} group by f.funder_id`
  const key = sql(by === 'programme' ? 'programme_id' : 'funder_id')
  const rows = await sql`
    with budget as (${budget}),
    engaged as (
      select c.${key} as id, sum(c.amount) as amount from commitment c
      where c.cluster_id = ${cluster} and c.day between ${from} and ${asOf} and c.settled_by is null and (c.released_on is null or c.released_on > ${asOf}) group by c.${key}),
    spent as (
      select l.${key} as id, sum(coalesce(l.debit, 0) - coalesce(l.credit, 0)) as amount from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id
      where l.cluster_id = ${cluster} and l.day between ${from} and ${asOf} and a.number like '6%' group by l.${key}),
    named as (select id from budget union select id from engaged union select id from spent)
    select n.id, coalesce(b.amount, 0)::float8 as budget, coalesce(e.amount, 0)::float8 as engaged, coalesce(s.amount, 0)::float8 as spent,
      ${by === 'programme' ? sql`(select g.code || ' · ' || g.name from programme g where g.cluster_id = ${cluster} and g.id = n.id)` : sql`(select o.name from organisation o where o.cluster_id = ${cluster} and o.id = n.id)`} as name
    from named n
      left join budget b on b.id is not distinct from n.id left join engaged e on e.id is not distinct from n.id left join spent s on s.id is not distinct from n.id
    where coalesce(b.amount, 0) <> 0 or coalesce(e.amount, 0) <> 0 or coalesce(s.amount, 0) <> 0
    order by n.id is null, 5`
  return rows.map((row) => ({
    id: row.id,
    kind: by === 'programme' ? 'programme' : 'organisation',
    name: row.name ?? '',
    budget: row.budget,
    engaged: row.engaged,
    spent: row.spent,
  }))
}
