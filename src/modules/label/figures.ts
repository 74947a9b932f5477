import { type At, figure } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

const labels = ({ sql, cluster }: Scope) => sql`
  select 'label' as kind, l.id, o.name || ' · ' || l.number as label, l.granted as day, l.holder_id::text as unit, l.scheme, l.source_id, l.source_row
  from label l join organisation o on o.cluster_id = ${cluster} and o.id = l.holder_id
  where l.cluster_id = ${cluster}`

const granted = (scope: Scope, { from, asOf }: At) => scope.sql`${labels(scope)} and l.granted between ${from} and ${asOf}`

export const figures = [
  figure({ name: 'labels.granted', unit: 'label', fold: 'count', splits: { label: 'scheme' }, evidence: granted }),
  figure({ name: 'labels.holders', unit: 'company', fold: 'distinct', evidence: granted }),
  figure({
    name: 'labels.valid',
    unit: 'label',
    fold: 'count',
    // Suspended, withdrawn and expired are three different things, and none of them is valid.
    evidence: (scope, { asOf }) => scope.sql`${labels(scope)} and l.granted <= ${asOf} and l.state = 'valide' and (l.ends is null or l.ends >= ${asOf})`,
  }),
]
