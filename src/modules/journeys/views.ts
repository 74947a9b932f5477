import { view } from '../../core/view.ts'

/** The start-ups on a path by a day, with the hours given them and the aid paid to them in the year. */
export const startupList = view({
  name: 'journeys.startups',
  may: ['public'],
  columns: [
    { key: 'startup', kind: 'text' },
    { key: 'programme', kind: 'text' },
    { key: 'stage', kind: 'text' },
    { key: 'entered', kind: 'day' },
    { key: 'ended', kind: 'day' },
    { key: 'hours', kind: 'number' },
    { key: 'paid', kind: 'money' },
  ],
  rows: async ({ sql, cluster }, { from, asOf }) => [
    ...(await sql`
      select j.id, o.name as startup, g.code as programme, j.stage, j.entered, j.ended,
        coalesce((select sum(s.hours) from support_act s where s.cluster_id = ${cluster} and s.programme_id = j.programme_id
          and s.beneficiary_organisation_id = o.id and s.day between ${from} and ${asOf}), 0)::float8 as hours,
        coalesce((select sum(a.amount) from aid a where a.cluster_id = ${cluster} and a.programme_id = j.programme_id
          and a.beneficiary_organisation_id = o.id and a.voucher is not null and a.paid between ${from} and ${asOf}), 0)::float8 as paid
      from journey j join organisation o on o.cluster_id = ${cluster} and o.id = j.beneficiary_organisation_id
        join programme g on g.cluster_id = ${cluster} and g.id = j.programme_id
      where j.cluster_id = ${cluster} and j.nature = 'startup' and (j.entered is null or j.entered <= ${asOf}) order by o.name_key collate "C", j.entered`),
  ],
})

export const views = [startupList]
