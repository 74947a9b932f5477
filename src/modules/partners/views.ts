import { view } from '../../core/view.ts'

/** The agreements signed by a day, newest first, with their parties. */
export const agreementList = view({
  name: 'partners.agreements',
  may: ['public'],
  columns: [
    { key: 'reference', kind: 'text' },
    { key: 'title', kind: 'text' },
    { key: 'parties', kind: 'text' },
    { key: 'nature', kind: 'text' },
    { key: 'signed', kind: 'day' },
    { key: 'ends', kind: 'day' },
    { key: 'programme', kind: 'text' },
  ],
  rows: async ({ sql, cluster }, { from, asOf }) => {
    const rows = await sql`
      select a.id, a.reference, a.title, a.nature, a.signed, a.ends, g.code as programme,
        (select string_agg(o.name, ', ' order by o.name)
         from agreement_party y join organisation o on o.cluster_id = ${cluster} and o.id = y.organisation_id
         where y.cluster_id = ${cluster} and y.agreement_id = a.id) as parties
      from agreement a left join programme g on g.cluster_id = ${cluster} and g.id = a.programme_id
      where a.cluster_id = ${cluster} and a.signed between ${from} and ${asOf} order by a.signed desc, a.reference`
    return rows.map((row) => ({ ...row }) as Record<string, string | null>)
  },
})

export const views = [agreementList]
