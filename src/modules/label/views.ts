import { view } from '../../core/view.ts'
import { fold } from '../../platform/fold.ts'

export type Standing = 'valid' | 'suspended' | 'withdrawn' | 'expired' | 'refused' | 'candidate' | 'future'

const standings = {
  valide: 'valid',
  suspendu: 'suspended',
  retiré: 'withdrawn',
  refusé: 'refused',
  candidat: 'candidate',
} as const

/** What a label is worth on a day: suspended, withdrawn and expired are three different things. */
export function standingOn(
  day: string,
  { state, granted, ends }: { state: string; granted: string | null; ends: string | null },
): Standing {
  const standing = standings[state as keyof typeof standings] ?? 'candidate'
  if (standing !== 'valid') return standing
  if (!granted || granted > day) return 'future'
  return ends && ends < day ? 'expired' : 'valid'
}

export type LabelRow = {
  id: string
  number: string
  scheme: string
  holder: string
  holder_id: string
  city: string | null
  region: string | null
  granted: string | null
  ends: string | null
  state: string
  state_on: string | null
  reason: string | null
  standing: Standing
}

/** The register: who holds which label. Applications are the office's business until they are granted. */
export const register = view({
  name: 'label.register',
  may: ['public'],
  columns: [
    { key: 'number', kind: 'text' },
    { key: 'scheme', kind: 'text' },
    { key: 'holder', kind: 'text' },
    { key: 'region', kind: 'text' },
    { key: 'granted', kind: 'day' },
    { key: 'ends', kind: 'day' },
    { key: 'standing', kind: 'state' },
  ],
  rows: async ({ sql, cluster }, { asOf, text = '', scheme, number }): Promise<LabelRow[]> => {
    const rows = await sql<Omit<LabelRow, 'standing'>[]>`
      select l.id, l.number, l.scheme, o.name as holder, o.id as holder_id, o.city, o.region, l.granted, l.ends, l.state, l.state_on, l.reason
      from label l join organisation o on o.cluster_id = ${cluster} and o.id = l.holder_id
      where l.cluster_id = ${cluster} and l.granted is not null and l.granted <= ${asOf}
        and (${scheme ?? null}::text is null or l.scheme = ${scheme ?? null}) and (${number ?? null}::text is null or upper(l.number) = upper(${number ?? null}))
      order by o.name_key collate "C", l.number`
    const words = fold(text).split(' ').filter(Boolean)
    return rows
      .filter(({ holder, number, region }) =>
        words.every((word) => fold(`${holder} ${number} ${region ?? ''}`).includes(word)),
      )
      .map((row) => ({ ...row, standing: standingOn(asOf, row) }))
  },
})

export const views = [register]
