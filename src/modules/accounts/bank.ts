import { lines } from '../../core/asked.ts'
import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { file, reference, text } from '../../core/sheet.ts'
import { isUuid, newId, sha256 } from '../../platform/ids.ts'
import { columnTypes, writeRows } from '../../platform/store/bulk.ts'
import { readStatements, type Statement } from './statements.ts'

const lineColumns = columnTypes(
  'id uuid, statement_id uuid, place int, day date, amount numeric, wording text, reference text',
)

/** Brings in what the bank says, account by account, and matches what it can: a line of the ledger of the same amount, within a week, and no other. */
export const importStatement = deed({
  name: 'bank.import',
  may: ['secretary', 'accountant'],
  asks: {
    document: file('Document', { required: true }),
    name: text('Nom', { required: true }),
    account: reference('plan_comptable', 'Compte'),
    others: lines(
      'Autres comptes bancaires',
      {
        bank_account: text('Compte bancaire', { required: true }),
        account: reference('plan_comptable', 'Compte', { required: true }),
      },
      0,
    ),
  },
  refuses: ['no-document', 'statement-unreadable', 'statement-uneven', 'statement-known', 'account-unmapped'],
  does: async (doing, { document, name, account, others }): Promise<Outcome> => {
    const { scope, documents, when } = doing
    const { sql, cluster } = scope
    const bytes = documents.read(document)
    if (!bytes) return refusal('no-document', 'document')
    const read = readStatements(bytes, name)
    if (!read.ok) return refusal(read.why, 'document', read.about)
    const accounts = await ledgerAccounts(doing, read.statements, account, others)
    if (typeof accounts === 'string') return refusal('account-unmapped', 'others', { account: accounts })
    const facts = []
    let matched = 0
    let count = 0
    for (const statement of read.statements) {
      const [known] = await sql`
        select id from bank_statement where cluster_id = ${cluster} and bank_account = ${statement.account} and reference = ${statement.reference}`
      if (known)
        return refusal('statement-known', 'document', { account: statement.account, reference: statement.reference })
      const id = newId()
      await sql`
        insert into bank_statement (cluster_id, id, bank_account, reference, account_id, currency, from_day, to_day, opening, closing, sha256, imported_at)
        values (${cluster}, ${id}, ${statement.account}, ${statement.reference}, ${accounts.get(statement.account)!}, ${statement.currency}, ${statement.from}, ${statement.to}, ${statement.opening}, ${statement.closing}, ${sha256(bytes)}, ${when})`
      const rows = statement.lines.map((line, place) => ({ id: newId(), statement_id: id, place: place + 1, ...line }))
      await writeRows(scope, 'bank_line', lineColumns, rows)
      matched += await matchAlone(doing, id)
      count += rows.length
      const { lines: moved, ...told } = statement
      facts.push({ record: { kind: 'bank_statement', id }, body: { ...told, lines: moved.length } })
    }
    const done = { statements: read.statements.length, lines: count, matched, to: '/bureau/banque' }
    return { ok: true, done, facts }
  },
})

/**
 * Which account of the ledger each account of the bank is: as it is said here, or as it was said the last time. The one account given
 * alone stands for the one that is left. An account nobody placed is never put onto another one: its name is given back.
 */
async function ledgerAccounts(
  { scope: { sql, cluster } }: Doing,
  statements: Statement[],
  single: string | null,
  others: { bank_account: string; account: string }[],
): Promise<Map<string, string> | string> {
  const bare = (account: string) => account.replace(/\s/g, '').toUpperCase()
  const said = new Map(others.map(({ bank_account, account }) => [bare(bank_account), account]))
  const names = [...new Set(statements.map(({ account }) => account))]
  const before = await sql`
    select distinct on (bank_account) bank_account, account_id from bank_statement
    where cluster_id = ${cluster} and bank_account = any(${names}) order by bank_account, imported_at desc`
  const known = new Map(before.map((row) => [row.bank_account as string, row.account_id as string]))
  const placed = new Map<string, string>()
  const left: string[] = []
  for (const name of names) {
    const account = said.get(bare(name)) ?? known.get(name)
    if (account) placed.set(name, account)
    else left.push(name)
  }
  if (single && left.length === 1) placed.set(left.pop()!, single)
  return left[0] ?? placed
}

