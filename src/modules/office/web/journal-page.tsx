import type { Page } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { instantText, numberText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { pageAsked, withQuery } from '../../../ui/list.ts'
import { Pager, Table } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'

const perPage = 100

/** What was done, by whom, when: the last first. */
export const journalPage: Page = {
  path: '/bureau/journal',
  may: readers,
  office: { fr: texts.fr.journal, ar: texts.ar.journal, en: texts.en.journal },
  answer: async (web) => {
    const { lang, url, scope, profile } = web
    const [t, common] = [texts[lang], shared[lang]]
    const { sql, cluster } = scope
    const deed = url.searchParams.get('deed')
    const [found] = await sql`
      select count(*)::int as total from journal where cluster_id = ${cluster} and (${deed}::text is null or deed = ${deed})`
    const pages = Math.ceil(found!.total / perPage)
    const page = Math.min(pageAsked(url), Math.max(1, pages))
    const rows = await sql`
      select seq, deed, actor, happened_at, record_kind, record_id, body, hash from journal
      where cluster_id = ${cluster} and (${deed}::text is null or deed = ${deed}) order by seq desc limit ${perPage} offset ${(page - 1) * perPage}`
    const isPage = (kind: string) => web.sheets.some(({ table }) => table === kind)
    const isImport = (row: (typeof rows)[number]) => row.deed === 'import' && row.body.sources
    const mayUndo = may(web.actor, web.deeds.get('import.undo')?.may ?? [])
    return {
      title: `${t.journal} · ${profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.journal}</h1>
          </div>
          <p class="full quiet">{t.journalSays}</p>
          <section class="full scrolls">
            <Table
              caption={t.journal}
              empty={t.emptyJournal}
              heads={[
                { key: 'seq', text: t.entry, end: true },
                { key: 'when', text: t.when },
                { key: 'deed', text: t.deed },
                { key: 'actor', text: t.by },
                { key: 'record', text: web.say.header('Fiche') },
                { key: 'hash', text: t.stamp },
              ]}
              lines={rows.map((row) => ({
                key: String(row.seq),
                cells: [
                  numberText(lang, Number(row.seq)),
                  instantText(lang, row.happened_at, profile.zone),
                  <>
                    {web.say.deed(row.deed).name}
                    {isImport(row) && mayUndo && (
                      <>
                        {' · '}
                        <a href={`${web.link('/actes/import.undo')}?entry=${row.seq}`}>{t.undo}</a>
                      </>
                    )}
                  </>,
                  <bdi key="actor">{row.actor}</bdi>,
                  row.record_kind && isPage(row.record_kind) ? (
                    <a key="record" href={web.link(`/records/${row.record_kind}/${row.record_id}`)}>
                      {web.say.sheet(web.sheets.find(({ table }) => table === row.record_kind)!.name).one}
                    </a>
                  ) : (
                    (row.record_kind ?? '')
                  ),
                  <code key="hash">{row.hash.slice(0, 10)}</code>,
                ],
              }))}
            />
          </section>
          <Pager
            page={page}
            pages={pages}
            href={(to) => `${web.link('/bureau/journal')}${withQuery(url, { page: String(to) })}`}
            names={{ before: common.before, after: common.after, label: common.pages }}
          />
        </>
      ),
    }
  },
}
