import { view } from '../../core/view.ts'
import { inBookCurrency } from './figures.ts'

/** Fundings known by a day, in their currency and in dirhams, with the day of each stage and what has come in. */
export const fundingList = view({
  name: 'funding.list',
  may: ['public'],
  columns: [
    { key: 'reference', kind: 'text' },
    { key: 'funder', kind: 'text' },
    { key: 'programme', kind: 'text' },
    { key: 'amount', kind: 'money' },
    { key: 'currency', kind: 'text' },
    { key: 'book_amount', kind: 'money' },
    { key: 'received', kind: 'money' },
    { key: 'identified', kind: 'day' },
    { key: 'asked', kind: 'day' },
    { key: 'engaged', kind: 'day' },
    { key: 'signed', kind: 'day' },
  ],
  rows: async ({ sql, cluster }, { asOf }) => [
    ...(await sql`
      select f.id, f.reference, o.name as funder, g.code as programme, f.amount::float8 as amount, f.currency, ${inBookCurrency(sql, 'f')}::float8 as book_amount,
        coalesce((select sum(${inBookCurrency(sql, 'r')}) from receipt r where r.cluster_id = ${cluster} and r.funding_id = f.id and r.received <= ${asOf}), 0)::float8 as received,
        f.identified, f.asked, f.engaged, f.signed
      from funding f join organisation o on o.cluster_id = ${cluster} and o.id = f.funder_id
        left join programme g on g.cluster_id = ${cluster} and g.id = f.programme_id
      where f.cluster_id = ${cluster} and least(f.identified, f.asked, f.engaged, f.signed) <= ${asOf} order by f.reference`),
  ],
})

export const views = [fundingList]
