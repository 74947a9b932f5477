import type { Page } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { isUuid } from '../../../platform/ids.ts'
import { type Letter, makeLetter } from '../../../platform/pdf/letter.ts'
import { dayText, fill, moneyText, numberText, shortDayText } from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { Acts } from '../../dossier/index.ts'
import { feesOn } from '../fees.ts'
import { texts } from '../texts.ts'

/** The dues of a year: who was called for how much, who paid, who owes; and the scale. */
export const duesPage: Page = {
  path: '/bureau/cotisations',
  may: readers,
  office: { fr: texts.fr.dues, ar: texts.ar.dues, en: texts.en.dues },
  answer: async (web) => {
    const { scope, lang, url, profile, today } = web
    const t = texts[lang]
    const { sql, cluster } = scope
    const year = Number(/^\d{4}$/.exec(url.searchParams.get('year') ?? '')?.[0] ?? profile.year)
    const onlyOwing = url.searchParams.has('owing')
    const rows = await sql`
      select d.organisation_id, o.name, sum(d.called) as called, coalesce(sum(d.paid), 0) as paid, max(d.paid_on) as paid_on,
        (array_agg(d.id order by d.called desc, d.source_row))[1] as id
      from due d join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
      where d.cluster_id = ${cluster} and d.year = ${year} group by d.organisation_id, o.name
      having ${onlyOwing ? sql`sum(d.called) > coalesce(sum(d.paid), 0)` : sql`true`} order by o.name`
    const sum = (key: string) => rows.reduce((total, row) => total + Number(row[key]), 0)
    const fees = await feesOn(scope, today)
    const receipts = await sql`
      select p.id, p.year, p.number, p.amount, p.paid_on, o.name
      from payment p join due d on d.cluster_id = ${cluster} and d.id = p.due_id join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
      where p.cluster_id = ${cluster} order by p.year desc, p.number desc limit 50`
    const mayPay = may(web.actor, web.deeds.get('dues.pay')!.may)
    return {
      title: `${t.dues} ${year} · ${profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>
              {t.dues} {year}
            </h1>
          </div>
          <Acts web={web} names={['dues.call', 'dues.remind', 'fees.set']} query={`?year=${year}`} />
          <p class="full got">
            <a href={`?year=${year - 1}`}>{year - 1}</a>
            <a href={`?year=${year + 1}`}>{year + 1}</a>
            {onlyOwing ? (
              <a href={`?year=${year}`}>{t.everybody}</a>
            ) : (
              <a href={`?year=${year}&owing`}>{t.owingOnly}</a>
            )}
            <span>
              {fill(t.duesSum, {
                called: moneyText(lang, sum('called')),
                paid: moneyText(lang, sum('paid')),
                owed: moneyText(lang, sum('called') - sum('paid')),
              })}
            </span>
          </p>
          <section class="full scrolls">
            <Table
              caption={t.dues}
              empty={t.noDues}
              heads={[
                { key: 'name', text: t.name },
                { key: 'called', text: web.say.header('Montant appelé'), end: true },
                { key: 'paid', text: web.say.header('Montant payé'), end: true },
                { key: 'on', text: web.say.header('Date de paiement') },
                { key: 'owed', text: t.owed, end: true },
                { key: 'pay', text: '' },
              ]}
              lines={rows.map((row) => {
                const owed = Number(row.called) - Number(row.paid)
                return {
                  key: row.organisation_id,
                  cells: [
                    <a key="name" href={web.link(`/records/organisation/${row.organisation_id}`)}>
                      <bdi>{row.name}</bdi>
                    </a>,
                    numberText(lang, Number(row.called), 2),
                    numberText(lang, Number(row.paid), 2),
                    row.paid_on ? shortDayText(lang, row.paid_on) : '',
                    <span key="owed" class={owed > 0 ? 'late' : undefined}>
                      {owed > 0 ? numberText(lang, owed, 2) : ''}
                    </span>,
                    owed > 0 && mayPay ? (
                      <a key="pay" href={`${web.link('/actes/dues.pay')}?due=${row.id}`}>
                        {t.recordPayment}
                      </a>
                    ) : (
                      ''
                    ),
                  ],
                }
              })}
            />
          </section>
          <section class="full">
            <h2>{t.fees}</h2>
            <Table
              caption={t.fees}
              empty={t.noFees}
              heads={[
                { key: 'college', text: t.college },
                { key: 'from', text: web.say.header('Effectif à partir de'), end: true },
                { key: 'amount', text: web.say.header('Montant'), end: true },
              ]}
              lines={fees.map(({ college, from, amount }) => ({
                key: `${college} ${from}`,
                cells: [<bdi key="c">{college}</bdi>, numberText(lang, from), numberText(lang, Number(amount), 2)],
              }))}
            />
          </section>
          {receipts.length > 0 && (
            <section class="full">
              <h2>{t.receipts}</h2>
              <ul class="rows">
                {receipts.map((row) => (
                  <li key={row.id}>
                    <a href={web.link(`/bureau/recus/${row.id}.pdf`)}>
                      {row.year}-{row.number} · <bdi>{row.name}</bdi>
                    </a>
                    <span>
                      {shortDayText(lang, row.paid_on)} · {moneyText(lang, Number(row.amount))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      ),
    }
  },
}

/** The receipt of one payment, to hand to whoever paid. A member opens its own. */
export const receiptPage: Page = {
  path: '/bureau/recus/:id.pdf',
  may: [...readers, 'member'],
  answer: async ({ scope, lang, profile, actor, say, root }, { id = '' }) => {
    if (!isUuid(id)) return null
    const { sql, cluster } = scope
    const [row] = await sql`
      select p.year, p.number, p.amount, p.paid_on, p.means, p.reference, d.year as due_year, d.organisation_id, o.name, o.ice, o.city
      from payment p join due d on d.cluster_id = ${cluster} and d.id = p.due_id join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
      where p.cluster_id = ${cluster} and p.id = ${id}`
    const isTheirs = may(actor, readers) || actor.held.some(({ scope: of }) => of === row?.organisation_id)
    if (!row || !isTheirs) return null
    const t = texts[lang]
    const facts: [string, string][] = [
      [t.receivedFrom, row.name],
      ['ICE', row.ice ?? '—'],
      [t.forDues, String(row.due_year)],
      [say.header('Montant'), moneyText(lang, Number(row.amount))],
      [say.header('Date de paiement'), dayText(lang, row.paid_on)],
      [t.means, [row.means, row.reference].filter(Boolean).join(' · ') || '—'],
    ]
    const title = fill(t.receiptTitle, { number: `${row.year}-${row.number}` })
    const letter: Letter = {
      lang,
      title,
      cluster: profile.name,
      city: profile.city ?? '',
      blocks: [
        { kind: 'facts', facts },
        { kind: 'p', text: t.receiptSays },
        { kind: 'sign', names: [fill(t.madeIn, { city: profile.city ?? '', day: dayText(lang, row.paid_on) })] },
      ],
    }
    const pdf = await makeLetter(root, letter, row.paid_on)
    return { file: pdf, type: 'application/pdf', name: `recu-${row.year}-${row.number}.pdf` }
  },
}
