import type { Page } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { shortDayText } from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'

/** Who may do what here, since when and until when. */
export const peoplePage: Page = {
  path: '/bureau/personnes',
  may: readers,
  answer: async (web) => {
    const { scope, lang, today } = web
    const t = texts[lang]
    const { sql, cluster } = scope
    const rows = await sql`
      select h.id, h.role, h.since, h.until, l.name, l.email, l.password is not null or l.totp is not null as has_come,
        coalesce(o.name, p.name) as scope
      from held_role h join login l on l.id = h.login_id
        left join organisation o on o.cluster_id = ${cluster} and o.id = h.organisation_id
        left join programme p on p.cluster_id = ${cluster} and p.id = h.programme_id
      where h.cluster_id = ${cluster} order by h.until is not null, l.name, h.since`
    const isSecretary = may(web.actor, ['secretary'])
    return {
      title: t.people,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.people}</h1>
          </div>
          {isSecretary && (
            <ul class="acts">
              <li>
                <a class="button" href={web.link('/actes/people.invite')}>
                  {web.say.deed('people.invite').name}
                </a>
              </li>
              <li>
                <a href={web.link('/actes/tokens.make')}>{web.say.deed('tokens.make').name}</a>
              </li>
            </ul>
          )}
          <section class="full">
            <Table
              caption={t.people}
              empty={t.nobody}
              heads={[
                { key: 'name', text: web.say.header('Nom') },
                { key: 'email', text: t.email },
                { key: 'role', text: web.say.header('Rôle') },
                { key: 'scope', text: t.scope },
                { key: 'since', text: web.say.header('Début') },
                { key: 'until', text: web.say.header('Fin') },
                { key: 'end', text: '' },
              ]}
              lines={rows.map((row) => ({
                key: row.id,
                cells: [
                  <bdi key="name">{row.name}</bdi>,
                  <bdi key="email">{row.email}</bdi>,
                  t.roles[row.role as keyof typeof t.roles] ?? row.role,
                  <bdi key="scope">{row.scope ?? ''}</bdi>,
                  shortDayText(lang, row.since),
                  row.until ? shortDayText(lang, row.until) : '',
                  isSecretary && (!row.until || row.until >= today) ? (
                    <a key="end" href={`${web.link('/actes/people.end-role')}?role=${row.id}`}>
                      {t.end}
                    </a>
                  ) : (
                    ''
                  ),
                ],
              }))}
            />
          </section>
        </>
      ),
    }
  },
}
