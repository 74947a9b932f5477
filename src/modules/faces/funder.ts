import type { At } from '../../core/figure.ts'
import { type Actor, isOffice, reachOf } from '../../core/permission.ts'
import type { Scope } from '../../platform/store/store.ts'
import { inBookCurrency } from '../funding/index.ts'

export type Programme = {
  id: string
  code: string
  name: string
  partners: string | null
  started: string | null
  ended: string | null
  budget: string | null
  currency: string | null
  target: number | null
  unit: string | null
}

/** The programmes somebody's organisations fund; all of them for those who keep the records. The one question every page here asks first. */
export async function programmesFor({ sql, cluster }: Scope, actor: Actor): Promise<Programme[]> {
  const reach = reachOf(actor)
  const funders = reach === 'all' ? [] : reach.funders
  const rows = await sql`
    select p.id, p.code, p.name, p.partners, p.started, p.ended, p.budget::text as budget, p.currency, p.target::float8 as target, p.target_unit as unit
    from programme p where p.cluster_id = ${cluster} and (${isOffice(actor)} or p.id in (
      select f.programme_id from programme_funder f where f.cluster_id = ${cluster} and f.organisation_id = any(${funders}::uuid[])))
    order by p.code`
  return rows.map((row) => ({ ...row }) as Programme)
}

export type Funding = {
  id: string
  reference: string
  funder: string
  amount: number
  currency: string
  inBook: number
  identified: string | null
  asked: string | null
  engaged: string | null
  signed: string | null
  received: number
}
export const stages = ['identified', 'asked', 'engaged', 'signed'] as const

/** What funds a programme, each amount with the day of every stage it has reached by a day, and what has come in. */
export async function fundsOf({ sql, cluster }: Scope, programme: string, { asOf }: At): Promise<Funding[]> {
  const by = (stage: (typeof stages)[number]) =>
    sql`case when f.${sql(stage)} <= ${asOf} then f.${sql(stage)} end as ${sql(stage)}`
  const rows = await sql`
    select f.id, f.reference, o.name as funder, f.amount::float8 as amount, f.currency, ${inBookCurrency(sql, 'f')}::float8 as "inBook",
      ${by('identified')}, ${by('asked')}, ${by('engaged')}, ${by('signed')},
      coalesce((select sum(${inBookCurrency(sql, 'r')}) from receipt r where r.cluster_id = ${cluster} and r.funding_id = f.id and r.received <= ${asOf}), 0)::float8 as received
    from funding f join organisation o on o.cluster_id = ${cluster} and o.id = f.funder_id
    where f.cluster_id = ${cluster} and f.programme_id = ${programme} and least(f.identified, f.asked, f.engaged, f.signed) <= ${asOf} order by f.reference`
  return rows.map((row) => ({ ...row }) as Funding)
}

export type Group = { group: 'selected' | 'journey' | 'aided' | 'trained'; part: string; count: number }

/** Whom a programme reached by a day: how many of each kind, and never who. */
export async function beneficiariesOf({ sql, cluster }: Scope, programme: string, { asOf }: At): Promise<Group[]> {
  const rows = await sql`
    select 'selected' as "group", coalesce(a.sex, a.nature) as part, count(distinct coalesce(a.candidate_person_id, a.candidate_organisation_id))::int as count
      from application a join call c on c.cluster_id = ${cluster} and c.id = a.call_id
      where a.cluster_id = ${cluster} and c.programme_id = ${programme} and a.decision = 'retenue' and a.decided <= ${asOf} group by 2
    union all
    select 'journey', j.nature, count(distinct coalesce(j.beneficiary_person_id, j.beneficiary_organisation_id))::int
      from journey j where j.cluster_id = ${cluster} and j.programme_id = ${programme} and coalesce(j.entered, ${asOf}) <= ${asOf} group by 2
    union all
    select 'aided', case when d.beneficiary_person_id is null then coalesce(lower(o.nature), '') else 'personne' end, count(distinct coalesce(d.beneficiary_person_id, d.beneficiary_organisation_id))::int
      from aid d left join organisation o on o.cluster_id = ${cluster} and o.id = d.beneficiary_organisation_id
      where d.cluster_id = ${cluster} and d.programme_id = ${programme} and d.paid <= ${asOf} group by 2
    union all
    select 'trained', coalesce(t.sex, ''), count(distinct t.person_id)::int
      from trainee t join training s on s.cluster_id = ${cluster} and s.id = t.training_id
      where t.cluster_id = ${cluster} and s.programme_id = ${programme} and t.half_days > 0 and s.started <= ${asOf} group by 2
    order by 1, 2`
  return rows.filter(({ count }) => count > 0).map((row) => ({ ...row }) as Group)
}
