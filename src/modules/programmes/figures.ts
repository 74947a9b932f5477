import { figure } from '../../core/figure.ts'

export const figures = [
  figure({
    name: 'programmes.running',
    unit: 'programme',
    fold: 'count',
    evidence: ({ sql, cluster }, { asOf }) => sql`
      select 'programme' as kind, p.id, p.name as label, p.started as day, p.source_id, p.source_row
      from programme p where p.cluster_id = ${cluster} and p.started <= ${asOf} and (p.ended is null or p.ended >= ${asOf})`,
  }),
  figure({
    name: 'entrepreneurs.target',
    unit: 'person',
    fold: 'sum',
    evidence: ({ sql, cluster }) => sql`
      select 'programme' as kind, p.id, p.name as label, p.started as day, p.target as quantity, p.source_id, p.source_row
      from programme p where p.cluster_id = ${cluster} and lower(p.target_unit) in ('entrepreneur', 'entrepreneurs') and p.target is not null`,
  }),
]
