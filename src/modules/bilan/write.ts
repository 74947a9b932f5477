import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { choice, integer, long } from '../../core/sheet.ts'
import { isLang, langs } from '../../platform/texts.ts'
import { figuresIn } from './sentence.ts'
import { texts } from './texts.ts'

const sections = ['lead', ...Object.keys(texts.fr.sections)] as const

/** Writes a section of a year's bilan in a language; its figures stay live. Empty, the house's own words are said again. */
export const writeSection = deed({
  name: 'bilan.write',
  may: ['secretary', 'officer'],
  asks: {
    year: integer('Exercice', { required: true }),
    section: choice('Section', sections, { required: true }),
    lang: choice('Langue', langs, { required: true }),
    body: long('Texte'),
  },
  refuses: ['unknown-figure', 'nothing-changes'],
  does: async ({ scope: { sql, cluster }, actor, when, figures }, { year, section, lang, body }): Promise<Outcome> => {
    if (!isLang(lang)) throw new Error('a language of the house was asked for')
    const stranger = figuresIn(body ?? '').find((figure) => !figures.has(figure))
    if (stranger) return refusal('unknown-figure', 'body', { figure: stranger })
    const [before] = await sql`
      select body from bilan_text where cluster_id = ${cluster} and year = ${Number(year)} and section = ${section} and lang = ${lang}`
    if ((before?.body ?? null) === body) return refusal('nothing-changes', 'body')
    if (body === null)
      await sql`delete from bilan_text where cluster_id = ${cluster} and year = ${Number(year)} and section = ${section} and lang = ${lang}`
    else
      await sql`
        insert into bilan_text (cluster_id, year, section, lang, body, written_by, written_at)
        values (${cluster}, ${Number(year)}, ${section}, ${lang}, ${body}, ${actor.name}, ${when})
        on conflict (cluster_id, year, section, lang) do update set body = excluded.body, written_by = excluded.written_by, written_at = excluded.written_at`
    const told = { year, section, lang, before: { body: before?.body ?? null }, after: { body } }
    return { ok: true, done: { to: `/bureau/bilan/${year}?lang=${lang}#${section}` }, facts: [{ body: told }] }
  },
})
