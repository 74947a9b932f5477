import type { At } from '../../core/figure.ts'
import { atDay, figureValue, type Value } from '../../core/figure.ts'
import { quantityText } from '../../core/figure-text.ts'
import type { Web } from '../../core/page.ts'
import { ask } from '../../core/view.ts'
import { dayText, fill, moneyText, numberText, shortDayText, shortMoneyText, unitText } from '../../platform/texts.ts'
import { regionIn } from '../directory/index.ts'
import { mandateList, resolutionList } from '../governance/index.ts'
import { agreementList } from '../partners/index.ts'
import { daysOf, pilotList } from '../pilots/index.ts'
import { articles } from '../press/index.ts'
import { programmeList } from '../programmes/index.ts'
import { amountOf, type Piece, type Speech, spoken } from './sentence.ts'
import { texts } from './texts.ts'

/** The bilan as a document without a form: page, PDF, Markdown and workbook are four ways to set it. */
export type Bilan = {
  cluster: string
  year: number
  asOf: string
  title: string
  lead: Piece[]
  sections: Section[]
  isEmpty: boolean
}

export type Section = {
  key: string
  title: string
  paragraphs: Piece[][]
  charts: Chart[]
  tables: TextTable[]
  parts: Section[]
}

export type Chart =
  | {
      kind: 'bars'
      caption: string
      accent: boolean
      bars: { label: string; value: number; text: string; figure: string; narrowed?: [string, string] }[]
    }
  | { kind: 'steps'; caption: string; points: { label: string; value: number; text: string }[] }
  | {
      kind: 'days'
      caption: string
      note: string
      days: { day: string; value: number; missing: boolean }[]
      from: string
      to: string
    }

export type TextTable = {
  caption: string
  heads: { text: string; end?: true }[]
  rows: { text: string; path?: string; figure?: string }[][]
}

