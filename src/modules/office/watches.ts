import type { Watch } from '../../core/page.ts'

const aheadDays = 30

/** What could not be sent, and roles that are about to end. */
export const watches: Watch[] = [
  {
    name: 'outbox-stuck',
    rows: async ({ sql, cluster }) => {
      const rows = await sql`
        select kind, problem from outbox where cluster_id = ${cluster} and done_at is null and tries > 1 order by created_at`
      return rows.map(({ kind, problem }) => ({
        label: `${kind} · ${problem ?? ''}`,
        day: null,
        path: '/bureau/envois',
      }))
    },
  },
  {
    name: 'roles-end',
    rows: async ({ sql, cluster }, { today }) => {
      const rows = await sql`
        select l.name, h.until from held_role h join login l on l.id = h.login_id
        where h.cluster_id = ${cluster} and h.until between ${today}::date and ${today}::date + ${aheadDays}::int order by h.until`
      return rows.map(({ name, until }) => ({ label: name, day: until, path: '/bureau/personnes' }))
    },
  },
]
