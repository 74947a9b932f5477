import type { VNode } from 'preact'
import type { At } from '../../../core/figure.ts'
import { evidenceOf } from '../../../core/figure.ts'
import type { Page, Web } from '../../../core/page.ts'
import { counted, dayText, fill } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { Bars, Days, Steps } from '../../../ui/chart.tsx'
import { Live } from '../../../ui/live.tsx'
import { Table } from '../../../ui/table.tsx'
import { bilanOf } from '../compose.ts'
import type { Bilan, Chart, Section, TextTable } from '../document.ts'
import { aboutText } from '../speech.ts'
import { texts } from '../texts.ts'
import { approvedOf, movedSince } from './approved.ts'
import { ApprovedBy, Restated } from './approved-parts.tsx'
import { Panel } from './figure-page.tsx'
import { figureHref, labelSeen } from './figure-parts.tsx'
import { bilanFile } from './files.ts'
import { yearAt } from './year.ts'

const opened = 'members.count'

/** The bilan of a year: a text whose every number opens on its evidence, beside it on a wide screen. */
export const bilanPage: Page = {
  path: '/bilan/:year',
  places: async ({ at }) => [`/bilan/${at.year}`],
  answer: async (web, { year: asked = '' }) => {
    const [, year = '', format] = /^(\d+)(?:\.(json|pdf|md|xlsx))?$/.exec(asked) ?? []
    const at = yearAt(web, year)
    if (!at) return null
    if (format) return bilanFile(web, at, format)
    const t = texts[web.lang]
    const approved = isChosen(web) ? null : await approvedOf(web.scope, at.year)
    const bilan = approved?.body.texts[web.lang] ?? (await bilanOf(web, at))
    const moved = approved ? await movedSince(web, approved) : []
    const values = await web.values(at)
    const about = aboutText(web, at, values)
    return {
      title: `${bilan.title} · ${web.profile.name}`,
      description: about,
      facts: datasetFacts(web, at, bilan, about),
      body: (
        <>
          <div class="title">
            <p class="over">{t.annual}</p>
            <h1>
              {t.bilan} <span class="n">{at.year}</span>
            </h1>
            {await Seal({ web, at })}
            <Files web={web} at={at} />
            <OtherDays web={web} at={at} />
          </div>
          {bilan.isEmpty ? (
            <p class="empty">{fill(t.empty, { year: String(at.year) })}</p>
          ) : (
            <>
              <div class="lead">
                {approved && <ApprovedBy web={web} approved={approved} />}
                <p>
                  <Live
                    pieces={bilan.lead}
                    href={(figure, narrowed) => figureHref(web, at, figure, narrowed)}
                    open={opened}
                  />
                </p>
              </div>
              {await Opened({ web, at })}
              <div class="flow">
                {bilan.sections.map((section, place) => (
                  <Chapter key={section.key} web={web} at={at} section={section} number={place + 1} />
                ))}
              </div>
              <Restated web={web} moved={moved} />
            </>
          )}
        </>
      ),
    }
  },
}

/** The reader wants another day than the approved one, or the records as they are now. */
const isChosen = ({ url }: Web) => url.searchParams.has('as_of') || url.searchParams.has('vif')

