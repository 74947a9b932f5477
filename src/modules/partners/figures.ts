import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Only a convention is a partnership: an amendment changes one, a letter of intent hopes for one. */
const conventions = ({ sql, cluster }: Scope, { from, asOf }: At) => sql`
  select 'agreement' as kind, a.id, a.reference || ' · ' || a.title as label, a.signed as day, g.code as programme, a.source_id, a.source_row,
    a.signed >= ${from} as this_year, a.ends is null or a.ends >= ${asOf} as live
  from agreement a left join programme g on g.cluster_id = ${cluster} and g.id = a.programme_id
  where a.cluster_id = ${cluster} and a.nature = 'convention' and a.signed <= ${asOf}`

const partnership = { unit: 'agreement', fold: 'count' as const, by: ['programme'], evidence: conventions }

export const figures = [
  figure({ name: 'partnerships.signed', ...partnership, only: 'this_year' }),
  figure({ name: 'partnerships.live', ...partnership, only: 'live' }),
]
