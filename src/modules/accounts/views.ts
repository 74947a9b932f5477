import { view } from '../../core/view.ts'

/** What moved on each account in the year, and where it stands on the day. */
export const balanceList = view({
  name: 'accounts.balances',
  may: ['public'],
  columns: [
    { key: 'number', kind: 'text' },
    { key: 'title', kind: 'text' },
    { key: 'debit', kind: 'money' },
    { key: 'credit', kind: 'money' },
    { key: 'balance', kind: 'money' },
  ],
  rows: async ({ sql, cluster }, { from, asOf }) => [
    ...(await sql`
      select a.id, a.number, a.title, coalesce(sum(l.debit) filter (where l.day >= ${from}), 0)::float8 as debit,
        coalesce(sum(l.credit) filter (where l.day >= ${from}), 0)::float8 as credit,
        (coalesce(sum(l.debit), 0) - coalesce(sum(l.credit), 0))::float8 as balance
      from account a left join ledger_line l on l.cluster_id = ${cluster} and l.account_id = a.id and l.day <= ${asOf}
      where a.cluster_id = ${cluster} group by a.id, a.number, a.title order by a.number`),
  ],
})

/** The budget of the year and of the next, line by line. */
export const budgetList = view({
  name: 'accounts.budget',
  may: ['public'],
  columns: [
    { key: 'year', kind: 'number' },
    { key: 'action', kind: 'text' },
    { key: 'programme', kind: 'text' },
    { key: 'account', kind: 'text' },
    { key: 'label', kind: 'text' },
    { key: 'amount', kind: 'money' },
    { key: 'state', kind: 'state' },
  ],
  rows: async ({ sql, cluster }, { year }) => [
    ...(await sql`
      select b.id, b.year, b.action, g.code as programme, a.number as account, b.label, b.amount::float8 as amount, b.state
      from budget_line b join account a on a.cluster_id = ${cluster} and a.id = b.account_id
        left join programme g on g.cluster_id = ${cluster} and g.id = b.programme_id
      where b.cluster_id = ${cluster} and b.year between ${year} and ${year + 1} order by b.year, b.action, b.source_row`),
  ],
})

export const views = [balanceList, budgetList]
