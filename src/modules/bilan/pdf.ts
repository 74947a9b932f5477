import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Web } from '../../core/page.ts'
import { makePdf } from '../../platform/pdf/pdf.ts'
import { dayText } from '../../platform/texts.ts'
import type { Bilan, Section } from './document.ts'
import type { Piece } from './sentence.ts'
import { texts } from './texts.ts'

/** The bilan set for paper: PDF/A-2a, tagged, each figure a link to its evidence. */
export function setPdf(web: Web, bilan: Bilan): Promise<Uint8Array> {
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
  return makePdf(readFileSync(join(web.root, 'src/modules/bilan/bilan.typ'), 'utf8'), data, bilan.asOf)
}
