import type { Watch } from '../../core/page.ts'
import { view } from '../../core/view.ts'
import { fold } from '../../platform/fold.ts'

/** The members on a day. `text` is looked for in names, towns and fields of work, accents and case aside. */
export const directory = view({
  name: 'members.directory',
  may: ['public'],
  columns: [
    { key: 'name', kind: 'text' },
    { key: 'college', kind: 'text' },
    { key: 'region', kind: 'text' },
    { key: 'city', kind: 'text' },
    { key: 'fields', kind: 'text' },
    { key: 'joined', kind: 'day' },
  ],
  rows: async ({ sql, cluster }, { asOf, text = '', region, college }) => {
    const rows = await sql<
      {
        id: string
        name: string
        college: string | null
        region: string | null
        city: string | null
        fields: string | null
        joined: string
      }[]
    >`
      select o.id, o.name, m.college, o.region, o.city, o.fields, m.joined
      from membership m join organisation o on o.cluster_id = ${cluster} and o.id = m.organisation_id
      where m.cluster_id = ${cluster} and m.joined <= ${asOf} and (m.left_on is null or m.left_on > ${asOf})
        and (${region ?? null}::text is null or o.region = ${region ?? null}) and (${college ?? null}::text is null or m.college = ${college ?? null})
      order by o.name_key collate "C"`
    const words = fold(text).split(' ').filter(Boolean)
    return rows.filter((row) => {
      const whole = fold(`${row.name} ${row.city ?? ''} ${row.fields ?? ''}`)
      return words.every((word) => whole.includes(word))
    })
  },
})

export const views = [directory]

/** Dues of the year that are not paid, the largest first; requests the board has not decided, the oldest first. */
export const watches: Watch[] = [
  {
    name: 'dues-late',
    rows: async ({ sql, cluster }, { year }) => {
      const rows = await sql`
        select d.organisation_id as id, o.name from due d join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
        where d.cluster_id = ${cluster} and d.year = ${year} group by d.organisation_id, o.name
        having sum(d.called) > coalesce(sum(d.paid), 0) order by sum(d.called) - coalesce(sum(d.paid), 0) desc, o.name`
      return rows.map(({ id, name }) => ({ label: name, day: null, path: `/records/organisation/${id}` }))
    },
  },
  {
    name: 'candidacies-open',
    rows: async ({ sql, cluster }) => {
      const rows = await sql`
        select c.organisation_id as id, o.name, c.asked_on from candidacy c join organisation o on o.cluster_id = ${cluster} and o.id = c.organisation_id
        where c.cluster_id = ${cluster} and c.decided_on is null order by c.asked_on, o.name`
      return rows.map(({ id, name, asked_on }) => ({ label: name, day: asked_on, path: `/records/organisation/${id}` }))
    },
  },
]