/** Everything the bilan says of a year, read off the records. */
export async function bilanOf(web: Web, at: At): Promise<Bilan> {
  const values = await web.values(at)
  const speech = speechOf(web, at, values)
  const t = texts[web.lang]
  const asked = { ...at, text: undefined }
  const { scope, actor } = web
  const resolutions = (await ask(scope, actor, resolutionList, asked))!.rows
  const mandates = (await ask(scope, actor, mandateList, asked))!.rows
  const programmes = (await ask(scope, actor, programmeList, asked))!.rows
  const agreements = (await ask(scope, actor, agreementList, asked))!.rows
  const news = (await ask(scope, actor, articles, asked))!.rows.filter(
    ({ day }) => day >= at.from && day <= `${at.year + 1}-06-30`,
  )
  const money = (name: string) => ({ text: moneyText(web.lang, values.get(name)?.value ?? 0), figure: name })

  const section = (key: keyof typeof t.sections, more: Partial<Section> = {}): Section => {
    const [title, ...says] = t.sections[key] as readonly [string, ...string[]]
    return { key, title, paragraphs: said(says, speech), charts: [], tables: [], parts: [], ...more }
  }
  const bars = (caption: string, entries: [figure: string, label: string][], accent = true): Chart => ({
    kind: 'bars',
    caption,
    accent,
    bars: entries.map(([figure, label]) => ({
      figure,
      label,
      value: values.get(figure)?.value ?? 0,
      text: quantityText(speech, figure, values.get(figure)?.value ?? 0, true),
    })),
  })
  const split = (caption: string, figure: string, name: string, labelOf = (part: string) => part): Chart => ({
    kind: 'bars',
    caption,
    accent: false,
    bars: Object.entries(values.get(figure)?.splits[name] ?? {})
      .sort(([, a], [, b]) => b - a)
      .map(([part, value]) => ({
        figure,
        label: labelOf(part),
        value,
        text: numberText(web.lang, value),
        narrowed: [name, part] as [string, string],
      })),
  })
  const region = (part: string) => regionIn(web.lang, part)

  const sections: Section[] = [
    section('members', {
      charts: [
        await membersOverYears(web, at),
        split(t.charts.region, 'members.count', 'region', region),
        split(t.charts.college, 'members.count', 'college'),
      ],
      tables: [
        {
          caption: t.tables.dues,
          heads: [{ text: t.heads.what }, { text: t.heads.amount, end: true }],
          rows: ['dues.called', 'dues.received'].map((name) => [{ text: web.words(name).name }, money(name)]),
        },
      ],
    }),
    section('partners', {
      tables: agreements.length
        ? [
            {
              caption: t.tables.agreements,
              heads: [
                { text: t.heads.reference },
                { text: t.heads.parties },
                { text: t.heads.nature },
                { text: t.heads.day, end: true },
              ],
              rows: agreements.map((row) => [
                { text: String(row.reference), path: `/records/agreement/${row.id}` },
                { text: String(row.parties ?? '') },
                { text: String(row.nature) },
                { text: shortDayText(web.lang, String(row.signed)) },
              ]),
            },
          ]
        : [],
    }),
    section('funding', {
      charts: [
        bars(t.charts.stages, [
          ['funds.engaged', t.stages.engaged],
          ['funds.signed', t.stages.signed],
          ['funds.received', t.stages.received],
        ]),
      ],
    }),
    section('board', {
      paragraphs: [...said(t.sections.board.slice(1), speech), ...decisions(web, resolutions, mandates)],
      tables: resolutions.length
        ? [
            {
              caption: t.tables.resolutions,
              heads: [
                { text: t.heads.subject },
                { text: t.heads.meeting },
                { text: t.heads.votes, end: true },
                { text: t.heads.outcome },
              ],
              rows: resolutions.map((row) => [
                { text: String(row.subject), path: `/records/resolution/${row.id}` },
                { text: `${row.meeting} · ${row.number}` },
                { text: `${row.votes_for} – ${row.votes_against} – ${row.abstentions ?? 0}` },
                { text: row.outcome === 'adopted' ? t.adopted : t.rejected },
              ]),
            },
          ]
        : [],
    }),
    section('accounts', {
      tables: [
        {
          caption: t.tables.accounts,
          heads: [{ text: t.heads.what }, { text: t.heads.amount, end: true }],
          rows: [
            'accounts.income',
            'accounts.expenses',
            'accounts.result',
            'accounts.bank',
            'budget.next_year_income',
            'budget.next_year_expenses',
          ].map((name) => [{ text: fill(web.words(name).name, { next: String(at.year + 1) }) }, money(name)]),
        },
      ],
    }),
    section('programmes', {
      parts: programmes
        .filter(({ running }) => running === 'oui')
        .map((programme) => programmePart(web, programme, speech)),
    }),
    section('label', { charts: [split(t.charts.scheme, 'labels.granted', 'label')] }),
    section('calls', {
      charts: [
        bars(t.charts.funnel, [
          ['applications.received', t.funnel.received],
          ['applications.admissible', t.funnel.admissible],
          ['applications.selected', t.funnel.selected],
        ]),
        split(t.charts.selectedRegion, 'entrepreneurs.selected', 'region', region),
        split(t.charts.sex, 'entrepreneurs.selected', 'sex', (sex) => t.sex[sex as 'F' | 'M'] ?? sex),
      ],
    }),
    section('startups', {
      charts: [
        bars(t.charts.startups, [
          ['startups.accompanied', web.words('startups.accompanied').name],
          ['startups.funded', web.words('startups.funded').name],
        ]),
      ],
    }),
    section('training'),
    section('b2b', {
      charts: [
        bars(
          t.charts.meetings,
          [
            ['b2b.companies_registered', t.b2bFunnel.registered],
            ['b2b.companies_present', t.b2bFunnel.present],
            ['b2b.meetings_placed', t.b2bFunnel.placed],
            ['b2b.meetings_held', t.b2bFunnel.held],
            ['b2b.contracts', t.b2bFunnel.contracts],
          ],
          false,
        ),
      ],
    }),
    section('fairs'),
    section('pilots', { parts: await pilotParts(web, at) }),
    section('press', {
      tables: news.length
        ? [
            {
              caption: t.tables.press,
              heads: [{ text: t.heads.title }, { text: t.heads.publisher }, { text: t.heads.day, end: true }],
              rows: news.map(({ slug, title, publisher, day }) => [
                { text: title, path: `/presse/${slug}` },
                { text: publisher ?? '' },
                { text: shortDayText(web.lang, day) },
              ]),
            },
          ]
        : [],
    }),
  ]
  return {
    cluster: web.profile.name,
    year: at.year,
    asOf: at.asOf,
    title: `${t.bilan} ${at.year}`,
    lead: spoken(t.lead, speech),
    sections: sections.filter(({ key, tables }) => key !== 'press' || tables.length > 0),
    isEmpty: saysNothing(values),
  }
}

/** A target is set for no year: it alone makes no bilan. */
export const saysNothing = (values: Map<string, Value>): boolean =>
  [...values].every(([name, { value }]) => !value || name === 'entrepreneurs.target')

export function speechOf(
  web: Web,
  at: At,
  values: Map<string, { value: number | null; splits: Record<string, Record<string, number>> }>,
): Speech {
  return {
    lang: web.lang,
    figures: web.figures,
    values,
    words: web.words,
    variables: {
      cluster: web.profile.name,
      day: dayText(web.lang, at.asOf),
      year: String(at.year),
      next: String(at.year + 1),
    },
  }
}

/** Says the sentences that have something to say: `[figure]` in front means only when it is not nought. */
function said(sentences: readonly string[], speech: Speech, part?: string): Piece[][] {
  return sentences.flatMap((sentence) => {
    const [, only, template = sentence] = /^\[([^\]]+)\]\s*(.*)$/s.exec(sentence) ?? []
    if (!template || (only && !amountOf(speech, only, part))) return []
    return [spoken(part ? template.replace(/\{([a-z][a-z0-9_.]*)/g, `{$1@${part}`) : template, speech)]
  })
}

const memberYears = 6

