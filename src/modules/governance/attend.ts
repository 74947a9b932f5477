import { lines } from '../../core/asked.ts'
import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { choice, person, reference } from '../../core/sheet.ts'
import { fold } from '../../platform/fold.ts'
import { enter, enterRefuses, type Line } from '../dossier/index.ts'
import { attendingOf, isQuorate, seatsOn, statuteOn, voices } from './rules.ts'
import { attendances } from './sheets.ts'

const states = ['présent', 'représenté', 'excusé', 'absent'] as const

/** Who was there, who was represented and by whom. Only those who sit in the organ that day, and only as many powers as its statutes let one hold. */
export const attend = deed({
  name: 'board.attend',
  may: ['secretary'],
  on: { sheet: 'seances', field: 'meeting' },
  asks: {
    meeting: reference('seances', 'Séance', { required: true }),
    people: lines('Présences', {
      person: person('Personne', { required: true }),
      state: choice('État', states, { required: true }),
      proxy: person('Mandataire'),
    }),
  },
  refuses: [
    'named-twice',
    'not-in-organ',
    'proxy-needed',
    'proxy-unfit',
    'proxy-absent',
    'proxy-limit',
    'voted-already',
    ...enterRefuses,
  ],
  begins: async ({ scope }, about) => {
    if (!about) return {}
    const { sql, cluster } = scope
    const [meeting] = await sql`select organ, held from meeting where cluster_id = ${cluster} and id = ${about}`
    if (!meeting) return {}
    const there = new Map((await attendingOf(scope, about)).map((one) => [one.person, one]))
    const seats = await seatsOn(scope, meeting.organ, meeting.held)
    const names = new Map(seats.map(({ person, name }) => [person, name]))
    return {
      meeting: about,
      people: seats
        .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
        .map(({ person, name }) => {
          const known = there.get(person)
          return { person: name, state: known?.state ?? '', proxy: known?.proxy ? (names.get(known.proxy) ?? '') : '' }
        }),
    }
  },
  does: async (doing, { meeting: id, people }): Promise<Outcome> => {
    const { scope } = doing
    const { sql, cluster } = scope
    const [meeting] =
      await sql`select organ, held, reference, quorum from meeting where cluster_id = ${cluster} and id = ${id}`
    const seats = new Map((await seatsOn(scope, meeting!.organ, meeting!.held)).map((seat) => [fold(seat.name), seat]))
    const statute = await statuteOn(scope, meeting!.organ, meeting!.held)
    const present = new Set(people.flatMap(({ person, state }) => (state === 'présent' ? [fold(person)] : [])))
    const powers = new Map<string, number>()
    const seen = new Set<string>()
    for (const [place, { person, state, proxy }] of people.entries()) {
      const at = (field: string) => `people.${place}.${field}`
      const who = fold(person)
      if (seen.has(who)) return refusal('named-twice', at('person'), { person })
      seen.add(who)
      if (!seats.has(who)) return refusal('not-in-organ', at('person'), { person, organ: meeting!.organ })
      if (state === 'représenté' && !proxy) return refusal('proxy-needed', at('proxy'), { person })
      if (!proxy) continue
      if (state !== 'représenté' || fold(proxy) === who || !seats.has(fold(proxy)))
        return refusal('proxy-unfit', at('proxy'), { person, proxy })
      if (!present.has(fold(proxy))) return refusal('proxy-absent', at('proxy'), { proxy })
      const held = (powers.get(fold(proxy)) ?? 0) + 1
      powers.set(fold(proxy), held)
      if (held > statute.proxiesMax)
        return refusal('proxy-limit', at('proxy'), { proxy, most: String(statute.proxiesMax) })
    }
    const [voted] = await sql`select id from resolution where cluster_id = ${cluster} and meeting_id = ${id} limit 1`
    if (voted) return refusal('voted-already', 'meeting')
    const known = new Map(
      (await sql`select id, person_id from attendance where cluster_id = ${cluster} and meeting_id = ${id}`).map(
        (row) => [row.person_id, row.id as string],
      ),
    )
    const given = people.map(({ person, state, proxy }): Line => {
      const before = known.get(seats.get(fold(person))!.person)
      return { ...(before ? { id: before } : {}), values: { meeting: id, person, state, proxy } }
    })
    const facts = []
    for (const own of [given.filter(({ id }) => id), given.filter(({ id }) => !id)]) {
      if (own.length === 0) continue
      const entered = await enter(doing, 'board.attend', attendances, own)
      if (!entered.ok) return entered
      facts.push(...entered.facts)
    }
    const there = voices(await attendingOf(scope, id)).length
    const quorate = isQuorate(there, seats.size, meeting!.quorum ?? statute.quorum)
    const record = { kind: 'meeting', id }
    return {
      ok: true,
      done: {
        record,
        there,
        seats: seats.size,
        quorate,
        to: `/bureau/conseil/${encodeURIComponent(meeting!.reference)}`,
      },
      facts: [...facts, { record, body: { there, seats: seats.size, quorate } }],
    }
  },
})
