import { quantityText } from '../../../core/figure-text.ts'
import type { Page, Web } from '../../../core/page.ts'
import { readers } from '../../../core/permission.ts'
import { type Block, type Letter, makeLetter } from '../../../platform/pdf/letter.ts'
import { dayText, fill, isolated, moneyText, numberText, shortDayText, unitText } from '../../../platform/texts.ts'
import { Facts, Table } from '../../../ui/table.tsx'
import { beneficiariesOf, type Funding, fundsOf, type Group, type Programme, programmesFor, stages } from '../funder.ts'
import { texts } from '../texts.ts'

type Told = { programme: Programme; figures: Figure[]; funds: Funding[]; groups: Group[] }
type Figure = { name: string; title: string; text: string; value: number }

/** All a funder is told of one programme. */
async function tell(web: Web, programme: Programme): Promise<Told> {
  return {
    programme,
    figures: await figuresIn(web, programme),
    funds: await fundsOf(web.scope, programme.id, web.at),
    groups: await beneficiariesOf(web.scope, programme.id, web.at),
  }
}

/** The figures of the year that have a part of their own in the programme. */
async function figuresIn(web: Web, { code }: Programme): Promise<Figure[]> {
  const voice = { lang: web.lang, figures: web.figures, words: web.words }
  const names = { next: String(web.at.year + 1) }
  return [...(await web.values())].flatMap(([name, { splits }]) => {
    const value = splits.programme?.[code]
    if (!value) return []
    return [{ name, value, title: fill(web.words(name).name, names), text: quantityText(voice, name, value, true) }]
  })
}

