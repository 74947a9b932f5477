import { type At, figure } from '../../core/figure.ts'
import type { Fragment, Scope } from '../../platform/store/store.ts'

/** Ledger lines with the amount they add to what is asked: credit less debit, or debit less credit. */
const lines = ({ sql, cluster }: Scope, side: 'credit' | 'debit'): Fragment => {
  const [plus, minus] = side === 'credit' ? [sql`l.credit`, sql`l.debit`] : [sql`l.debit`, sql`l.credit`]
  return sql`
    select 'ledger_line' as kind, l.id, l.voucher || ' · ' || a.number || ' ' || coalesce(l.label, a.title) as label, l.day,
      coalesce(${plus}, 0) - coalesce(${minus}, 0) as quantity, l.source_id, l.source_row
    from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id
    where l.cluster_id = ${cluster}`
}

const inYear = ({ sql }: Scope, { from, asOf }: At) => sql`l.day between ${from} and ${asOf}`

const nextYear = ({ sql, cluster }: Scope, { year }: At) => sql`
  select 'budget_line' as kind, b.id, coalesce(b.label, a.title) as label, null::date as day, b.amount as quantity, b.source_id, b.source_row,
    a.number like '7%' as income, a.number like '6%' as expense
  from budget_line b join account a on a.cluster_id = ${cluster} and a.id = b.account_id
  where b.cluster_id = ${cluster} and b.year = ${year + 1}`

export const figures = [
  figure({
    name: 'accounts.income',
    unit: 'MAD',
    fold: 'sum',
    evidence: (scope, at) => scope.sql`${lines(scope, 'credit')} and ${inYear(scope, at)} and a.number like '7%'`,
  }),
  figure({
    name: 'accounts.expenses',
    unit: 'MAD',
    fold: 'sum',
    evidence: (scope, at) => scope.sql`${lines(scope, 'debit')} and ${inYear(scope, at)} and a.number like '6%'`,
  }),
  figure({
    name: 'accounts.result',
    unit: 'MAD',
    fold: 'sum',
    evidence: (scope, at) =>
      scope.sql`${lines(scope, 'credit')} and ${inYear(scope, at)} and (a.number like '6%' or a.number like '7%')`,
  }),
  figure({
    name: 'accounts.bank',
    unit: 'MAD',
    fold: 'sum',
    evidence: (scope, { asOf }) => scope.sql`${lines(scope, 'debit')} and l.day <= ${asOf} and a.number like '514%'`,
  }),
  figure({ name: 'budget.next_year_income', unit: 'MAD', fold: 'sum', only: 'income', evidence: nextYear }),
  figure({ name: 'budget.next_year_expenses', unit: 'MAD', fold: 'sum', only: 'expense', evidence: nextYear }),
]
