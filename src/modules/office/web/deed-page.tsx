import type { Acted, Page, Web } from '../../../core/page.ts'
import { may } from '../../../core/permission.ts'
import { isUuid, newId } from '../../../platform/ids.ts'
import type { Lang } from '../../../platform/texts.ts'
import { Form } from '../../../ui/form.tsx'
import { fieldsOf, givenBy } from '../fields.ts'
import { texts } from '../texts.ts'

/** The form of a deed: what it does, what it asks, and what is wrong with what was given. */
export const deedPage: Page = {
  path: '/actes/:deed',
  answer: async (web, { deed: name = '' }) => {
    const deed = web.deeds.get(name)
    if (!deed) return null
    if (!may(web.actor, deed.may)) return web.session ? null : { to: signInFirst(web) }
    const t = texts[web.lang]
    const said = web.say.deed(name)
    const { sent } = web
    const secret = sent?.note?.secret
    const named = deed.on ? (web.url.searchParams.get(deed.on.field) ?? '') : ''
    const about = isUuid(named) ? named : null
    const around = {
      scope: web.scope,
      actor: web.actor,
      when: web.now,
      today: web.today,
      zone: web.profile.zone,
      sheets: web.sheets,
      documents: web.documents,
      seals: web.seals,
      figures: web.figures,
      words: (figure: string, lang: Lang) => web.words(figure, lang),
    }
    const begun = sent ? {} : ((await deed.begins?.(around, about)) ?? {})
    const asked = Object.fromEntries([...web.url.searchParams].filter(([key]) => Object.hasOwn(deed.asks, key)))
    const values = sent?.values ?? { ...begun, ...asked }
    const fields = await fieldsOf(web, deed, values, sent?.refusal ?? null)
    const hasFile = fields.some((field) => 'kind' in field && field.kind === 'file')
    return {
      title: `${said.name} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{t.deed}</p>
            <h1 class="long">{said.name}</h1>
          </div>
          {web.url.searchParams.has('fait') && !sent && (
            <p class="said" role="status">
              {t.done}
            </p>
          )}
          {secret && (
            <div class="said" role="status">
              <p>{t.secretOnce}</p>
              <p>
                <code dir="ltr">{secret}</code>
              </p>
            </div>
          )}
          <section class="full">
            <p>{said.says}</p>
            <Form
              action={`${web.link(`/actes/${name}`)}${web.url.search}`}
              multipart={hasFile}
              fields={[
                { name: 'key', label: '', kind: 'hidden', value: newId() },
                ...fields.map((field) =>
                  // What the deed is about was chosen by coming here from its page.
                  'kind' in field && field.name === deed.on?.field && field.value
                    ? { ...field, kind: 'hidden' as const }
                    : field,
                ),
              ]}
              submit={said.name}
              problem={sent?.refusal ? web.say.refusal(sent.refusal) : undefined}
              names={t.form}
            />
          </section>
        </>
      ),
    }
  },
  act: async (desk, { deed: name = '' }, form): Promise<Acted> => {
    const deed = desk.deeds.get(name)
    if (!deed || !may(desk.actor, deed.may)) return { to: desk.link('/connexion') }
    const given = givenBy(deed.asks, form)
    for (const [field, column] of Object.entries(deed.asks)) {
      if (!('cell' in column) || column.cell.kind !== 'file') continue
      const [file] = form.files(field)
      if (!file) continue
      given[field] = desk.documents.put(file.bytes)
      if ('name' in deed.asks && !given.name) given.name = file.name
    }
    const answer = await desk.perform(deed, given, form.one('key') || undefined)
    if (!answer.ok) return { again: { values: given, refusal: answer } }
    if (answer.secret) return { again: { values: {}, refusal: null, note: { secret: answer.secret } } }
    const { record, to } = answer.done
    const isPage = record && desk.sheets.some(({ table }) => table === record.kind)
    if (typeof to === 'string') return { to: desk.link(to) }
    return {
      to: isPage
        ? `${desk.link(`/records/${record.kind}/${record.id}`)}?fait=1`
        : `${desk.link(`/actes/${name}`)}?fait=1`,
    }
  },
}

const signInFirst = (web: Web) =>
  `${web.link('/connexion')}?next=${encodeURIComponent(`${web.url.pathname}${web.url.search}`)}`