async function Seal({ web, at }: { web: Web; at: At }) {
  const t = texts[web.lang]
  const { sql, cluster } = web.scope
  const lines = Number((await sql`select count(*) as lines from source_line where cluster_id = ${cluster}`)[0]!.lines)
  return (
    <dl class="seal">
      <div>
        <dt>{t.asOf}</dt>
        <dd>{dayText(web.lang, at.asOf)}</dd>
      </div>
      <div>
        <dt>{t.records}</dt>
        <dd>{counted(web.lang, lines, t.recordsCount)}</dd>
      </div>
      <div>
        <dt>{t.digest}</dt>
        <dd>
          <code dir="ltr">{web.state.head.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </dd>
      </div>
    </dl>
  )
}

function Files({ web, at }: { web: Web; at: At }) {
  const asked = web.url.searchParams.get('as_of')
  const query = asked ? `?as_of=${asked}` : ''
  const href = (ending: string) => `${web.link(`/bilan/${at.year}`)}.${ending}${query}`
  return (
    <p class="files">
      <a href={href('pdf')}>PDF</a>
      <a href={href('xlsx')}>{shared[web.lang].workbook}</a>
      <a href={href('md')}>Markdown</a>
      <a href={href('json')}>JSON</a>
    </p>
  )
}

/** The years before and after, and any day of this one: every figure is of a day. */
function OtherDays({ web, at }: { web: Web; at: At }) {
  const t = texts[web.lang]
  return (
    <nav class="days" aria-label={t.years}>
      <a href={web.link(`/bilan/${at.year}/avec/${at.year - 1}`)}>
        {fill(t.besideYear, { year: String(at.year - 1) })}
      </a>
      {[at.year - 1, at.year + 1].map((year) => (
        <a key={year} href={web.link(`/bilan/${year}`)}>
          {t.bilan} {year}
        </a>
      ))}
      <details>
        <summary>{t.otherDay}</summary>
        <form class="filters">
          <label>
            {t.whichDay}
            <input type="date" name="as_of" value={at.asOf} min={at.from} max={`${at.year}-12-31`} />
          </label>
          <button type="submit">{t.showDay}</button>
        </form>
      </details>
    </nav>
  )
}

/** The evidence of the first number, open from the start: it shows what every other one does. */
async function Opened({ web, at }: { web: Web; at: At }): Promise<VNode> {
  const figure = web.figures.get(opened)!
  const lines = (await evidenceOf(web.scope, figure, at)).map((line) => ({
    ...line,
    label: labelSeen(web, figure, line),
  }))
  return Panel({ web, figure, at, value: (await web.values(at)).get(opened)!, lines, narrowed: null })
}

function Chapter({ web, at, section, number }: { web: Web; at: At; section: Section; number: number }) {
  return (
    <section id={section.key}>
      <h2>
        <span class="no">{number}</span> {section.title}
      </h2>
      <Content web={web} at={at} section={section} />
      {section.parts.map((part) => (
        <div key={part.key} id={part.key}>
          <h3>{part.title}</h3>
          <Content web={web} at={at} section={part} />
        </div>
      ))}
    </section>
  )
}

function Content({ web, at, section }: { web: Web; at: At; section: Section }) {
  return (
    <>
      {section.paragraphs.map((pieces, place) => (
        <p key={place}>
          <Live pieces={pieces} href={(figure, narrowed) => figureHref(web, at, figure, narrowed)} />
        </p>
      ))}
      {section.charts.map((chart) => (
        <Drawn key={chart.caption} web={web} at={at} chart={chart} />
      ))}
      {section.tables.map((table) => (
        <Tabled key={table.caption} web={web} at={at} table={table} />
      ))}
    </>
  )
}

export function Drawn({ web, at, chart }: { web: Web; at: At; chart: Chart }): VNode | null {
  if (chart.kind === 'bars') {
    const bars = chart.bars.map(({ label, value, text, figure, narrowed }) => ({
      label,
      value,
      text,
      href: figureHref(web, at, figure, narrowed),
    }))
    return bars.some(({ value }) => value > 0) ? (
      <Bars wide caption={chart.caption} bars={bars} accent={chart.accent} />
    ) : null
  }
  if (chart.kind === 'steps')
    return chart.points.length > 1 ? (
      <figure>
        <figcaption>{chart.caption}</figcaption>
        <Steps name={chart.caption} points={chart.points} />
      </figure>
    ) : null
  return (
    <figure>
      <figcaption>{chart.caption}</figcaption>
      <Days name={`${chart.caption}, ${chart.from} – ${chart.to}`} days={chart.days} from={chart.from} to={chart.to} />
      {chart.note && <p class="quiet">{chart.note}</p>}
    </figure>
  )
}

/** A reference is read whole: it is not broken at its hyphens. */
const isShort = (text: string) => text.length < 16

function Tabled({ web, at, table }: { web: Web; at: At; table: TextTable }) {
  return (
    <Table
      caption={table.caption}
      heads={table.heads.map(({ text, end }, place) => ({ key: String(place), text, ...(end ? { end } : {}) }))}
      lines={table.rows.map((cells, place) => ({
        key: String(place),
        cells: cells.map(({ text, path, figure }) =>
          figure ? (
            <a key={text} class="fig" href={figureHref(web, at, figure)}>
              {text}
            </a>
          ) : path ? (
            <a key={text} class={isShort(text) ? 'w' : undefined} href={web.link(path)}>
              {text}
            </a>
          ) : (
            text
          ),
        ),
      }))}
    />
  )
}

/** The bilan as search engines know it: a report of an organisation, and the data set it was read off. */
const datasetFacts = (web: Web, at: At, bilan: Bilan, about: string) => ({
  '@context': 'https://schema.org',
  '@type': 'Report',
  name: `${bilan.title} · ${bilan.cluster}`,
  description: about,
  inLanguage: web.lang,
  temporalCoverage: `${at.from}/${at.asOf}`,
  url: `${web.origin}${web.link(`/bilan/${at.year}`)}`,
  publisher: { '@type': 'Organization', name: bilan.cluster, url: `${web.origin}${web.link('/')}` },
  isBasedOn: {
    '@type': 'Dataset',
    name: `${bilan.title} · ${bilan.cluster}`,
    description: about,
    distribution: ['json', 'xlsx'].map((ending) => ({
      '@type': 'DataDownload',
      encodingFormat:
        ending === 'json' ? 'application/json' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      contentUrl: `${web.origin}${web.link(`/bilan/${at.year}`)}.${ending}`,
    })),
  },
})
