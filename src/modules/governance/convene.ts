import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { boolean, day, long, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import type { Effect } from '../../platform/outbox.ts'
import { enter, enterRefuses } from '../dossier/index.ts'
import { seatsOn, statuteOn } from './rules.ts'
import { meetings } from './sheets.ts'

/** Calls an organ to meet: the meeting is in the register with the quorum its statutes ask, and its people are written to. */
export const convene = deed({
  name: 'board.convene',
  may: ['secretary'],
  asks: {
    reference: text('Référence', { required: true }),
    organ: text('Organe', { required: true }),
    held: day('Date', { required: true }),
    place: text('Lieu'),
    agenda: long('Ordre du jour', { required: true }),
    second: boolean('Seconde convocation'),
  },
  refuses: ['no-seats', 'short-notice', 'no-second', ...enterRefuses],
  does: async (doing, { reference, organ, held, place, agenda, second }): Promise<Outcome> => {
    const { scope, today } = doing
    const { sql, cluster } = scope
    const seats = await seatsOn(scope, organ, held)
    if (seats.length === 0) return refusal('no-seats', 'organ')
    const statute = await statuteOn(scope, organ, held)
    const ahead = (Date.parse(held) - Date.parse(today)) / 86_400_000
    if (ahead < statute.noticeDays) return refusal('short-notice', 'held', { days: String(statute.noticeDays) })
    const isSecond = second === 'true'
    if (isSecond && !statute.secondQuorum) return refusal('no-second', 'second')
    const quorum = isSecond ? statute.secondQuorum! : statute.quorum
    const entered = await enter(doing, 'board.convene', meetings, [
      { values: { reference, organ, held, place, quorum } },
    ])
    if (!entered.ok) return entered
    const meeting = entered.ids[0]!
    await sql`
      insert into convocation (cluster_id, id, meeting_id, agenda, sent_on, is_second) values (${cluster}, ${newId()}, ${meeting}, ${agenda}, ${today}, ${isSecond})`
    const logins = await sql`
      select distinct l.email, l.name, l.lang from held_role h join login l on l.id = h.login_id
      where h.cluster_id = ${cluster} and h.role = 'board' and h.since <= ${held} and (h.until is null or h.until >= ${held})`
    const effects = logins.map(
      ({ email, name, lang }): Effect => ({
        kind: 'mail',
        to: email,
        template: 'convocation',
        lang,
        values: { name, organ, held, place: place ?? '', agenda, reference },
      }),
    )
    const record = { kind: 'meeting', id: meeting }
    const facts = [...entered.facts, { record, body: { agenda, called: seats.length, mails: effects.length } }]
    return { ok: true, done: { record, to: `/bureau/conseil/${encodeURIComponent(reference)}` }, facts, effects }
  },
})
