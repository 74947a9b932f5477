import type { Web } from '../../core/page.ts'
import { dayText, fill, type Lang, langs } from '../../platform/texts.ts'
import { type Xml, xml, xmlDocument } from '../../platform/xml.ts'
import type { Programme } from './funder.ts'
import { texts } from './texts.ts'

// Codes of the IATI 2.03 lists; a test holds each against the list it comes from.
const roles = { funding: '1', accountable: '2', implementing: '4' }
const statuses = { pipeline: '1', implementation: '2', closed: '4' }
const dates = { plannedStart: '1', actualStart: '2', plannedEnd: '3', actualEnd: '4' }
const transactions = { incomingFunds: '1', disbursement: '3', incomingCommitment: '11' }
const natures: Record<string, string> = { Association: '22', Entreprise: '70', Startup: '70', Université: '80' }
/** Energy generation, renewable sources: what a programme says of its sector is said nowhere finer. */
const sector = '23210'
const country = 'MA'

/** What a target's unit counts, in the figures. */
const figureOfUnit: Record<string, string> = { entrepreneur: 'entrepreneurs.selected', startup: 'startups.accompanied' }

type Organisation = { name: string; ref?: string | undefined; type?: string | undefined }
type Money = {
  type: string
  day: string
  amount: string
  currency: string
  ref: string
  says?: string
  provider?: Organisation
}

/** Some programmes as an IATI 2.03 activity file. The order of the elements is the schema's. */
export async function iatiDocument(web: Web, programmes: Programme[]): Promise<string> {
  const { sql, cluster } = web.scope
  const [last] = await sql`select max(happened_at) as at from journal where cluster_id = ${cluster}`
  const [setting] = await sql`select value from setting where cluster_id = ${cluster} and field = 'Identifiant IATI'`
  const at = ((last?.at as Date | null) ?? new Date(`${web.at.asOf}T00:00:00Z`)).toISOString()
  const own: Organisation = {
    name: web.profile.name,
    // Until the cluster has a registered identifier it is known by its name here.
    ref: setting?.value ?? `MA-GRAPPE-${web.profile.slug}`,
    type: natures[/association/i.test(web.profile.legalForm ?? '') ? 'Association' : 'Entreprise'],
  }
  const activities: Xml[] = []
  for (const programme of programmes) if (programme.started) activities.push(await activity(web, programme, own, at))
  return xmlDocument(xml('iati-activities', { version: '2.03', 'generated-datetime': at }, activities))
}

const narrative = (text: string, lang?: string) => xml('narrative', lang ? { 'xml:lang': lang } : {}, [text])
const organisation = (element: string, { name, ref, type }: Organisation, more: Record<string, string> = {}) =>
  xml(element, { ...(ref ? { ref } : {}), ...(type ? { type } : {}), ...more }, [narrative(name)])
const day = (element: string, date: string) => xml(element, { 'iso-date': date })

async function activity(web: Web, programme: Programme, own: Organisation, at: string): Promise<Xml> {
  const { code, name, partners } = programme
  const started = programme.started!
  const { asOf } = web.at
  const isOver = programme.ended !== null && programme.ended < asOf
  const money = await moneyOf(web, programme)
  const attributes = { 'xml:lang': 'fr', 'default-currency': web.profile.currency, 'last-updated-datetime': at }
  const says = (lang: Lang) =>
    fill(partners ? texts[lang].iatiSays : texts[lang].iatiSaysAlone, { name, partners: partners ?? '' })
  const status = started > asOf ? statuses.pipeline : isOver ? statuses.closed : statuses.implementation
  return xml('iati-activity', attributes, [
    xml('iati-identifier', {}, [`${own.ref}-${code.replace(/[^\w.-]/g, '-')}`]),
    organisation('reporting-org', own),
    xml('title', {}, [narrative(name)]),
    xml(
      'description',
      { type: '1' },
      langs.map((lang) => narrative(says(lang), lang)),
    ),
    ...(await fundersOf(web, programme)).map((one) => organisation('participating-org', one, { role: roles.funding })),
    organisation('participating-org', own, { role: roles.accountable }),
    organisation('participating-org', own, { role: roles.implementing }),
    ...(partners ?? '')
      .split(/[,;]/)
      .map((partner) => partner.trim())
      .filter(Boolean)
      .map((partner) => organisation('participating-org', { name: partner }, { role: roles.implementing })),
    xml('activity-status', { code: status }),
    xml('activity-date', { 'iso-date': started, type: started > asOf ? dates.plannedStart : dates.actualStart }),
    ...(programme.ended
      ? [xml('activity-date', { 'iso-date': programme.ended, type: isOver ? dates.actualEnd : dates.plannedEnd })]
      : []),
    xml('recipient-country', { code: country, percentage: '100' }),
    xml('sector', { vocabulary: '1', code: sector, percentage: '100' }),
    ...budgetsOf(programme, web.profile.currency),
    ...money.map((one) => transaction(one, own)),
    ...(await resultsOf(web, programme)),
  ])
}

async function fundersOf({ scope: { sql, cluster } }: Web, { id }: Programme): Promise<Organisation[]> {
  const rows = await sql`
    select o.name, o.nature from programme_funder f join organisation o on o.cluster_id = ${cluster} and o.id = f.organisation_id
    where f.cluster_id = ${cluster} and f.programme_id = ${id} order by o.name`
  return rows.map(({ name, nature }) => ({ name, type: natures[nature] }))
}

