import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { choice, day, long, reference, text } from '../../core/sheet.ts'
import { langs } from '../../platform/texts.ts'

/** Writes an article in a language. It is a draft until it is published. */
export const writeArticle = deed({
  name: 'press.write',
  may: ['secretary', 'officer'],
  on: { sheet: 'presse', field: 'article' },
  asks: {
    article: reference('presse', 'Article', { required: true }),
    lang: choice('Langue', langs, { required: true }),
    title: text('Titre', { required: true }),
    lead: text('Chapeau'),
    body: long('Texte', { required: true }),
  },
  refuses: ['nothing-changes'],
  begins: async ({ scope: { sql, cluster } }, about) => {
    if (!about) return {}
    const [written] = await sql`
      select lang, title, lead, body from article_text where cluster_id = ${cluster} and article_id = ${about} order by written_at desc limit 1`
    if (written) return { article: about, ...written }
    const [article] = await sql`select title, lead from article where cluster_id = ${cluster} and id = ${about}`
    return { article: about, lang: 'fr', ...article }
  },
  does: async ({ scope: { sql, cluster }, actor, when }, { article, lang, title, lead, body }): Promise<Outcome> => {
    const [before] = await sql`
      select title, lead, body from article_text where cluster_id = ${cluster} and article_id = ${article} and lang = ${lang}`
    if (before && before.title === title && before.lead === lead && before.body === body)
      return refusal('nothing-changes')
    await sql`
      insert into article_text (cluster_id, article_id, lang, title, lead, body, written_by, written_at)
      values (${cluster}, ${article}, ${lang}, ${title}, ${lead}, ${body}, ${actor.name}, ${when})
      on conflict (cluster_id, article_id, lang) do update
        set title = excluded.title, lead = excluded.lead, body = excluded.body, written_by = excluded.written_by, written_at = excluded.written_at`
    const record = { kind: 'article', id: article }
    return {
      ok: true,
      done: { record },
      facts: [{ record, body: { lang, before: before ?? {}, after: { title, lead, body } } }],
    }
  },
})

/** Publishes what was written in a language, from a day on; without one it is taken off the site. */
export const publishArticle = deed({
  name: 'press.publish',
  may: ['secretary', 'officer'],
  on: { sheet: 'presse', field: 'article' },
  asks: {
    article: reference('presse', 'Article', { required: true }),
    lang: choice('Langue', langs, { required: true }),
    on: day('Publié le'),
  },
  refuses: ['nothing-written', 'nothing-changes'],
  begins: async ({ today }, about) => ({ ...(about ? { article: about } : {}), lang: 'fr', on: today }),
  does: async ({ scope: { sql, cluster } }, { article, lang, on }): Promise<Outcome> => {
    const [written] = await sql`
      select published_on from article_text where cluster_id = ${cluster} and article_id = ${article} and lang = ${lang}`
    if (!written) return refusal('nothing-written', 'lang')
    if (written.published_on === on) return refusal('nothing-changes', 'on')
    await sql`update article_text set published_on = ${on} where cluster_id = ${cluster} and article_id = ${article} and lang = ${lang}`
    const record = { kind: 'article', id: article }
    const body = { lang, before: { published_on: written.published_on }, after: { published_on: on } }
    return { ok: true, done: { record }, facts: [{ record, body }] }
  },
})
