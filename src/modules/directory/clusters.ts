import type { Profile } from '../../core/page.ts'
import { type Day, parseDay } from '../../platform/day.ts'
import type { Scope, Store } from '../../platform/store/store.ts'

export type Cluster = { id: string; slug: string }

export const findCluster = (store: Store, slug: string): Promise<Cluster | null> =>
  store.open(
    async (sql) => ((await sql`select id, slug from cluster where slug = ${slug}`)[0] as Cluster | undefined) ?? null,
  )

export const listClusters = (store: Store): Promise<Cluster[]> =>
  store.open(async (sql) => [...(await sql`select id, slug from cluster order by slug`)] as Cluster[])

export const defaultZone = 'Africa/Casablanca'

export async function profileOf({ sql, cluster }: Scope, slug: string, today: Day): Promise<Profile> {
  const rows = await sql`select field, value from setting where cluster_id = ${cluster}`
  const settings = new Map(rows.map(({ field, value }) => [field as string, value as string]))
  const asOf = parseDay(settings.get('Arrêté au') ?? '') ?? today
  return {
    slug,
    name: settings.get('Nom') ?? slug,
    city: settings.get('Ville') ?? null,
    legalForm: settings.get('Statut juridique') ?? null,
    currency: settings.get('Devise') ?? 'MAD',
    year: Number(settings.get('Exercice') ?? asOf.slice(0, 4)),
    asOf,
    zone: defaultZone,
  }
}
