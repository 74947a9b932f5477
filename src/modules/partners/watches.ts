import type { Watch } from '../../core/page.ts'

const aheadDays = 90

/** Agreements that end within three months, while there is time to renew them. */
export const watches: Watch[] = [
  {
    name: 'agreements-end',
    rows: async ({ sql, cluster }, { today }) => {
      const rows = await sql`
        select id, reference, title, ends from agreement
        where cluster_id = ${cluster} and ends between ${today}::date and ${today}::date + ${aheadDays}::int order by ends, reference`
      return rows.map(({ id, reference, title, ends }) => ({
        label: `${reference} · ${title}`,
        day: ends,
        path: `/records/agreement/${id}`,
      }))
    },
  },
]
