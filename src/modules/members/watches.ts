import type { Watch } from '../../core/page.ts'

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
