import { inBookCurrency } from '../src/modules/funding/index.ts'
import type { Scope } from '../src/platform/store/store.ts'

type Days = { from: string; asOf: string; year: number; zone: string }

/** The same numbers as the bilan's, as a careful hand would ask for them: a statement a table, every number it can give in one pass. */
export async function bilanByHand({ sql, cluster }: Scope, { from, asOf, year, zone }: Days): Promise<unknown[]> {
  const open = sql`m.joined <= ${asOf} and (m.left_on is null or m.left_on > ${asOf})`
  const inYear = (column: string) => sql`${sql(column)} between ${from} and ${asOf}`
  return Promise.all([
    sql`select o.region, m.college, grouping(o.region, m.college) as level, count(distinct m.organisation_id) from membership m join organisation o on o.cluster_id = ${cluster} and o.id = m.organisation_id
      where m.cluster_id = ${cluster} and ${open} group by grouping sets ((), (o.region), (m.college))`,
    sql`select count(distinct m.organisation_id) filter (where ${inYear('joined')}) as joined from membership m where m.cluster_id = ${cluster}`,
    sql`select count(distinct m.organisation_id) from membership m where m.cluster_id = ${cluster} and ${inYear('left_on')}
      and not exists (select 1 from membership n where n.cluster_id = ${cluster} and n.organisation_id = m.organisation_id and n.joined <= ${asOf} and (n.left_on is null or n.left_on > ${asOf}))`,
    sql`select count(*) from (select d.organisation_id from due d join membership m on m.cluster_id = ${cluster} and m.organisation_id = d.organisation_id and ${open}
      where d.cluster_id = ${cluster} and d.year = ${year} group by 1 having coalesce(sum(d.paid) filter (where d.paid_on <= ${asOf}), 0) >= sum(d.called)) p`,
    sql`select sum(d.called) as called, sum(d.paid) filter (where d.paid_on <= ${asOf}) as received from due d where d.cluster_id = ${cluster} and d.year = ${year}`,
    sql`select count(*) filter (where p.started <= ${asOf} and (p.ended is null or p.ended >= ${asOf})) as running, sum(p.target) filter (where p.target_unit like 'entrepreneur%') as target from programme p where p.cluster_id = ${cluster}`,
    sql`select count(*) filter (where ${inYear('signed')}) as signed, count(*) filter (where signed <= ${asOf} and (ends is null or ends >= ${asOf})) as live from agreement a where a.cluster_id = ${cluster} and a.nature = 'convention'`,
    sql`select sum(${inBookCurrency(sql, 'f')}) filter (where ${inYear('engaged')}) as engaged, sum(${inBookCurrency(sql, 'f')}) filter (where ${inYear('signed')}) as signed from funding f where f.cluster_id = ${cluster}`,
    sql`select sum(${inBookCurrency(sql, 'r')}) as received from receipt r where r.cluster_id = ${cluster} and ${inYear('received')}`,
    sql`select count(*) as meetings, count(*) filter (where 2 * (select count(*) from attendance a where a.cluster_id = ${cluster} and a.meeting_id = m.id and a.state in ('présent', 'représenté'))
      >= (select count(*) from mandate s where s.cluster_id = ${cluster} and s.organ = m.organ and s.started <= m.held and (s.ended is null or s.ended >= m.held))) as quorum from meeting m where m.cluster_id = ${cluster} and ${inYear('held')}`,
    sql`select count(*) filter (where ok) as adopted, count(*) filter (where not ok) as rejected from (select case r.majority when '2/3' then 3 * r.votes_for >= 2 * (r.votes_for + r.votes_against) else r.votes_for > r.votes_against end as ok
      from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id where r.cluster_id = ${cluster} and ${inYear('held')}) v`,
    sql`select sum(l.credit) filter (where a.number like '7%' and ${inYear('day')}) as income, sum(l.debit) filter (where a.number like '6%' and ${inYear('day')}) as expenses,
      sum(coalesce(l.debit, 0) - coalesce(l.credit, 0)) filter (where a.number like '514%' and l.day <= ${asOf}) as bank from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id where l.cluster_id = ${cluster}`,
    sql`select sum(b.amount) filter (where a.number like '7%') as income, sum(b.amount) filter (where a.number like '6%') as expenses from budget_line b join account a on a.cluster_id = ${cluster} and a.id = b.account_id where b.cluster_id = ${cluster} and b.year = ${year + 1}`,
    sql`select l.scheme, count(*) filter (where ${inYear('granted')}) as granted, count(distinct l.holder_id) filter (where ${inYear('granted')}) as holders, count(*) filter (where l.granted <= ${asOf} and l.state = 'valide' and (l.ends is null or l.ends >= ${asOf})) as valid
      from label l where l.cluster_id = ${cluster} group by grouping sets ((), (l.scheme))`,
    sql`select count(*) from call c where c.cluster_id = ${cluster} and ${inYear('opens')}`,
    sql`select count(*) filter (where ${inYear('filed')}) as received, count(*) filter (where ${inYear('filed')} and a.complete and a.filed <= c.closes) as admissible, count(*) filter (where a.decision = 'retenue' and ${inYear('decided')}) as selected
      from application a join call c on c.cluster_id = ${cluster} and c.id = a.call_id where a.cluster_id = ${cluster}`,
    sql`select a.region, a.sex, count(distinct a.candidate_person_id) from application a where a.cluster_id = ${cluster} and a.nature = 'personne' and a.decision = 'retenue' and ${inYear('decided')} group by grouping sets ((), (a.region), (a.sex))`,
    sql`select count(distinct s.beneficiary_organisation_id), sum(s.hours) from support_act s where s.cluster_id = ${cluster} and ${inYear('day')}
      and exists (select 1 from journey j where j.cluster_id = ${cluster} and j.nature = 'startup' and j.beneficiary_organisation_id = s.beneficiary_organisation_id)`,
    sql`select count(distinct a.beneficiary_organisation_id) filter (where ${inYear('paid')} and a.voucher is not null) as funded, sum(a.amount) filter (where ${inYear('paid')} and a.voucher is not null) as paid, sum(a.amount) filter (where ${inYear('awarded')}) as awarded
      from aid a join organisation o on o.cluster_id = ${cluster} and o.id = a.beneficiary_organisation_id where a.cluster_id = ${cluster} and o.nature = 'Startup'`,
    sql`select count(*) from training t where t.cluster_id = ${cluster} and ${inYear('started')}`,
    sql`select count(distinct p.person_id), count(distinct p.organisation_id), sum(p.half_days * t.half_day_hours) from trainee p join training t on t.cluster_id = ${cluster} and t.id = p.training_id where p.cluster_id = ${cluster} and p.half_days > 0 and ${inYear('started')}`,
    sql`select sum(l.seats), count(distinct l.organisation_id) from licence l where l.cluster_id = ${cluster} and l.started <= ${asOf} and (l.ended is null or l.ended >= ${asOf})`,
    sql`select count(distinct e.id), count(distinct r.organisation_id), count(distinct r.organisation_id) filter (where r.present) from event e left join registration r on r.cluster_id = ${cluster} and r.event_id = e.id and r.role = 'entreprise' where e.cluster_id = ${cluster} and e.kind = 'BtoB' and ${inYear('started')}`,
    sql`select count(*) filter (where a.state in ('placé', 'tenu', 'absent')) as placed, count(*) filter (where a.state = 'tenu') as held, count(*) filter (where a.outcome = 'contrat' and ${inYear('outcome_on')}) as contracts, sum(a.contract) filter (where a.outcome = 'contrat' and ${inYear('outcome_on')}) as worth
      from appointment a join event e on e.cluster_id = ${cluster} and e.id = a.event_id where a.cluster_id = ${cluster} and e.kind = 'BtoB' and ${inYear('started')}`,
    sql`select count(distinct c.organisation_id), sum(c.amount) from cost_share c join event e on e.cluster_id = ${cluster} and e.id = c.event_id where c.cluster_id = ${cluster} and e.kind = 'Salon' and ${inYear('started')} and ${inYear('day')}`,
    sql`select count(*) from pilot p where p.cluster_id = ${cluster} and p.commissioned <= ${asOf} and (p.ended is null or p.ended >= ${asOf})`,
    sql`select sum(case when value >= before then value - before else value end) as energy, count(distinct (pilot_id, date_trunc('hour', taken_at))) as hours, min(taken_at), max(taken_at) from (
      select r.pilot_id, r.taken_at, r.value, lag(r.value) over (partition by r.pilot_id order by r.taken_at) as before from reading r
      where r.cluster_id = ${cluster} and r.quantity = 'energie_active' and r.taken_at >= (${from}::date)::timestamp at time zone ${zone} and r.taken_at < (${asOf}::date + 1)::timestamp at time zone ${zone}) v`,
  ])
}
