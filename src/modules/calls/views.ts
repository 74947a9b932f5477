import { view } from '../../core/view.ts'

/** The calls opened by a day, with what came in and who was kept. */
export const callList = view({
  name: 'calls.list',
  may: ['public'],
  columns: [
    { key: 'code', kind: 'text' },
    { key: 'title', kind: 'text' },
    { key: 'programme', kind: 'text' },
    { key: 'opens', kind: 'day' },
    { key: 'closes', kind: 'day' },
    { key: 'places', kind: 'number' },
    { key: 'received', kind: 'number' },
    { key: 'selected', kind: 'number' },
  ],
  rows: async ({ sql, cluster }, { asOf }) => [
    ...(await sql`
      select c.id, c.code, c.title, g.code as programme, c.opens, c.closes, c.places,
        (count(a.id) filter (where a.filed <= ${asOf}))::int as received,
        (count(a.id) filter (where a.decision = 'retenue' and a.decided <= ${asOf}))::int as selected
      from call c left join programme g on g.cluster_id = ${cluster} and g.id = c.programme_id
        left join application a on a.cluster_id = ${cluster} and a.call_id = c.id
      where c.cluster_id = ${cluster} and c.opens <= ${asOf} group by c.id, c.code, c.title, g.code, c.opens, c.closes, c.places order by c.opens desc, c.code`),
  ],
})

/** The applications filed in the year. Who applied is the office's. */
export const applicationList = view({
  name: 'calls.applications',
  may: ['public'],
  columns: [
    { key: 'reference', kind: 'text' },
    { key: 'call', kind: 'text' },
    { key: 'candidate', kind: 'text', personal: true },
    { key: 'nature', kind: 'text' },
    { key: 'region', kind: 'text' },
    { key: 'filed', kind: 'day' },
    { key: 'decision', kind: 'state' },
    { key: 'decided', kind: 'day' },
  ],
  rows: async ({ sql, cluster }, { from, asOf }) => [
    ...(await sql`
      select a.id, a.reference, c.code as call, a.candidate, a.nature, a.region, a.filed, a.decision, a.decided
      from application a join call c on c.cluster_id = ${cluster} and c.id = a.call_id
      where a.cluster_id = ${cluster} and a.filed between ${from} and ${asOf} order by a.filed, a.reference`),
  ],
})

export const views = [callList, applicationList]
