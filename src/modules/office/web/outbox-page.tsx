import type { Page } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { instantText, numberText } from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'

/** What went out or waits to: mails and calls to other programs, each with its state. */
export const outboxPage: Page = {
  path: '/bureau/envois',
  may: readers,
  office: { fr: texts.fr.outbox, ar: texts.ar.outbox, en: texts.en.outbox },
  answer: async (web) => {
    const { lang, scope, profile } = web
    const t = texts[lang]
    const { sql, cluster } = scope
    const rows = await sql`
      select id, kind, body, created_at, due_at, tries, problem, done_at, given_up_at from outbox
      where cluster_id = ${cluster} order by created_at desc, id desc limit 200`
    const stateOf = (row: (typeof rows)[number]) =>
      row.done_at
        ? `${t.sent} ${instantText(lang, row.done_at, profile.zone)}`
        : row.given_up_at
          ? t.givenUp
          : row.tries > 0
            ? `${t.retried} ${instantText(lang, row.due_at, profile.zone)}`
            : t.waiting
    return {
      title: `${t.outbox} · ${profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.outbox}</h1>
          </div>
          {may(web.actor, ['secretary']) && (
            <p class="full">
              <a href={web.link('/actes/webhooks.add')}>{web.say.deed('webhooks.add').name}</a>
            </p>
          )}
          <section class="full scrolls">
            <Table
              caption={t.outbox}
              empty={t.nothingSent}
              heads={[
                { key: 'when', text: t.when },
                { key: 'what', text: t.what },
                { key: 'to', text: t.to },
                { key: 'state', text: web.say.header('État') },
                { key: 'tries', text: t.tries, end: true },
                { key: 'problem', text: t.trouble },
              ]}
              lines={rows.map((row) => ({
                key: row.id,
                cells: [
                  instantText(lang, row.created_at, profile.zone),
                  row.kind === 'mail'
                    ? (t.mails[row.body.template as keyof typeof t.mails] ?? row.body.template)
                    : 'webhook',
                  <bdi key="to">{row.body.to ?? row.body.hook}</bdi>,
                  <span key="state" class={row.given_up_at ? 'late' : undefined}>
                    {stateOf(row)}
                  </span>,
                  numberText(lang, row.tries),
                  <bdi key="problem">{row.problem ?? ''}</bdi>,
                ],
              }))}
            />
          </section>
        </>
      ),
    }
  },
}