/** Signed is a commitment, received is funds come in, aid paid is a disbursement; each in its own currency on its own day. Who had the aid is not told. */
async function moneyOf({ scope: { sql, cluster }, at: { asOf }, profile }: Web, { id }: Programme): Promise<Money[]> {
  const signed = await sql`
    select f.reference, f.signed as day, f.amount::text as amount, f.currency, o.name, o.nature
    from funding f join organisation o on o.cluster_id = ${cluster} and o.id = f.funder_id
    where f.cluster_id = ${cluster} and f.programme_id = ${id} and f.signed <= ${asOf} order by f.signed, f.reference`
  const received = await sql`
    select f.reference, r.received as day, r.amount::text as amount, r.currency, r.voucher, o.name, o.nature
    from receipt r join funding f on f.cluster_id = ${cluster} and f.id = r.funding_id
      join organisation o on o.cluster_id = ${cluster} and o.id = f.funder_id
    where r.cluster_id = ${cluster} and f.programme_id = ${id} and r.received <= ${asOf} order by r.received, f.reference, r.voucher`
  const paid = await sql`
    select a.reference, a.paid as day, a.amount::text as amount, a.instrument from aid a
    where a.cluster_id = ${cluster} and a.programme_id = ${id} and a.paid <= ${asOf} order by a.paid, a.reference`
  const provider = ({ name, nature }: Record<string, string>) => ({ name: name!, type: natures[nature!] })
  return [
    ...signed.map(({ reference, day, amount, currency, ...funder }) => ({
      type: transactions.incomingCommitment,
      day,
      amount,
      currency,
      ref: reference,
      provider: provider(funder),
    })),
    ...received.map(({ reference, day, amount, currency, voucher, ...funder }) => ({
      type: transactions.incomingFunds,
      day,
      amount,
      currency,
      ref: [reference, voucher].filter(Boolean).join(' '),
      provider: provider(funder),
    })),
    ...paid.map(({ reference, day, amount, instrument }) => ({
      type: transactions.disbursement,
      day,
      amount,
      currency: profile.currency,
      ref: reference,
      ...(instrument ? { says: instrument } : {}),
    })),
  ]
}

function transaction({ type, day: on, amount, currency, ref, says, provider }: Money, own: Organisation): Xml {
  return xml('transaction', { ref }, [
    xml('transaction-type', { code: type }),
    day('transaction-date', on),
    xml('value', { currency, 'value-date': on }, [amount]),
    ...(says ? [xml('description', {}, [narrative(says)])] : []),
    organisation('provider-org', provider ?? own),
    ...(provider ? [organisation('receiver-org', own)] : []),
  ])
}

/**
 * The budget, year by year: the standard wants no period longer than a year, and the programme's is one amount. It is shared by
 * days and said to be indicative; the parts add up to it to the centime.
 */
export function budgetParts({
  started,
  ended,
  budget,
}: Pick<Programme, 'started' | 'ended' | 'budget'>): { from: string; until: string; amount: string }[] {
  if (!started || !ended || !budget || Number(budget) === 0) return []
  const time = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
  const cents = Math.round(Number(budget) * 100)
  const days = time(ended) - time(started) + 1
  const upTo = (date: string) => Math.round((cents * (time(date) - time(started) + 1)) / days)
  const [first, last] = [Number(started.slice(0, 4)), Number(ended.slice(0, 4))]
  let told = 0
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const year = first + place
    const from = year === first ? started : `${year}-01-01`
    const until = year === last ? ended : `${year}-12-31`
    const part = upTo(until) - told
    told += part
    return { from, until, amount: (part / 100).toFixed(2) }
  })
}

const budgetsOf = (programme: Programme, book: string): Xml[] =>
  budgetParts(programme).map(({ from, until, amount }) =>
    xml('budget', { type: '1', status: '1' }, [
      day('period-start', from),
      day('period-end', until),
      xml('value', { currency: programme.currency ?? book, 'value-date': from }, [amount]),
    ]),
  )

/** What the year made of the programme, figure by figure; beside it the programme's own target, where a figure counts the same thing. */
async function resultsOf(web: Web, { code, target, unit }: Programme): Promise<Xml[]> {
  const { from, asOf, year } = web.at
  const aimed = target === null ? null : figureOfUnit[unit ?? '']
  const period = (values: Xml[]) => xml('period', {}, [day('period-start', from), day('period-end', asOf), ...values])
  const indicator = (titles: Xml[], descriptions: Xml[], values: Xml[]) =>
    xml('indicator', { measure: '1', ascending: '1' }, [
      xml('title', {}, titles),
      ...(descriptions.length > 0 ? [xml('description', {}, descriptions)] : []),
      period(values),
    ])
  const goal = target === null ? [] : [xml('target', { value: String(target) })]
  const indicators = [...(await web.values())].flatMap(([name, { splits }]) => {
    const value = splits.programme?.[code]
    const isAimed = name === aimed
    if (web.figures.get(name)!.unit === 'MAD' || (!value && !isAimed)) return []
    const namesIn = (lang: Lang) => ({ year: String(year), next: String(year + 1), day: dayText(lang, asOf) })
    const said = (key: 'name' | 'rule') =>
      langs.map((lang) => narrative(fill(web.words(name, lang)[key], namesIn(lang)), lang))
    return [
      indicator(said('name'), said('rule'), [...(isAimed ? goal : []), xml('actual', { value: String(value ?? 0) })]),
    ]
  })
  if (target !== null && !aimed) {
    const titles = langs.map((lang) => narrative(fill(texts[lang].iatiTarget, { unit: unit ?? '' }), lang))
    indicators.push(indicator(titles, [], goal))
  }
  if (indicators.length === 0) return []
  const titles = langs.map((lang) => narrative(texts[lang].iatiResult, lang))
  return [xml('result', { type: '1' }, [xml('title', {}, titles), ...indicators])]
}
