import { view } from '../../core/view.ts'

/** The programmes begun by a day, the running ones first, with those who fund them. */
export const programmeList = view({
  name: 'programmes.list',
  may: ['public'],
  columns: [
    { key: 'code', kind: 'text' },
    { key: 'name', kind: 'text' },
    { key: 'funders', kind: 'text' },
    { key: 'partners', kind: 'text' },
    { key: 'started', kind: 'day' },
    { key: 'ended', kind: 'day' },
    { key: 'budget', kind: 'money' },
    { key: 'currency', kind: 'text' },
    { key: 'target', kind: 'number' },
    { key: 'target_unit', kind: 'text' },
  ],
  rows: async ({ sql, cluster }, { asOf }) => {
    const rows = await sql`
      select p.id, p.code, p.name, p.partners, p.started, p.ended, p.budget, p.currency, p.target, p.target_unit,
        (p.ended is null or p.ended >= ${asOf}) as running,
        (select string_agg(o.name, ', ' order by o.name)
         from programme_funder f join organisation o on o.cluster_id = ${cluster} and o.id = f.organisation_id
         where f.cluster_id = ${cluster} and f.programme_id = p.id) as funders
      from programme p where p.cluster_id = ${cluster} and (p.started is null or p.started <= ${asOf})
      order by running desc, p.started, p.code`
    return rows.map(
      ({ id, code, name, funders, partners, started, ended, budget, currency, target, target_unit, running }) => ({
        id: id as string,
        code: code as string,
        name: name as string,
        funders: funders as string | null,
        partners: partners as string | null,
        started: started as string | null,
        ended: ended as string | null,
        budget: budget === null ? null : Number(budget),
        currency: currency as string | null,
        target: target === null ? null : Number(target),
        target_unit: target_unit as string | null,
        running: running ? 'oui' : 'non',
      }),
    )
  },
})

export const views = [programmeList]
