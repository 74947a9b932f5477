import { view } from '../../core/view.ts'
import type { Scope } from '../../platform/store/store.ts'

export type PilotRow = {
  id: string
  code: string
  title: string
  place: string | null
  region: string | null
  partners: string | null
  commissioned: string | null
  ended: string | null
  power_kwp: number | null
}

export const pilotList = view({
  name: 'pilots.list',
  may: ['public'],
  columns: [
    { key: 'code', kind: 'text' },
    { key: 'title', kind: 'text' },
    { key: 'place', kind: 'text' },
    { key: 'region', kind: 'text' },
    { key: 'partners', kind: 'text' },
    { key: 'commissioned', kind: 'day' },
    { key: 'power_kwp', kind: 'number' },
  ],
  rows: async ({ sql, cluster }): Promise<PilotRow[]> => {
    const rows = await sql`
      select p.id, p.code, p.title, p.place, p.region, p.partners, p.commissioned, p.ended, p.power_kwp
      from pilot p where p.cluster_id = ${cluster} order by p.commissioned, p.code`
    return rows.map((row) => ({ ...row, power_kwp: row.power_kwp === null ? null : Number(row.power_kwp) }) as PilotRow)
  },
})

export type PilotDay = { day: string; kwh: number; missing: boolean }

/** The energy of each day from the first reading of the year to the last, and whether hours of it have none. */
export async function daysOf(
  { sql, cluster }: Scope,
  pilot: string,
  { from, asOf, zone }: { from: string; asOf: string; zone: string },
): Promise<PilotDay[]> {
  const rows = await sql`
    with readings as (
      select r.taken_at, (r.taken_at at time zone ${zone})::date as day, r.value, lag(r.value) over (order by r.taken_at, r.key) as before
      from reading r
      where r.cluster_id = ${cluster} and r.pilot_id = ${pilot} and r.quantity = 'energie_active'
        and r.taken_at >= (${from}::date)::timestamp at time zone ${zone} and r.taken_at < (${asOf}::date + 1)::timestamp at time zone ${zone}
    ), span as (select min(taken_at) as first, max(taken_at) as last from readings)
    select d.day::date as day,
      coalesce((select sum(case when r.value >= r.before then r.value - r.before else r.value end) from readings r where r.before is not null and r.day = d.day), 0) as kwh,
      (select count(distinct date_trunc('hour', r.taken_at)) from readings r where r.day = d.day)::int as hours,
      (select count(*) from generate_series(date_trunc('hour', s.first), s.last, interval '1 hour') h where (h at time zone ${zone})::date = d.day)::int as expected
    from span s, generate_series((s.first at time zone ${zone})::date, (s.last at time zone ${zone})::date, interval '1 day') d(day) order by 1`
  return rows.map(({ day, kwh, hours, expected }) => ({
    day: day as string,
    kwh: Number(kwh),
    missing: (hours as number) < (expected as number),
  }))
}

export const views = [pilotList]
