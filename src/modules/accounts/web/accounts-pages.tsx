import { atDay } from '../../../core/figure.ts'
import type { Page, Web } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { ask } from '../../../core/view.ts'
import { canonicalJson, sha256 } from '../../../platform/ids.ts'
import { dayText, fill, moneyText, numberText, shortDayText } from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { Acts } from '../../dossier/index.ts'
import { linesOf } from '../approve.ts'
import { closedUntil } from '../closed.ts'
import { executionOf } from '../execution.ts'
import { texts } from '../texts.ts'
import { balanceList } from '../views.ts'
import { journalFile } from './journal-file.ts'

const yearOf = ({ url, profile }: Web) =>
  Number(/^\d{4}$/.exec(url.searchParams.get('year') ?? '')?.[0] ?? profile.year)
const lastDay = ({ profile }: Web, year: number) =>
  profile.asOf.startsWith(`${year}-`) ? profile.asOf : `${year}-12-31`

/** The accounts of a year: balances, the budget beside what is engaged and spent, what is closed and what was approved. */
export const accountsPage: Page = {
  path: '/bureau/comptes',
  may: readers,
  office: { fr: texts.fr.accounts, ar: texts.ar.accounts, en: texts.en.accounts },
  answer: async (web) => {
    const { scope, lang, actor, profile } = web
    const t = texts[lang]
    const { sql, cluster } = scope
    const year = yearOf(web)
    const at = atDay(lastDay(web, year), profile.zone)
    const balances = (await ask(scope, actor, balanceList, { ...at }))?.rows ?? []
    const closed = await closedUntil(scope)
    const approvals = await sql`
      select a.subject, a.year, a.approved_at, a.rows, a.sha256, r.id as resolution, r.number, r.subject as about, m.reference
      from approval a join resolution r on r.cluster_id = ${cluster} and r.id = a.resolution_id join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
      where a.cluster_id = ${cluster} and a.year between ${year} and ${year + 1} order by a.approved_at desc`
    const stillSo = await Promise.all(
      approvals.map(async (row) => sha256(canonicalJson(await linesOf(scope, row.subject, row.year))) === row.sha256),
    )
    const commitments = await sql`
      select c.id, c.reference, c.day, c.label, c.amount::float8 as amount, g.code as programme from commitment c left join programme g on g.cluster_id = ${cluster} and g.id = c.programme_id
      where c.cluster_id = ${cluster} and c.settled_by is null and c.released_on is null order by c.day, c.reference`
    return {
      title: `${t.accounts} ${year} · ${profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>
              {t.accounts} {year}
            </h1>
          </div>
          <Acts
            web={web}
            names={[
              'accounts.enter',
              'accounts.reverse',
              'accounts.commit',
              'accounts.settle',
              'accounts.close',
              'accounts.approve',
            ]}
            query={`?year=${year}`}
          />
          <p class="full got">
            <a href={`?year=${year - 1}`}>{year - 1}</a>
            <a href={`?year=${year + 1}`}>{year + 1}</a>
            <a href={web.link('/bureau/banque')}>{t.bank}</a>
            <a href={web.link(`/bureau/comptes/${year}.journal`)}>{t.plainText}</a>
            <a href={web.link('/bureau/registres/ecritures')}>{web.say.sheet('ecritures').many}</a>
            <span>{closed ? fill(t.closedUntil, { day: dayText(lang, closed) }) : t.nothingClosed}</span>
          </p>
          <Execution web={web} caption={t.byProgramme} rows={await executionOf(scope, 'programme', at)} />
          <Execution web={web} caption={t.byFunder} rows={await executionOf(scope, 'funder', at)} />
          {commitments.length > 0 && (
            <section class="full scrolls">
              <h2>{t.engaged}</h2>
              <Table
                caption={t.engaged}
                heads={[
                  { key: 'reference', text: web.say.header('Référence') },
                  { key: 'label', text: web.say.header('Libellé') },
                  { key: 'programme', text: web.say.header('Programme') },
                  { key: 'day', text: web.say.header('Date') },
                  { key: 'amount', text: web.say.header('Montant'), end: true },
                  { key: 'settle', text: '' },
                ]}
                lines={commitments.map((row) => ({
                  key: row.id,
                  cells: [
                    <bdi key="reference">{row.reference}</bdi>,
                    <bdi key="label">{row.label}</bdi>,
                    <bdi key="programme">{row.programme ?? ''}</bdi>,
                    shortDayText(lang, row.day),
                    moneyText(lang, row.amount),
                    may(actor, web.deeds.get('accounts.settle')!.may) ? (
                      <a
                        key="settle"
                        href={`${web.link('/actes/accounts.settle')}?reference=${encodeURIComponent(row.reference)}`}
                      >
                        {t.settle}
                      </a>
                    ) : (
                      ''
                    ),
                  ],
                }))}
              />
            </section>
          )}
          {approvals.length > 0 && (
            <section class="full">
              <h2>{t.approved}</h2>
              <ul class="rows">
                {approvals.map((row, place) => (
                  <li key={row.sha256}>
                    <a href={web.link(`/records/resolution/${row.resolution}`)}>
                      {t.subjects[row.subject as keyof typeof t.subjects]} {row.year} · <bdi>{row.reference}</bdi> ·{' '}
                      {row.number}
                    </a>
                    <span class={stillSo[place] ? undefined : 'late'}>
                      {fill(stillSo[place] ? t.unchanged : t.changedSince, { rows: numberText(lang, row.rows) })}{' '}
                      <code dir="ltr">{row.sha256.slice(0, 10)}</code>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section class="full scrolls">
            <h2>{fill(t.balancesOn, { day: dayText(lang, at.asOf) })}</h2>
            <Table
              caption={t.accounts}
              empty={t.noEntries}
              heads={[
                { key: 'number', text: web.say.header('Compte') },
                { key: 'title', text: web.say.header('Intitulé') },
                { key: 'debit', text: web.say.header('Débit'), end: true },
                { key: 'credit', text: web.say.header('Crédit'), end: true },
                { key: 'balance', text: t.balance, end: true },
              ]}
              lines={balances
                .filter(({ debit, credit, balance }) => debit || credit || balance)
                .map(({ id, number, title, debit, credit, balance }) => ({
                  key: String(number),
                  cells: [
                    <a key="number" href={web.link(`/records/account/${id}`)}>
                      {number}
                    </a>,
                    <bdi key="title">{title}</bdi>,
                    numberText(lang, Number(debit), 2),
                    numberText(lang, Number(credit), 2),
                    numberText(lang, Number(balance), 2),
                  ],
                }))}
            />
          </section>
        </>
      ),
    }
  },
}

function Execution({
  web,
  caption,
  rows,
}: {
  web: Web
  caption: string
  rows: Awaited<ReturnType<typeof executionOf>>
}) {
  const t = texts[web.lang]
  const money = (amount: number) => numberText(web.lang, amount, 2)
  if (rows.length === 0) return null
  return (
    <section class="full scrolls">
      <h2>{caption}</h2>
      <Table
        caption={caption}
        heads={[
          { key: 'name', text: t.what },
          { key: 'budget', text: t.voted, end: true },
          { key: 'engaged', text: t.engaged, end: true },
          { key: 'spent', text: t.spent, end: true },
          { key: 'left', text: t.left, end: true },
        ]}
        lines={rows.map(({ id, kind, name, budget, engaged, spent }) => ({
          key: id ?? 'none',
          cells: [
            id ? (
              <a key="name" href={web.link(`/records/${kind}/${id}`)}>
                <bdi>{name}</bdi>
              </a>
            ) : (
              t.unassigned
            ),
            money(budget),
            money(engaged),
            money(spent),
            <span key="left" class={budget - engaged - spent < 0 ? 'late' : undefined}>
              {money(budget - engaged - spent)}
            </span>,
          ],
        }))}
      />
    </section>
  )
}

/** The ledger of a year for hledger and its like. */
export const journalFilePage: Page = {
  path: '/bureau/comptes/:year.journal',
  may: readers,
  answer: async ({ scope, profile }, { year = '' }) => {
    if (!/^\d{4}$/.test(year)) return null
    const file = await journalFile(scope, `${year}-01-01`, `${year}-12-31`)
    return { file, type: 'text/plain; charset=utf-8', name: `${profile.slug}-${year}.journal` }
  },
}

const mostLines = 300

/** What the bank says beside the ledger: what matches, and what either has that the other has not. */
export const bankPage: Page = {
  path: '/bureau/banque',
  may: readers,
  answer: async (web) => {
    const { scope, lang, profile } = web
    const t = texts[lang]
    const { sql, cluster } = scope
    const statements = await sql`
      select s.id, s.bank_account, s.reference, s.from_day, s.to_day, s.closing::float8 as closing, a.number,
        (select count(*)::int from bank_line b where b.cluster_id = ${cluster} and b.statement_id = s.id) as lines,
        (select count(*)::int from bank_line b where b.cluster_id = ${cluster} and b.statement_id = s.id and b.ledger_line_id is null) as open
      from bank_statement s join account a on a.cluster_id = ${cluster} and a.id = s.account_id
      where s.cluster_id = ${cluster} order by s.to_day desc, s.bank_account limit 100`
    const open = await sql`
      select b.id, b.day, b.amount::float8 as amount, b.wording, s.bank_account,
        (select string_agg(l.voucher, ', ') from ledger_line l where l.cluster_id = ${cluster} and l.account_id = s.account_id
          and coalesce(l.debit, 0) - coalesce(l.credit, 0) = b.amount and l.day between b.day - 30 and b.day + 30
          and not exists (select from bank_line o where o.cluster_id = ${cluster} and o.ledger_line_id = l.id)) as candidates
      from bank_line b join bank_statement s on s.cluster_id = ${cluster} and s.id = b.statement_id
      where b.cluster_id = ${cluster} and b.ledger_line_id is null order by b.day, b.place limit ${mostLines}`
    const alone = await sql`
      select l.id, l.voucher, l.day, coalesce(l.debit, 0)::float8 - coalesce(l.credit, 0)::float8 as amount, l.label
      from ledger_line l
      where l.cluster_id = ${cluster}
        and exists (select from bank_statement s where s.cluster_id = ${cluster} and s.account_id = l.account_id and l.day between s.from_day and s.to_day)
        and not exists (select from bank_line o where o.cluster_id = ${cluster} and o.ledger_line_id = l.id)
      order by l.day, l.voucher limit ${mostLines}`
    const mayMatch = may(web.actor, web.deeds.get('bank.match')!.may)
    return {
      title: `${t.bank} · ${profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.bank}</h1>
          </div>
          <Acts web={web} names={['bank.import']} />
          <section class="full scrolls">
            <h2>{t.statements}</h2>
            <Table
              caption={t.statements}
              empty={t.noStatements}
              heads={[
                { key: 'account', text: t.bankAccount },
                { key: 'reference', text: web.say.header('Référence') },
                { key: 'from', text: web.say.header('Début') },
                { key: 'to', text: web.say.header('Fin') },
                { key: 'closing', text: t.balance, end: true },
                { key: 'lines', text: t.lines, end: true },
                { key: 'open', text: t.unmatched, end: true },
              ]}
              lines={statements.map((row) => ({
                key: row.id,
                cells: [
                  <bdi key="account">{row.bank_account}</bdi>,
                  <bdi key="reference">{row.reference}</bdi>,
                  shortDayText(lang, row.from_day),
                  shortDayText(lang, row.to_day),
                  row.closing === null ? '' : numberText(lang, row.closing, 2),
                  numberText(lang, row.lines),
                  <span key="open" class={row.open > 0 ? 'late' : undefined}>
                    {numberText(lang, row.open)}
                  </span>,
                ],
              }))}
            />
          </section>
          {open.length > 0 && (
            <section class="full scrolls">
              <h2>{t.onlyBank}</h2>
              <Table
                caption={t.onlyBank}
                heads={[
                  { key: 'wording', text: web.say.header('Libellé') },
                  { key: 'day', text: web.say.header('Date') },
                  { key: 'amount', text: web.say.header('Montant'), end: true },
                  { key: 'candidates', text: t.candidates },
                  { key: 'match', text: '' },
                ]}
                lines={open.map((row) => ({
                  key: row.id,
                  cells: [
                    <bdi key="wording">{row.wording}</bdi>,
                    shortDayText(lang, row.day),
                    numberText(lang, row.amount, 2),
                    <bdi key="candidates">{row.candidates ?? ''}</bdi>,
                    mayMatch ? (
                      <a
                        key="match"
                        href={`${web.link('/actes/bank.match')}?line=${row.id}${row.candidates ? `&voucher=${encodeURIComponent(row.candidates.split(', ')[0]!)}` : ''}`}
                      >
                        {t.match}
                      </a>
                    ) : (
                      ''
                    ),
                  ],
                }))}
              />
            </section>
          )}
          {alone.length > 0 && (
            <section class="full scrolls">
              <h2>{t.onlyLedger}</h2>
              <Table
                caption={t.onlyLedger}
                heads={[
                  { key: 'voucher', text: web.say.header('Pièce') },
                  { key: 'label', text: web.say.header('Libellé') },
                  { key: 'day', text: web.say.header('Date') },
                  { key: 'amount', text: web.say.header('Montant'), end: true },
                ]}
                lines={alone.map((row) => ({
                  key: row.id,
                  cells: [
                    <a key="voucher" href={web.link(`/records/ledger_line/${row.id}`)}>
                      {row.voucher}
                    </a>,
                    <bdi key="label">{row.label ?? ''}</bdi>,
                    shortDayText(lang, row.day),
                    numberText(lang, row.amount, 2),
                  ],
                }))}
              />
            </section>
          )}
        </>
      ),
    }
  },
}

export const pages = [accountsPage, journalFilePage, bankPage]
