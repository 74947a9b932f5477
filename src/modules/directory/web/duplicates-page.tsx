import type { Page } from '../../../core/page.ts'
import { may, staff } from '../../../core/permission.ts'
import { fill } from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { type Candidate, findDuplicates } from '../duplicates.ts'
import { texts } from '../texts.ts'

/** Organisations that may be one written twice, with the way to merge them. */
export const duplicatesPage: Page = {
  path: '/bureau/doublons',
  may: staff,
  answer: async (web) => {
    const t = texts[web.lang]
    const { sql, cluster } = web.scope
    const all = await sql<
      Candidate[]
    >`select id, name, ice, city, email from organisation where cluster_id = ${cluster} order by name`
    const mayMerge = may(web.actor, web.deeds.get('organisations.merge')!.may)
    const record = ({ id, name, city }: Candidate) => (
      <a href={web.link(`/records/organisation/${id}`)}>
        <bdi>{city ? `${name} (${city})` : name}</bdi>
      </a>
    )
    const keep = (kept: Candidate, dropped: Candidate) => (
      <a href={`${web.link('/actes/organisations.merge')}?keep=${kept.id}&drop=${dropped.id}`}>
        {fill(t.keepThis, { name: kept.name })}
      </a>
    )
    return {
      title: `${t.duplicates} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.duplicates}</h1>
          </div>
          <p class="full">{t.duplicatesSay}</p>
          <section class="full scrolls">
            <Table
              caption={t.duplicates}
              empty={t.noDuplicates}
              heads={[
                { key: 'a', text: web.say.header('Organisation') },
                { key: 'b', text: web.say.header('Organisation') },
                { key: 'why', text: t.why },
                { key: 'merge', text: '' },
              ]}
              lines={findDuplicates([...all])
                .slice(0, 200)
                .map(({ a, b, reasons }) => ({
                  key: `${a.id} ${b.id}`,
                  cells: [
                    record(a),
                    record(b),
                    reasons.map((reason) => t.reasons[reason]).join(' · '),
                    mayMerge && (
                      <>
                        {keep(a, b)}
                        <br />
                        {keep(b, a)}
                      </>
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
