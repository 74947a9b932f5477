import { type At, figure } from '../../core/figure.ts'
import type { Fragment, Scope } from '../../platform/store/store.ts'

const labels = ({ sql, cluster }: Scope, name = sql`o.name || ' · ' || l.number`) => sql`
  select 'label' as kind, l.id, ${name} as label, l.granted as day, l.holder_id::text as unit, l.scheme, l.source_id, l.source_row
  from label l join organisation o on o.cluster_id = ${cluster} and o.id = l.holder_id
  where l.cluster_id = ${cluster}`

const granted = (scope: Scope, { from, asOf }: At, name?: Fragment) =>
  scope.sql`${labels(scope, name)} and l.granted between ${from} and ${asOf}`

export const figures = [
  figure({
    name: 'labels.granted',
    unit: 'label',
    fold: 'count',
    splits: { label: 'scheme' },
    evidence: (scope, at) => granted(scope, at),
  }),
  figure({
    name: 'labels.holders',
    unit: 'company',
    fold: 'distinct',
    // What is counted is the company, whatever the number of its labels.
    evidence: (scope, at) => granted(scope, at, scope.sql`o.name`),
  }),
  figure({
    name: 'labels.valid',
    unit: 'label',
    fold: 'count',
    // Suspended, withdrawn and expired are three different things, and none of them is valid.
    evidence: (scope, { asOf }) =>
      scope.sql`${labels(scope)} and l.granted <= ${asOf} and l.state = 'valide' and (l.ends is null or l.ends >= ${asOf})`,
  }),
]