async function membersOverYears(web: Web, at: At): Promise<Chart> {
  const figure = web.figures.get('members.count')!
  const years = Array.from({ length: memberYears }, (_, place) => at.year - memberYears + 1 + place)
  const points = await Promise.all(
    years.map(async (year) => {
      const { value } = await figureValue(
        web.scope,
        figure,
        atDay(year === at.year ? at.asOf : `${year}-12-31`, at.zone),
      )
      return { label: String(year), value: value ?? 0, text: numberText(web.lang, value ?? 0) }
    }),
  )
  const first = points.findIndex(({ value }) => value > 0)
  return { kind: 'steps', caption: texts[web.lang].charts.membersYears, points: first < 0 ? [] : points.slice(first) }
}

type Row = Record<string, string | number | null>

/** What the board decided and whom it named, meeting by meeting. */
function decisions({ lang }: Web, resolutions: Row[], mandates: Row[]): Piece[][] {
  const t = texts[lang]
  return [...Map.groupBy(resolutions, ({ held }) => String(held))].flatMap(([held, own]) => {
    const day = dayText(lang, held)
    const subjects = own.filter(({ outcome }) => outcome === 'adopted').map(({ subject }) => String(subject))
    const named = mandates
      .filter(({ started }) => started === held)
      .map(({ person, capacity, organ }) =>
        fill(t.namedOne, { person: String(person), capacity: String(capacity ?? organ).toLowerCase() }),
      )
    return [
      ...(subjects.length ? [[{ text: fill(t.decided, { day, subjects: subjects.join(', ') }) }]] : []),
      ...(named.length ? [[{ text: fill(t.named, { day, people: named.join(' ; ') }) }]] : []),
    ]
  })
}

function programmePart({ lang }: Web, programme: Row, speech: Speech): Section {
  const t = texts[lang].programme
  const { code, name, funders, partners, started, ended, target, target_unit } = programme
  const span =
    started && ended
      ? fill(t.span, { from: dayText(lang, String(started)), to: dayText(lang, String(ended)) })
      : started
        ? fill(t.since, { day: dayText(lang, String(started)) })
        : ''
  const facts = [
    partners ? fill(t.led, { partners: String(partners) }) : '',
    funders ? fill(t.funded, { funders: String(funders) }) : '',
    span,
    target ? fill(t.target, { target: unitText(lang, Number(target), String(target_unit ?? '')).trim() }) : '',
  ].filter(Boolean)
  const clauses = said(t.clauses, speech, String(code)).flatMap((clause, place) =>
    place === 0 ? clause : [{ text: ' ' }, ...clause],
  )
  return {
    key: `programme-${code}`,
    title: String(name),
    paragraphs: [[{ text: facts.join(' ') }], clauses].filter((one) => one.length > 0),
    charts: [],
    tables: [],
    parts: [],
  }
}

async function pilotParts(web: Web, at: At): Promise<Section[]> {
  const { lang, scope, actor } = web
  const pilots = (await ask(scope, actor, pilotList, { ...at }))!.rows.filter(
    ({ commissioned, ended }) => commissioned && commissioned <= at.asOf && (!ended || ended >= at.from),
  )
  return Promise.all(
    pilots.map(async ({ id, code, title, place, partners, power_kwp }) => {
      const days = await daysOf(scope, id, at)
      const facts = [place, partners, power_kwp ? `${numberText(lang, power_kwp)} kWc` : null]
        .filter(Boolean)
        .join(' · ')
      return {
        key: `pilot-${code}`,
        title,
        paragraphs: facts ? [[{ text: `${facts}.` }]] : [],
        charts: days.length ? [energyChart(web, days)] : [],
        tables: [],
        parts: [],
      }
    }),
  )
}

/** The energy of each day, days with gaps marked. */
export function energyChart(
  { lang }: Web,
  days: { day: string; kwh: number; missing: boolean }[],
): Chart & { kind: 'days' } {
  const words = energyWords[lang]
  const [from, to] = [shortDayText(lang, days[0]!.day), shortDayText(lang, days.at(-1)!.day)]
  return {
    kind: 'days',
    caption: words.caption,
    note: days.some(({ missing }) => missing) ? words.note : '',
    days: days.map(({ day, kwh, missing }) => ({ day, value: kwh, missing })),
    from,
    to,
  }
}

const energyWords = {
  fr: {
    caption: 'Énergie par jour, kWh',
    note: 'Les jours hachurés ont des heures sans relevé : leur total est un minimum.',
  },
  ar: { caption: 'الطاقة في اليوم، كيلوواط ساعة', note: 'الأيام المظللة فيها ساعات بلا قراءة: مجموعها حد أدنى.' },
  en: { caption: 'Energy a day, kWh', note: 'Hatched days have hours without a reading: their total is a minimum.' },
}

/** The one line that describes the bilan to those who have not opened it. */
export function aboutText(web: Web, at: At, values: Speech['values']): string {
  const say = (figure: string) => quantityText(speechOf(web, at, values), figure, values.get(figure)?.value ?? 0)
  return fill(texts[web.lang].about, {
    name: web.profile.name,
    year: String(at.year),
    members: say('members.count'),
    partnerships: say('partnerships.signed'),
    funds: shortMoneyText(web.lang, values.get('funds.engaged')?.value ?? 0),
  })
}
