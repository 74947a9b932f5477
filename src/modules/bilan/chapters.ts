import { atDay, figureValue } from '../../core/figure.ts'
import { ask } from '../../core/view.ts'
import { dayText, fill, numberText, shortDayText, unitText } from '../../platform/texts.ts'
import { regionIn } from '../directory/index.ts'
import { mandateList, resolutionList } from '../governance/index.ts'
import { agreementList } from '../partners/index.ts'
import { daysOf, pilotList } from '../pilots/index.ts'
import { articles } from '../press/index.ts'
import { programmeList } from '../programmes/index.ts'
import { amounts, bars, type Desk, parts, type Row, rowsOf, section, table, wordsOf } from './desk.ts'
import type { Chart, Section } from './document.ts'
import type { Piece } from './sentence.ts'
import { type Reading, said } from './speech.ts'
import { texts } from './texts.ts'

type Chapter = (desk: Desk) => Section | null | Promise<Section | null>

/** The chapters of the bilan, in their order. One that has nothing to show may leave itself out. */
export const chapters: Chapter[] = [
  members,
  partners,
  funding,
  board,
  accounts,
  programmes,
  label,
  calls,
  startups,
  (desk) => section(desk, 'training'),
  meetings,
  (desk) => section(desk, 'fairs'),
  pilots,
  press,
]

async function members(desk: Desk): Promise<Section> {
  const { charts, tables } = wordsOf(desk)
  return section(desk, 'members', {
    charts: [
      await membersOverYears(desk),
      parts(desk, charts.region, 'members.count', 'region', (part) => regionIn(desk.web.lang, part)),
      parts(desk, charts.college, 'members.count', 'college'),
    ],
    tables: [amounts(desk, tables.dues, ['dues.called', 'dues.received'])],
  })
}

const memberYears = 6

async function membersOverYears({ web, at }: Desk): Promise<Chart> {
  const figure = web.figures.get('members.count')!
  const years = Array.from({ length: memberYears }, (_, place) => at.year - memberYears + 1 + place)
  const points = await Promise.all(
    years.map(async (year) => {
      const day = year === at.year ? at.asOf : `${year}-12-31`
      const value = (await figureValue(web.scope, figure, atDay(day, at.zone))).value ?? 0
      return { label: String(year), value, text: numberText(web.lang, value) }
    }),
  )
  const first = points.findIndex(({ value }) => value > 0)
  return { kind: 'steps', caption: texts[web.lang].charts.membersYears, points: first < 0 ? [] : points.slice(first) }
}

async function partners(desk: Desk): Promise<Section> {
  const { heads, tables } = wordsOf(desk)
  const agreements = await rowsOf(desk, agreementList)
  return section(desk, 'partners', {
    tables: table(
      tables.agreements,
      [{ text: heads.reference }, { text: heads.parties }, { text: heads.nature }, { text: heads.day, end: true }],
      agreements.map(({ id, reference, parties, nature, signed }) => [
        { text: String(reference), path: `/records/agreement/${id}` },
        { text: String(parties ?? '') },
        { text: String(nature) },
        { text: shortDayText(desk.web.lang, String(signed)) },
      ]),
    ),
  })
}

function funding(desk: Desk): Section {
  const { charts, stages } = wordsOf(desk)
  return section(desk, 'funding', {
    charts: [
      bars(desk, charts.stages, [
        ['funds.engaged', stages.engaged],
        ['funds.signed', stages.signed],
        ['funds.received', stages.received],
      ]),
    ],
  })
}

async function board(desk: Desk): Promise<Section> {
  const { heads, tables, adopted, rejected } = wordsOf(desk)
  const resolutions = await rowsOf(desk, resolutionList)
  const own = section(desk, 'board')
  return {
    ...own,
    paragraphs: [...own.paragraphs, ...decisions(desk.web, resolutions, await rowsOf(desk, mandateList))],
    tables: table(
      tables.resolutions,
      [{ text: heads.subject }, { text: heads.meeting }, { text: heads.votes, end: true }, { text: heads.outcome }],
      resolutions.map((row) => [
        { text: String(row.subject), path: `/records/resolution/${row.id}` },
        { text: `${row.meeting} · ${row.number}` },
        { text: `${row.votes_for} – ${row.votes_against} – ${row.abstentions ?? 0}` },
        { text: row.outcome === 'adopted' ? adopted : rejected },
      ]),
    ),
  }
}

/** What the board decided and whom it named, meeting by meeting. */
function decisions({ lang }: Reading, resolutions: Row[], mandates: Row[]): Piece[][] {
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
      ...(subjects.length > 0 ? [[{ text: fill(t.decided, { day, subjects: subjects.join(', ') }) }]] : []),
      ...(named.length > 0 ? [[{ text: fill(t.named, { day, people: named.join(' ; ') }) }]] : []),
    ]
  })
}

const accountFigures = ['income', 'expenses', 'result', 'bank'].map((name) => `accounts.${name}`)
const budgetFigures = ['budget.next_year_income', 'budget.next_year_expenses']

function accounts(desk: Desk): Section {
  return section(desk, 'accounts', {
    tables: [amounts(desk, wordsOf(desk).tables.accounts, [...accountFigures, ...budgetFigures])],
  })
}