const windowDays = 7

/** Matches the lines that have one possible partner only, who has none but them. */
async function matchAlone({ scope: { sql, cluster }, when }: Doing, statement: string): Promise<number> {
  const rows = await sql`
    with pairs as (
      select b.id as bank, l.id as ledger,
        count(*) over (partition by b.id) as for_bank, count(*) over (partition by l.id) as for_ledger
      from bank_line b
        join bank_statement s on s.cluster_id = ${cluster} and s.id = b.statement_id
        join ledger_line l on l.cluster_id = ${cluster} and l.account_id = s.account_id
          and coalesce(l.debit, 0) - coalesce(l.credit, 0) = b.amount and l.day between b.day - ${windowDays}::int and b.day + ${windowDays}::int
      where b.cluster_id = ${cluster} and b.statement_id = ${statement} and b.ledger_line_id is null
        and not exists (select from bank_line o where o.cluster_id = ${cluster} and o.ledger_line_id = l.id))
    update bank_line t set ledger_line_id = p.ledger, matched_by = 'montant', matched_at = ${when}
    from pairs p where t.cluster_id = ${cluster} and t.id = p.bank and p.for_bank = 1 and p.for_ledger = 1 returning t.id`
  return rows.length
}

/** Says which line of the ledger a line of the bank is. */
export const matchLine = deed({
  name: 'bank.match',
  may: ['secretary', 'accountant'],
  asks: { line: text('Ligne de relevé', { required: true }), voucher: text('Pièce', { required: true }) },
  refuses: ['no-record', 'matched-already', 'no-such-amount'],
  does: async ({ scope: { sql, cluster }, actor, when }, { line: id, voucher }): Promise<Outcome> => {
    const [line] = isUuid(id)
      ? await sql`
          select b.amount, b.ledger_line_id, s.account_id from bank_line b join bank_statement s on s.cluster_id = ${cluster} and s.id = b.statement_id
          where b.cluster_id = ${cluster} and b.id = ${id}`
      : []
    if (!line) return refusal('no-record', 'line')
    if (line.ledger_line_id) return refusal('matched-already', 'line')
    const [partner] = await sql`
      select l.id from ledger_line l where l.cluster_id = ${cluster} and l.voucher = ${voucher} and l.account_id = ${line.account_id}
        and coalesce(l.debit, 0) - coalesce(l.credit, 0) = ${line.amount}
        and not exists (select from bank_line o where o.cluster_id = ${cluster} and o.ledger_line_id = l.id) limit 1`
    if (!partner) return refusal('no-such-amount', 'voucher', { amount: line.amount })
    await sql`
      update bank_line set ledger_line_id = ${partner.id}, matched_by = ${actor.name}, matched_at = ${when} where cluster_id = ${cluster} and id = ${id}`
    const record = { kind: 'ledger_line', id: partner.id as string }
    return { ok: true, done: { record, to: '/bureau/banque' }, facts: [{ record, body: { bankLine: id } }] }
  },
})

/** Takes a match back. */
export const unmatchLine = deed({
  name: 'bank.unmatch',
  may: ['secretary', 'accountant'],
  asks: { line: text('Ligne de relevé', { required: true }) },
  refuses: ['no-record'],
  does: async ({ scope: { sql, cluster } }, { line: id }): Promise<Outcome> => {
    const rows = isUuid(id)
      ? await sql`
          update bank_line t set ledger_line_id = null, matched_by = null, matched_at = null from bank_line b
          where t.cluster_id = ${cluster} and b.cluster_id = ${cluster} and b.id = t.id and t.id = ${id} and b.ledger_line_id is not null returning b.ledger_line_id as was`
      : []
    if (rows.length === 0) return refusal('no-record', 'line')
    const record = { kind: 'ledger_line', id: rows[0]!.was as string }
    return { ok: true, done: { record, to: '/bureau/banque' }, facts: [{ record, body: { unmatched: id } }] }
  },
})
