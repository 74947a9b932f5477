import type { Lang } from '../../platform/texts.ts'
import type { Reading } from './speech.ts'
import { texts } from './texts.ts'

/** What the office has written for a year in a language, section by section, as sentences with live figures. */
export type Written = Map<string, string[]>

export async function writtenOf({ scope: { sql, cluster }, lang }: Reading, year: number): Promise<Written> {
  const rows =
    await sql`select section, body from bilan_text where cluster_id = ${cluster} and year = ${year} and lang = ${lang}`
  return new Map(rows.map(({ section, body }) => [section, paragraphsOf(body)]))
}

export const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter(Boolean)

/** The sections somebody may write, with the words the house has for them. */
export const sectionsIn = (lang: Lang): { key: string; title: string; house: string }[] => {
  const { lead, sections, leadName } = texts[lang]
  return [
    { key: 'lead', title: leadName, house: lead },
    ...Object.entries(sections).map(([key, [title = '', ...says]]) => ({ key, title, house: says.join('\n\n') })),
  ]
}