async function programmes(desk: Desk): Promise<Section> {
  const running = (await rowsOf(desk, programmeList)).filter((programme) => programme.running === 'oui')
  return section(desk, 'programmes', { parts: running.map((programme) => programmePart(desk, programme)) })
}

/** A programme in a few lines: with whom, since when, and its part of the year's figures. */
function programmePart(desk: Desk, programme: Row): Section {
  const { lang } = desk.web
  const t = wordsOf(desk).programme
  const { code, name, funders, partners, started, ended, target, target_unit } = programme
  const day = (value: unknown) => dayText(lang, String(value))
  const facts = [
    partners ? fill(t.led, { partners: String(partners) }) : '',
    funders ? fill(t.funded, { funders: String(funders) }) : '',
    started && ended
      ? fill(t.span, { from: day(started), to: day(ended) })
      : started
        ? fill(t.since, { day: day(started) })
        : '',
    target ? fill(t.target, { target: unitText(lang, Number(target), String(target_unit ?? '')).trim() }) : '',
  ].filter(Boolean)
  const clauses = said(t.clauses, desk.speech, String(code))
  const joined = clauses.flatMap((clause, place) => (place === 0 ? clause : [{ text: ' ' }, ...clause]))
  const paragraphs = [[{ text: facts.join(' ') }], joined].filter((one) => one.length > 0)
  return { key: `programme-${code}`, title: String(name), paragraphs, charts: [], tables: [], parts: [] }
}

function label(desk: Desk): Section {
  return section(desk, 'label', { charts: [parts(desk, wordsOf(desk).charts.scheme, 'labels.granted', 'label')] })
}

function calls(desk: Desk): Section {
  const { charts, funnel, sex } = wordsOf(desk)
  return section(desk, 'calls', {
    charts: [
      bars(desk, charts.funnel, [
        ['applications.received', funnel.received],
        ['applications.admissible', funnel.admissible],
        ['applications.selected', funnel.selected],
      ]),
      parts(desk, charts.selectedRegion, 'entrepreneurs.selected', 'region', (part) => regionIn(desk.web.lang, part)),
      parts(desk, charts.sex, 'entrepreneurs.selected', 'sex', (part) => sex[part as 'F' | 'M'] ?? part),
    ],
  })
}

function startups(desk: Desk): Section {
  const named = (figure: string): [string, string] => [figure, desk.web.words(figure).name]
  const chart = bars(desk, wordsOf(desk).charts.startups, ['startups.accompanied', 'startups.funded'].map(named))
  return section(desk, 'startups', { charts: [chart] })
}

function meetings(desk: Desk): Section {
  const { charts, b2bFunnel } = wordsOf(desk)
  const steps: [string, string][] = [
    ['b2b.companies_registered', b2bFunnel.registered],
    ['b2b.companies_present', b2bFunnel.present],
    ['b2b.meetings_placed', b2bFunnel.placed],
    ['b2b.meetings_held', b2bFunnel.held],
    ['b2b.contracts', b2bFunnel.contracts],
  ]
  return section(desk, 'b2b', { charts: [bars(desk, charts.meetings, steps, false)] })
}

async function pilots(desk: Desk): Promise<Section> {
  const { web, at } = desk
  const all = (await ask(web.scope, web.actor, pilotList, { ...at }))?.rows ?? []
  const inYear = all.filter(
    ({ commissioned, ended }) => commissioned && commissioned <= at.asOf && (!ended || ended >= at.from),
  )
  const own = await Promise.all(
    inYear.map(async ({ id, code, title, place, partners, power_kwp }): Promise<Section> => {
      const days = await daysOf(web.scope, id, at)
      const facts = [place, partners, power_kwp ? `${numberText(web.lang, power_kwp)} kWc` : null].filter(Boolean)
      const paragraphs = facts.length > 0 ? [[{ text: `${facts.join(' · ')}.` }]] : []
      const charts = days.length > 0 ? [energyChart(web, days)] : []
      return { key: `pilot-${code}`, title, paragraphs, charts, tables: [], parts: [] }
    }),
  )
  return section(desk, 'pilots', { parts: own })
}

/** The energy of each day, days with gaps marked. */
function energyChart({ lang }: Reading, days: { day: string; kwh: number; missing: boolean }[]): Chart {
  const { energy, gaps } = texts[lang].charts
  const [from, to] = [shortDayText(lang, days[0]!.day), shortDayText(lang, days.at(-1)!.day)]
  const note = days.some(({ missing }) => missing) ? gaps : ''
  return {
    kind: 'days',
    caption: energy,
    note,
    from,
    to,
    days: days.map(({ kwh, ...day }) => ({ ...day, value: kwh })),
  }
}

/** What the press wrote of the year, until the summer after it. */
async function press(desk: Desk): Promise<Section | null> {
  const { web, at } = desk
  const { heads, tables } = wordsOf(desk)
  const all = (await ask(web.scope, web.actor, articles, { ...at }))?.rows ?? []
  const news = all.filter(({ day }) => day >= at.from && day <= `${at.year + 1}-06-30`)
  if (news.length === 0) return null
  return section(desk, 'press', {
    tables: table(
      tables.press,
      [{ text: heads.title }, { text: heads.publisher }, { text: heads.day, end: true }],
      news.map(({ slug, title, publisher, day }) => [
        { text: title, path: `/presse/${slug}` },
        { text: publisher ?? '' },
        { text: shortDayText(web.lang, day) },
      ]),
    ),
  })
}
