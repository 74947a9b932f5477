import { figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Only a convention is a partnership: an amendment changes one, a letter of intent hopes for one. */
const conventions = ({ sql, cluster }: Scope) => sql`
  select 'agreement' as kind, a.id, a.reference || ' · ' || a.title as label, a.signed as day, g.code as programme, a.source_id, a.source_row
  from agreement a left join programme g on g.cluster_id = ${cluster} and g.id = a.programme_id
  where a.cluster_id = ${cluster} and a.nature = 'convention'`

export const figures = [
  figure({
    name: 'partnerships.signed',
    unit: 'agreement',
    fold: 'count',
    by: ['programme'],
    evidence: (scope, { from, asOf }) => scope.sql`${conventions(scope)} and a.signed between ${from} and ${asOf}`,
  }),
  figure({
    name: 'partnerships.live',
    unit: 'agreement',
    fold: 'count',
    by: ['programme'],
    evidence: (scope, { asOf }) =>
      scope.sql`${conventions(scope)} and a.signed <= ${asOf} and (a.ends is null or a.ends >= ${asOf})`,
  }),
]