/** The programmes somebody's organisation funds: what the year made of them. */
export const funderPage: Page = {
  path: '/bailleur',
  may: ['funder'],
  answer: async (web) => {
    const t = texts[web.lang]
    const told: Told[] = []
    for (const programme of await programmesFor(web.scope, web.actor)) told.push(await tell(web, programme))
    return {
      title: `${t.funderPlace} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.funderPlace}</h1>
          </div>
          {told.length === 0 ? (
            <p class="empty">{t.noProgramme}</p>
          ) : (
            <p class="full got">
              <span>{fill(t.funderSays, { day: dayText(web.lang, web.at.asOf) })}</span>
              <a href={web.link('/bailleur/iati.xml')}>{t.iati}</a>
            </p>
          )}
          {told.map((one) => (
            <ProgrammePart key={one.programme.id} web={web} told={one} />
          ))}
        </>
      ),
    }
  },
}

const stageSums = (web: Web, funds: Funding[]): [string, string][] => {
  const t = texts[web.lang]
  const sum = (of: Funding[], key: 'inBook' | 'received') => of.reduce((total, one) => total + one[key], 0)
  return [
    ...stages.map((stage): [string, string] => [
      t.stages[stage],
      moneyText(
        web.lang,
        sum(
          funds.filter((one) => one[stage]),
          'inBook',
        ),
      ),
    ]),
    [t.stages.received, moneyText(web.lang, sum(funds, 'received'))],
  ]
}

const partOf = ({ lang }: Web, part: string): string => {
  const { parts } = texts[lang]
  return parts[part as keyof typeof parts] ?? (part || parts.unsaid)
}

const factsOf = ({ lang, say }: Web, programme: Programme): [string, string][] => {
  const t = texts[lang]
  const { started, ended, budget, currency, target, unit } = programme
  const facts: [string, string | null][] = [
    [say.header('Code'), programme.code],
    [say.header('Partenaires'), programme.partners],
    [t.period, started && [started, ended].map((day) => (day ? shortDayText(lang, day) : '…')).join(' – ')],
    [t.budget, budget && `${numberText(lang, Number(budget), 2)} ${currency ?? 'MAD'}`],
    [t.target, target === null ? null : unitText(lang, target, unit ?? '')],
  ]
  return facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []))
}

function ProgrammePart({ web, told: { programme, figures, funds, groups } }: { web: Web; told: Told }) {
  const { lang, at } = web
  const t = texts[lang]
  const evidence = (name: string) =>
    `${web.link(`/bilan/${at.year}/${name}`)}?${new URLSearchParams({ programme: programme.code })}`
  return (
    <section class="full">
      <h2>
        <bdi>{programme.name}</bdi>
      </h2>
      <p class="got">
        <a href={web.link(`/programmes/${encodeURIComponent(programme.code)}`)}>{programme.code}</a>
        <a href={web.link(`/bailleur/${encodeURIComponent(programme.code)}/rapport.pdf`)}>{t.report}</a>
      </p>
      <Facts facts={factsOf(web, programme).map(([name, value]) => [name, <bdi key={name}>{value}</bdi>])} />
      <h3>{fill(t.figuresOfYear, { year: String(at.year) })}</h3>
      {figures.length === 0 ? (
        <p class="empty">{t.noFigures}</p>
      ) : (
        <ul class="rows">
          {figures.map(({ name, title, text }) => (
            <li key={name}>
              {title}
              <a class="fig" href={evidence(name)}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      <h3>
        {t.funds} ({t.toDate})
      </h3>
      {funds.length > 0 && <Facts facts={stageSums(web, funds)} />}
      <section class="full scrolls" tabIndex={0} aria-label={`${t.funds} · ${programme.code}`}>
        <Table
          grid
          caption={t.funds}
          empty={t.noFunds}
          heads={[
            { key: 'reference', text: t.reference },
            { key: 'funder', text: t.funder },
            { key: 'amount', text: t.amount, end: true },
            ...stages.map((stage) => ({ key: stage, text: t.stages[stage] })),
            { key: 'received', text: t.stages.received, end: true },
          ]}
          lines={funds.map((one) => ({
            key: one.id,
            cells: [
              <bdi key="reference" class="w">
                {one.reference}
              </bdi>,
              <bdi key="funder">{one.funder}</bdi>,
              `${numberText(lang, one.amount, 2)} ${one.currency}`,
              ...stages.map((stage) => (one[stage] ? shortDayText(lang, one[stage]) : '')),
              one.received ? moneyText(lang, one.received) : '',
            ],
          }))}
        />
      </section>
      <h3>
        {t.beneficiaries} ({t.toDate})
      </h3>
      <Table
        caption={t.beneficiaries}
        empty={t.noBeneficiaries}
        heads={[
          { key: 'group', text: t.group },
          { key: 'part', text: t.detail },
          { key: 'count', text: t.count, end: true },
        ]}
        lines={groups.map(({ group, part, count }) => ({
          key: `${group} ${part}`,
          cells: [t.groups[group], partOf(web, part), numberText(lang, count)],
        }))}
      />
    </section>
  )
}

/** The report of one programme to hand to its funder; for the others the programme is not there. */
export const reportPage: Page = {
  path: '/bailleur/:code/rapport.pdf',
  may: [...readers, 'funder'],
  answer: async (web, { code = '' }) => {
    const programme = (await programmesFor(web.scope, web.actor)).find(
      (one) => one.code.toLowerCase() === code.toLowerCase(),
    )
    if (!programme) return null
    const pdf = await makeLetter(web.root, reportOf(web, await tell(web, programme)), web.at.asOf)
    const name = `rapport-${programme.code.replace(/[^\w-]/g, '_')}-${web.at.year}.pdf`
    return { file: pdf, type: 'application/pdf', name }
  },
}

function reportOf(web: Web, { programme, figures, funds, groups }: Told): Letter {
  const { lang, at, profile } = web
  const t = texts[lang]
  const table = (heads: string[], ends: boolean[], rows: string[][], empty: string): Block =>
    rows.length > 0 ? { kind: 'table', heads, ends, rows } : { kind: 'p', text: empty }
  const blocks: Block[] = [
    { kind: 'facts', facts: factsOf(web, programme) },
    { kind: 'p', text: fill(t.reportSays, { day: dayText(lang, at.asOf), year: String(at.year) }) },
    { kind: 'h', text: fill(t.figuresOfYear, { year: String(at.year) }) },
    table(
      [t.figure, t.value],
      [false, true],
      figures.map(({ title, text }) => [title, text]),
      t.noFigures,
    ),
    { kind: 'h', text: `${t.funds} (${t.toDate})` },
    ...(funds.length > 0 ? [{ kind: 'facts' as const, facts: stageSums(web, funds) }] : []),
    table(
      [t.reference, t.funder, t.amount, t.stages.signed, t.stages.received],
      [false, false, true, false, true],
      funds.map((one) => [
        one.reference,
        one.funder,
        `${numberText(lang, one.amount, 2)} ${one.currency}`,
        one.signed ? shortDayText(lang, one.signed) : '',
        one.received ? moneyText(lang, one.received) : '',
      ]),
      t.noFunds,
    ),
    { kind: 'h', text: `${t.beneficiaries} (${t.toDate})` },
    table(
      [t.group, t.detail, t.count],
      [false, false, true],
      groups.map(({ group, part, count }) => [t.groups[group], partOf(web, part), numberText(lang, count)]),
      t.noBeneficiaries,
    ),
  ]
  const title = fill(t.reportTitle, { name: isolated(lang, programme.name), year: String(at.year) })
  return { lang, title, cluster: profile.name, city: profile.city ?? '', blocks }
}
