import { view } from '../../core/view.ts'

/** The sessions begun in the year, with who came. */
export const trainingList = view({
  name: 'training.sessions',
  may: ['public'],
  columns: [
    { key: 'code', kind: 'text' },
    { key: 'title', kind: 'text' },
    { key: 'programme', kind: 'text' },
    { key: 'started', kind: 'day' },
    { key: 'place', kind: 'text' },
    { key: 'places', kind: 'number' },
    { key: 'people', kind: 'number' },
    { key: 'person_hours', kind: 'number' },
  ],
  rows: async ({ sql, cluster }, { from, asOf }) => [
    ...(await sql`
      select t.id, t.code, t.title, g.code as programme, t.started, t.place, t.places,
        (count(distinct p.person_id) filter (where p.half_days > 0))::int as people,
        coalesce(sum(p.half_days * t.half_day_hours), 0)::float8 as person_hours
      from training t left join programme g on g.cluster_id = ${cluster} and g.id = t.programme_id
        left join trainee p on p.cluster_id = ${cluster} and p.training_id = t.id
      where t.cluster_id = ${cluster} and t.started between ${from} and ${asOf}
      group by t.id, t.code, t.title, g.code, t.started, t.place, t.places order by t.started, t.code`),
  ],
})

/** The software lent on a day. */
export const licenceList = view({
  name: 'training.licences',
  may: ['public'],
  columns: [
    { key: 'software', kind: 'text' },
    { key: 'organisation', kind: 'text' },
    { key: 'seats', kind: 'number' },
    { key: 'started', kind: 'day' },
    { key: 'ended', kind: 'day' },
  ],
  rows: async ({ sql, cluster }, { asOf }) => [
    ...(await sql`
      select l.id, l.software, o.name as organisation, l.seats, l.started, l.ended
      from licence l join organisation o on o.cluster_id = ${cluster} and o.id = l.organisation_id
      where l.cluster_id = ${cluster} and l.started <= ${asOf} and (l.ended is null or l.ended >= ${asOf}) order by l.software, o.name_key collate "C"`),
  ],
})

export const views = [trainingList, licenceList]
