import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type At, evidenceOf, publishedSplits } from '../../../core/figure.ts'
import type { Answered, Web } from '../../../core/page.ts'
import { type WorkbookTable, writeXlsx } from '../../../platform/files/xlsx-write.ts'
import { makePdf } from '../../../platform/pdf/pdf.ts'
import { dayText, fill } from '../../../platform/texts.ts'
import { bilanOf } from '../compose.ts'
import type { Bilan, Section, TextTable } from '../document.ts'
import type { Piece } from '../sentence.ts'
import { texts } from '../texts.ts'
import { approvedOf } from './approved.ts'
import { evidenceTable } from './evidence-files.ts'
import { labelSeen, variablesOf } from './figure-parts.tsx'

/** The bilan in another form: figures as JSON, the whole as a workbook, the text as Markdown and PDF. */
export async function bilanFile(web: Web, at: At, format: string): Promise<Answered> {
  const name = `${web.profile.slug}-bilan-${at.year}.${format}`
  if (format === 'json')
    return {
      file: `${JSON.stringify(bilanJson(web, at, await web.values(at)), null, 1)}\n`,
      type: 'application/json; charset=utf-8',
    }
  if (format === 'xlsx')
    return {
      file: await bilanXlsx(web, at),
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      name,
    }
  // What the board approved is what is handed over, unless the reader chose another day or the records as they are.
  const { searchParams } = web.url
  const approved = searchParams.has('as_of') || searchParams.has('vif') ? null : await approvedOf(web.scope, at.year)
  const bilan = approved?.body.texts[web.lang] ?? (await bilanOf(web, at))
  if (format === 'md') return { file: bilanMarkdown(web, bilan), type: 'text/markdown; charset=utf-8' }
  return { file: await setPdf(web, bilan), type: 'application/pdf', name }
}

/** The figures of the year as one object: each number, and each split under `name/split`. */
export function bilanJson(
  { profile, figures }: Pick<Web, 'profile' | 'figures'>,
  at: At,
  values: Awaited<ReturnType<Web['values']>>,
) {
  const entries = [...values].flatMap(([name, value]) => [
    [name, value.value] as const,
    ...publishedSplits(figures.get(name)!, value).map(([split, parts]) => [`${name}/${split}`, parts] as const),
  ])
  return { cluster: profile.name, year: at.year, as_of: at.asOf, figures: Object.fromEntries(entries) }
}

// Outside tables a few signs would be read as Markdown; names from records must not be.
const plain = (text: string) => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')

/** The text, each figure a link to its evidence. */
function bilanMarkdown(web: Web, bilan: Bilan): string {
  const t = texts[web.lang]
  const sentence = (pieces: Piece[]) =>
    pieces
      .map((piece) =>
        'figure' in piece
          ? `[${plain(piece.text)}](${web.origin}${web.link(`/bilan/${bilan.year}/${piece.figure}`)}${piece.narrowed ? `?${new URLSearchParams([piece.narrowed])}` : ''})`
          : plain(piece.text),
      )
      .join('')
  const table = ({ caption, heads, rows }: TextTable) =>
    [
      `**${plain(caption)}**`,
      '',
      `| ${heads.map(({ text }) => plain(text)).join(' | ')} |`,
      `| ${heads.map(({ end }) => (end ? '--:' : '---')).join(' | ')} |`,
      ...rows.map((cells) => `| ${cells.map(({ text }) => plain(text)).join(' | ')} |`),
    ].join('\n')
  const barsTable = (section: Section) =>
    section.charts.flatMap((chart) =>
      chart.kind === 'bars' && chart.bars.length
        ? [
            table({
              caption: chart.caption,
              heads: [{ text: t.heads.what }, { text: t.heads.number, end: true }],
              rows: chart.bars.map(({ label, text }) => [{ text: label }, { text }]),
            }),
          ]
        : [],
    )
  const chapter = (section: Section, level: number): string[] => [
    `${'#'.repeat(level)} ${plain(section.title)}`,
    ...section.paragraphs.map(sentence),
    ...barsTable(section),
    ...section.tables.map(table),
    ...section.parts.flatMap((part) => chapter(part, level + 1)),
  ]
  return `${[`# ${plain(bilan.title)} · ${plain(bilan.cluster)}`, sentence(bilan.lead), ...bilan.sections.flatMap((section) => chapter(section, 2))].join('\n\n')}\n`
}

/** Three sheets: the figures with their definitions, their splits, and every row of evidence with its source. */
async function bilanXlsx(web: Web, at: At): Promise<Uint8Array> {
  const t = texts[web.lang]
  const values = await web.values(at)
  const name = (figure: string) => fill(web.words(figure).name, variablesOf(web, at))
  const figures: WorkbookTable = {
    name: t.bilan,
    widths: [28, 36, 16, 14, 90],
    rows: [['figure', t.label, t.heads.amount, 'unit', t.counts]],
  }
  const splits: WorkbookTable = { name: 'splits', rows: [['figure', 'split', t.label, t.heads.amount]] }
  const evidence: WorkbookTable = {
    name: 'evidence',
    rows: [['figure', 'kind', 'id', t.label, t.day, t.quantity, 'file', 'sheet', 'row']],
  }
  for (const [key, value] of values) {
    const figure = web.figures.get(key)!
    figures.rows.push([key, name(key), value.value, figure.unit, fill(web.words(key).rule, variablesOf(web, at))])
    for (const [split, parts] of publishedSplits(figure, value))
      for (const [part, count] of Object.entries(parts)) splits.rows.push([key, split, part, count])
    const lines = (await evidenceOf(web.scope, figure, at)).map((line) => ({
      ...line,
      label: labelSeen(web, figure, line),
    }))
    for (const [kind, id, label, day, quantity, ...rest] of evidenceTable(figure, lines).slice(1))
      evidence.rows.push([key, kind!, id!, label!, day!, quantity!, ...rest.slice(-3)])
  }
  return writeXlsx([figures, splits, evidence])
}

/** The bilan set for paper: PDF/A-2a, tagged, each figure a link to its evidence. */
function setPdf(web: Web, bilan: Bilan): Promise<Uint8Array> {
  const t = texts[web.lang]
  const live = (piece: Piece) =>
    'figure' in piece
      ? {
          text: piece.text,
          url: `${web.origin}${web.link(`/bilan/${bilan.year}/${piece.figure}`)}${piece.narrowed ? `?${new URLSearchParams([piece.narrowed])}` : ''}`,
        }
      : piece
  const section = (one: Section): unknown => ({
    ...one,
    paragraphs: one.paragraphs.map((pieces) => pieces.map(live)),
    parts: one.parts.map(section),
  })
  const data = {
    lang: web.lang,
    annual: t.annual,
    title: bilan.title,
    cluster: bilan.cluster,
    asOfLabel: t.asOf,
    asOf: dayText(web.lang, bilan.asOf),
    digestLabel: t.digest,
    digest: web.state.head.slice(0, 12),
    lead: bilan.lead.map(live),
    sections: bilan.sections.map(section),
  }
  return makePdf(readFileSync(join(web.root, 'src/modules/bilan/web/bilan.typ'), 'utf8'), data, bilan.asOf)
}
