import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { day, integer, reference, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import type { Effect } from '../../platform/outbox.ts'
import { enter, enterRefuses } from '../dossier/index.ts'
import { agreements } from './sheets.ts'

/** An agreement is signed: it is live from that day until it ends. */
export const sign = deed({
  name: 'agreements.sign',
  may: ['secretary'],
  on: { sheet: 'conventions', field: 'agreement' },
  asks: {
    agreement: reference('conventions', 'Convention', { required: true }),
    signed: day('Date de signature', { required: true }),
    ends: day('Date de fin'),
  },
  refuses: ['signed-already', ...enterRefuses],
  does: async (doing, { agreement, signed, ends }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const [row] = await sql`select signed from agreement where cluster_id = ${cluster} and id = ${agreement}`
    if (row!.signed) return refusal('signed-already', 'agreement', { day: row!.signed })
    const values = { signed, ...(ends ? { ends } : {}) }
    const entered = await enter(doing, 'agreements.sign', agreements, [{ id: agreement, values }])
    if (!entered.ok) return entered
    return { ok: true, done: { record: { kind: 'agreement', id: agreement } }, facts: entered.facts }
  },
})

/** An amendment is an agreement of its own, between the same parties; the day it moves is moved in the first one. */
export const amend = deed({
  name: 'agreements.amend',
  may: ['secretary'],
  on: { sheet: 'conventions', field: 'agreement' },
  asks: {
    agreement: reference('conventions', 'Convention', { required: true }),
    reference: text('Référence', { required: true }),
    title: text('Intitulé', { required: true }),
    signed: day('Date de signature', { required: true }),
    ends: day('Nouvelle date de fin'),
  },
  refuses: ['not-signed-yet', ...enterRefuses],
  does: async (doing, { agreement, reference, title, signed, ends }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const [row] = await sql`
      select a.signed, a.ends, a.programme_id, (select string_agg(p.organisation_id::text, '; ') from agreement_party p where p.cluster_id = ${cluster} and p.agreement_id = a.id) as parties
      from agreement a where a.cluster_id = ${cluster} and a.id = ${agreement}`
    if (!row!.signed || row!.signed > signed) return refusal('not-signed-yet', 'signed')
    const values = {
      reference,
      title,
      parties: row!.parties,
      nature: 'avenant',
      signed,
      ends: ends ?? row!.ends,
      programme: row!.programme_id,
    }
    const entered = await enter(doing, 'agreements.amend', agreements, [{ values }])
    if (!entered.ok) return entered
    const facts = [...entered.facts]
    if (ends && ends !== row!.ends) {
      const moved = await enter(doing, 'agreements.amend', agreements, [{ id: agreement, values: { ends } }])
      if (!moved.ok) return moved
      facts.push(...moved.facts)
    }
    return { ok: true, done: { record: { kind: 'agreement', id: entered.ids[0]! } }, facts }
  },
})

/** An agreement ends on a day, before its time or because nobody renewed it. */
export const end = deed({
  name: 'agreements.end',
  may: ['secretary'],
  on: { sheet: 'conventions', field: 'agreement' },
  asks: {
    agreement: reference('conventions', 'Convention', { required: true }),
    ends: day('Date de fin', { required: true }),
    reason: text('Motif', { required: true }),
  },
  refuses: ['nothing-changes', ...enterRefuses],
  does: async (doing, { agreement, ends, reason }): Promise<Outcome> => {
    const entered = await enter(doing, 'agreements.end', agreements, [{ id: agreement, values: { ends } }])
    if (!entered.ok) return entered
    if (entered.facts.length === 0) return refusal('nothing-changes', 'ends')
    const facts = entered.facts.map(({ body, ...fact }) => ({ ...fact, body: { ...(body as object), reason } }))
    return { ok: true, done: { record: { kind: 'agreement', id: agreement } }, facts }
  },
})

const usualDays = 90

/** Writes to the secretaries which agreements end soon, each once for an end. The house does it by itself every day. */
export const remindOfEnds = deed({
  name: 'agreements.remind',
  may: ['secretary'],
  asks: { days: integer('Jours') },
  refuses: ['nothing-ends'],
  does: async ({ scope: { sql, cluster }, today }, { days }): Promise<Outcome> => {
    const ahead = Number(days ?? usualDays)
    const ending = await sql`
      select a.id, a.reference, a.title, a.ends from agreement a
      where a.cluster_id = ${cluster} and a.ends between ${today}::date and ${today}::date + ${ahead}::int
        and not exists (select from reminder r where r.cluster_id = ${cluster} and r.about = 'agreement ' || a.ends and r.record_id = a.id)
      order by a.ends, a.reference`
    if (ending.length === 0) return refusal('nothing-ends', 'days', { days: String(ahead) })
    const secretaries = await sql`
      select distinct l.email, l.name, l.lang from held_role h join login l on l.id = h.login_id
      where h.cluster_id = ${cluster} and h.role = 'secretary' and h.since <= ${today} and (h.until is null or h.until >= ${today})`
    for (const { id, ends } of ending)
      await sql`insert into reminder (cluster_id, id, about, record_id, sent_on) values (${cluster}, ${newId()}, ${`agreement ${ends}`}, ${id}, ${today})`
    const list = ending.map(({ reference, title, ends }) => `${ends} · ${reference} · ${title}`).join('\n')
    const effects = secretaries.map(
      ({ email, name, lang }): Effect => ({
        kind: 'mail',
        to: email,
        template: 'agreement-ends',
        lang,
        values: { name, list, count: String(ending.length) },
      }),
    )
    const body = { ending: ending.map(({ reference }) => reference), mails: effects.length }
    return { ok: true, done: { ...body, to: '/bureau' }, facts: [{ body }], effects }
  },
})
