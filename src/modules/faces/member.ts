import type { At } from '../../core/figure.ts'
import type { Scope } from '../../platform/store/store.ts'

/** One thing an organisation had from the cluster in the year. */
export type Brought = {
  kind: 'training' | 'licence' | 'meeting' | 'fair' | 'label' | 'aid' | 'article'
  title: string
  day: string | null
  /** Those who came, by their ids: who came twice is one person. */
  people?: string[]
  hours?: number
  seats?: number
  amount?: number
  with?: string
  contract?: boolean
  path?: string
}

/** What an organisation had from the cluster in the year up to a day, but the press: dated facts, each in its own register. */
export async function broughtTo({ sql, cluster }: Scope, id: string, { from, asOf }: At): Promise<Brought[]> {
  const trainings = await sql`
    select t.title, t.started as day, array_agg(distinct p.person_id::text) as people, sum(p.half_days * t.half_day_hours)::float8 as hours
    from trainee p join training t on t.cluster_id = ${cluster} and t.id = p.training_id
    where p.cluster_id = ${cluster} and p.organisation_id = ${id} and p.half_days > 0 and t.started between ${from} and ${asOf}
    group by t.id, t.title, t.started order by t.started`
  const licences = await sql`
    select l.software as title, l.started as day, l.seats from licence l
    where l.cluster_id = ${cluster} and l.organisation_id = ${id} and l.started <= ${asOf} and (l.ended is null or l.ended >= ${from}) order by l.started`
  const meetings = await sql`
    select e.title, e.started as day, case when a.company_id = ${id} then b.name else o.name end as other,
      coalesce(a.outcome = 'contrat' and a.outcome_on between ${from} and ${asOf}, false) as contract, coalesce(a.contract, 0)::float8 as amount
    from appointment a
      join event e on e.cluster_id = ${cluster} and e.id = a.event_id
      join organisation b on b.cluster_id = ${cluster} and b.id = a.buyer_id
      join organisation o on o.cluster_id = ${cluster} and o.id = a.company_id
    where a.cluster_id = ${cluster} and (a.company_id = ${id} or a.buyer_id = ${id}) and a.state = 'tenu' and e.started between ${from} and ${asOf}
    order by e.started, a.starts`
  const fairs = await sql`
    select e.title || coalesce(' · ' || c.nature, '') as title, c.day, c.amount::float8 as amount
    from cost_share c join event e on e.cluster_id = ${cluster} and e.id = c.event_id
    where c.cluster_id = ${cluster} and c.organisation_id = ${id} and c.day between ${from} and ${asOf} order by c.day`
  const labels = await sql`
    select l.number, l.scheme || ' · ' || l.number as title, l.granted as day from label l
    where l.cluster_id = ${cluster} and l.holder_id = ${id} and l.granted <= ${asOf} and l.state = 'valide' and (l.ends is null or l.ends >= ${asOf}) order by l.granted`
  const aids = await sql`
    select coalesce(a.instrument || ' · ', '') || a.reference as title, a.paid as day, a.amount::float8 as amount from aid a
    where a.cluster_id = ${cluster} and a.beneficiary_organisation_id = ${id} and a.paid between ${from} and ${asOf} order by a.paid`
  return [
    ...trainings.map(({ title, day, people, hours }): Brought => ({ kind: 'training', title, day, people, hours })),
    ...licences.map(({ title, day, seats }): Brought => ({ kind: 'licence', title, day, seats })),
    ...meetings.map(
      ({ title, day, other, contract, amount }): Brought => ({
        kind: 'meeting',
        title,
        day,
        with: other,
        contract,
        ...(contract ? { amount } : {}),
      }),
    ),
    ...fairs.map(({ title, day, amount }): Brought => ({ kind: 'fair', title, day, amount })),
    ...labels.map(
      ({ title, day, number }): Brought => ({
        kind: 'label',
        title,
        day,
        path: `/label/${encodeURIComponent(number)}`,
      }),
    ),
    ...aids.map(({ title, day, amount }): Brought => ({ kind: 'aid', title, day, amount })),
  ]
}

export type DueOfYear = { year: number; called: number; paid: number; paidOn: string | null }
export type Receipt = { id: string; year: number; number: number; amount: number; paidOn: string; dueYear: number }

/** What an organisation was called for year by year, what it paid, and the receipts it was given. */
export async function duesOf({ sql, cluster }: Scope, id: string): Promise<{ dues: DueOfYear[]; receipts: Receipt[] }> {
  const dues = await sql`
    select d.year, sum(d.called)::float8 as called, coalesce(sum(d.paid), 0)::float8 as paid, max(d.paid_on) as "paidOn"
    from due d where d.cluster_id = ${cluster} and d.organisation_id = ${id} group by d.year order by d.year desc`
  const receipts = await sql`
    select p.id, p.year, p.number, p.amount::float8 as amount, p.paid_on as "paidOn", d.year as "dueYear"
    from payment p join due d on d.cluster_id = ${cluster} and d.id = p.due_id
    where p.cluster_id = ${cluster} and d.organisation_id = ${id} order by p.year desc, p.number desc`
  return {
    dues: dues.map((row) => ({ ...row }) as DueOfYear),
    receipts: receipts.map((row) => ({ ...row }) as Receipt),
  }
}

export type Mandate = {
  id: string
  person: string
  organ: string
  capacity: string | null
  started: string
  ended: string | null
}
export type Trainee = { id: string; person: string; title: string; day: string; halfDays: number; hours: number }

/** The people recorded in an organisation's name: those who sit for it, and those it sent to trainings. */
export async function peopleOf(
  { sql, cluster }: Scope,
  id: string,
): Promise<{ mandates: Mandate[]; trainees: Trainee[] }> {
  const mandates = await sql`
    select m.id, n.name as person, m.organ, m.capacity, m.started, m.ended
    from mandate m join person n on n.cluster_id = ${cluster} and n.id = m.person_id
    where m.cluster_id = ${cluster} and m.organisation_id = ${id} order by m.started desc, n.name`
  const trainees = await sql`
    select p.id, n.name as person, t.title, t.started as day, p.half_days as "halfDays", (p.half_days * t.half_day_hours)::float8 as hours
    from trainee p join person n on n.cluster_id = ${cluster} and n.id = p.person_id
      join training t on t.cluster_id = ${cluster} and t.id = p.training_id
    where p.cluster_id = ${cluster} and p.organisation_id = ${id} order by t.started desc, n.name`
  return {
    mandates: mandates.map((row) => ({ ...row }) as Mandate),
    trainees: trainees.map((row) => ({ ...row }) as Trainee),
  }
}

export type Company = { id: string; name: string; nameKey: string; joined: string | null; college: string | null }

/** The organisations somebody stands for, with their membership of a day. */
export async function companiesOf({ sql, cluster }: Scope, ids: string[], today: string): Promise<Company[]> {
  const rows = await sql`
    select o.id, o.name, o.name_key as "nameKey", m.joined, m.college
    from organisation o left join lateral (
      select n.joined, n.college from membership n
      where n.cluster_id = ${cluster} and n.organisation_id = o.id and n.joined <= ${today} and (n.left_on is null or n.left_on > ${today})
      order by n.joined desc limit 1) m on true
    where o.cluster_id = ${cluster} and o.id = any(${ids}::uuid[]) order by o.name`
  return rows.map((row) => ({ ...row }) as Company)
}
