import { type Evidence, evidenceOf, type Figure } from '../../../core/figure.ts'
import type { Answered, Page, Web } from '../../../core/page.ts'
import { fill, numberText, pluralOf, shortDayText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { EvidencePanel } from '../../../ui/evidence.tsx'
import { pageAsked } from '../../../ui/list.ts'
import { Pager, Table } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'
import { evidenceCsv, evidenceJsonText, evidenceXlsx } from './evidence-files.ts'
import {
  allRowsText,
  FigureHead,
  figureHref,
  labelSeen,
  type Narrowed,
  narrowedTo,
  partName,
  quantityIn,
  SourceLink,
  variablesOf,
} from './figure-parts.tsx'
import { yearAt } from './year.ts'

const perPage = 100

/** One figure: its number, its definition, every row it counts, and the cell each row came from. */
export const figurePage: Page = {
  path: '/bilan/:year/:figure',
  places: async ({ at, figures }) => [...figures.keys()].map((name) => `/bilan/${at.year}/${name}`),
  answer: async (web, { year = '', figure: asked = '' }) => {
    const [, name = '', format] = /^(.*?)(?:\.(csv|json|xlsx))?$/.exec(asked) ?? []
    const at = yearAt(web, year)
    const figure = web.figures.get(name)
    if (!at || !figure) return null
    const value = (await web.values(at)).get(name)!
    const narrowed = narrowedBy(web, figure)
    const lines = narrowedTo(await evidenceOf(web.scope, figure, at), narrowed)
    const seen = lines.map((line) => ({ ...line, label: labelSeen(web, figure, line) }))
    if (format) return evidenceFile(web, figure, seen, format)
    if (web.url.searchParams.has('panel'))
      return { fragment: await Panel({ web, figure, at, value, lines: seen, narrowed }) }
    const t = texts[web.lang]
    const title = fill(web.words(name).name, variablesOf(web, at))
    const page = Math.min(pageAsked(web.url), Math.max(1, Math.ceil(seen.length / perPage)))
    const here = figureHref(web, at, name, narrowed)
    const withQuery = (path: string) =>
      path.replace(name, () => name) + (here.includes('?') ? here.slice(here.indexOf('?')) : '')
    return {
      title: `${title} · ${t.bilan} ${at.year} · ${web.profile.name}`,
      description: fill(web.words(name).rule, variablesOf(web, at)),
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">
              <a href={web.link(`/bilan/${at.year}`)}>{fill(t.backToBilan, { year: String(at.year) })}</a> · {t.counts}
            </p>
            <h1 class="long">{title}</h1>
            <p class="files">
              {(['csv', 'xlsx', 'json'] as const).map((ending) => (
                <a key={ending} href={withQuery(`${web.link(`/bilan/${at.year}/${name}`)}.${ending}`)}>
                  {ending === 'xlsx' ? shared[web.lang].workbook : ending.toUpperCase()}
                </a>
              ))}
            </p>
          </div>
          <section>
            {narrowed && (
              <p>
                <span class="tag half">
                  {fill(t.narrowed, {
                    split: t.splits[narrowed[0] as keyof typeof t.splits],
                    part: partName(web, ...narrowed),
                  })}
                </span>{' '}
                <a href={figureHref(web, at, name)}>{t.whole}</a>
              </p>
            )}
            {await FigureHead({ web, figure, at, value, narrowed, compact: false })}
          </section>
          <section class="full">
            <h2>{t.rows}</h2>
            {seen.length === 0 ? (
              <p class="empty">{t.nothingCounted}</p>
            ) : (
              <p class="quiet">{allRowsText(web, seen.length)}</p>
            )}
            {seen.length > 0 && (
              <Rows web={web} figure={figure} lines={seen.slice((page - 1) * perPage, page * perPage)} />
            )}
            <Pager
              page={page}
              pages={Math.ceil(seen.length / perPage)}
              href={(number) => `${here}${here.includes('?') ? '&' : '?'}page=${number}`}
              names={{ before: shared[web.lang].before, after: shared[web.lang].after, label: shared[web.lang].pages }}
            />
          </section>
        </>
      ),
    }
  },
}

function narrowedBy({ url }: Web, { splits, by }: Figure): Narrowed {
  const split = [...Object.keys(splits), ...by].find((name) => url.searchParams.get(name))
  return split ? [split, url.searchParams.get(split)!] : null
}

async function evidenceFile(web: Web, figure: Figure, lines: Evidence[], format: string): Promise<Answered> {
  const name = `${web.profile.slug}-${figure.name}.${format}`
  if (format === 'json') return { file: evidenceJsonText(figure, lines), type: 'application/json; charset=utf-8' }
  if (format === 'csv') return { file: evidenceCsv(figure, lines), type: 'text/csv; charset=utf-8', name }
  return {
    file: await evidenceXlsx(figure, lines),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name,
  }
}

function Rows({ web, figure, lines }: { web: Web; figure: Figure; lines: Evidence[] }) {
  const t = texts[web.lang]
  return (
    <Table
      caption={t.rows}
      heads={[
        { key: 'label', text: t.label },
        { key: 'day', text: t.day, end: true },
        { key: 'quantity', text: t.quantity, end: true },
        { key: 'source', text: t.source },
      ]}
      lines={lines.map((line, place) => ({
        key: `${line.record.id}${place}`,
        cells: [
          <a key="record" href={web.link(`/records/${line.record.kind}/${line.record.id}`)}>
            {line.label}
          </a>,
          line.day ? shortDayText(web.lang, line.day) : '',
          quantityIn(web, figure, line.quantity),
          <span key="source">
            <SourceLink web={web} source={line.source} />
            {line.records > 1 && (
              <span class="quiet">
                {' '}
                {fill(pluralOf(web.lang, line.records - 1, t.several), {
                  count: numberText(web.lang, line.records - 1),
                })}
              </span>
            )}
          </span>,
        ],
      }))}
    />
  )
}

type PanelOf = Parameters<typeof FigureHead>[0]

/** The same in short, for the margin of the bilan. */
export async function Panel({
  web,
  figure,
  at,
  value,
  lines,
  narrowed,
}: Omit<PanelOf, 'compact'> & { lines: Evidence[] }) {
  const t = texts[web.lang]
  return (
    <EvidencePanel label={t.counts}>
      <p class="over">{t.counts}</p>
      <h2>{fill(web.words(figure.name).name, variablesOf(web, at))}</h2>
      {narrowed && (
        <p class="quiet">
          {fill(t.narrowed, {
            split: t.splits[narrowed[0] as keyof typeof t.splits],
            part: partName(web, ...narrowed),
          })}
        </p>
      )}
      {await FigureHead({ web, figure, at, value, narrowed, compact: true })}
      <ol class="rows">
        {lines.slice(0, 4).map((line, place) => (
          <li key={place}>
            <a href={web.link(`/records/${line.record.kind}/${line.record.id}`)}>{line.label}</a>
            <span>
              {line.day ? `${shortDayText(web.lang, line.day)} · ` : ''}
              <SourceLink web={web} source={line.source} />
            </span>
          </li>
        ))}
      </ol>
      <p>
        <a class="more" href={figureHref(web, at, figure.name, narrowed)}>
          {allRowsText(web, lines.length)}
        </a>
      </p>
    </EvidencePanel>
  )
}
