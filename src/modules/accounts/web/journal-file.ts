import type { Scope } from '../../../platform/store/store.ts'

/**
 * The ledger of a year as plain text accounting (hledger, ledger): a transaction a voucher, an account by its number. `until` a day;
 * earlier years come as the balances they left.
 */
export async function journalFile({ sql, cluster }: Scope, from: string, until: string): Promise<string> {
  const lines = await sql`
    select l.voucher, l.day::text, l.book, l.label, a.number, a.title, (coalesce(l.debit, 0) - coalesce(l.credit, 0))::text as amount, o.name as funder, g.code as programme
    from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id
      left join organisation o on o.cluster_id = ${cluster} and o.id = l.funder_id
      left join programme g on g.cluster_id = ${cluster} and g.id = l.programme_id
    where l.cluster_id = ${cluster} and l.day between ${from} and ${until} order by l.day, l.voucher, l.source_id, l.source_row`
  const before = await sql`
    select a.number, a.title, (sum(coalesce(l.debit, 0) - coalesce(l.credit, 0)))::text as amount
    from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id
    where l.cluster_id = ${cluster} and l.day < ${from} group by a.number, a.title having sum(coalesce(l.debit, 0) - coalesce(l.credit, 0)) <> 0 order by a.number`
  const accounts = await sql`select number, title from account where cluster_id = ${cluster} order by number`
  const declared = accounts.map(({ number, title }) => `account ${number}  ; ${plain(title)}`)
  const opening =
    before.length > 0
      ? [`${from} * (opening) Report`, ...before.map(({ number, amount }) => `    ${number}  ${amount} MAD`), '']
      : []
  // A voucher that runs over two days is two transactions only if each balances by itself; else it stays one, on its first day.
  const entries = [...Map.groupBy(lines, ({ voucher }) => voucher as string)].map(([voucher, own]) => {
    const head = `${own[0]!.day} * (${plain(voucher).replace(/[()]/g, '')}) ${plain(own[0]!.label ?? voucher)}`
    const postings = own.map(({ number, amount, funder, programme }) => {
      const tags = [funder && `bailleur:${tag(funder)}`, programme && `programme:${tag(programme)}`].filter(Boolean)
      return `    ${number}  ${amount} MAD${tags.length ? `  ; ${tags.join(', ')}` : ''}`
    })
    return [head, ...postings, ''].join('\n')
  })
  return `${['commodity 1000.00 MAD', '', ...declared, '', ...opening, ...entries].join('\n')}\n`
}

/** On one line, and without the sign that begins a comment. */
const plain = (text: string) => text.replace(/[\r\n;|]+/g, ' ').trim()
const tag = (text: string) => plain(text).replace(/[,:]/g, ' ')
