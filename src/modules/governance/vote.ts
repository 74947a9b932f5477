import { lines } from '../../core/asked.ts'
import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { choice, day, long, person, reference, text } from '../../core/sheet.ts'
import { fold } from '../../platform/fold.ts'
import { newId } from '../../platform/ids.ts'
import { columnTypes, writeRows } from '../../platform/store/bulk.ts'
import { enter, enterRefuses } from '../dossier/index.ts'
import { type Attending, attendingOf, isAdopted, isQuorate, seatsOn, statuteOn, voices } from './rules.ts'
import { resolutions } from './sheets.ts'

const choices = ['pour', 'contre', 'abstention', 'récusé'] as const
const kinds = ['ordinaire', 'extraordinaire'] as const

/**
 * Records a vote: each voice by its name, those nobody names being abstentions. The quorum and the majority are those of the statutes
 * of that day. Whoever stands aside does not vote and does not count. An adopted resolution gives its tasks.
 */
export const vote = deed({
  name: 'board.vote',
  may: ['secretary'],
  on: { sheet: 'seances', field: 'meeting' },
  asks: {
    meeting: reference('seances', 'Séance', { required: true }),
    number: text('Numéro', { required: true }),
    subject: text('Objet', { required: true }),
    body: long('Texte'),
    kind: choice('Nature', kinds, { required: true }),
    votes: lines('Voix', {
      person: person('Personne', { required: true }),
      choice: choice('Vote', choices, { required: true }),
    }),
    tasks: lines(
      'Tâches',
      { title: text('Intitulé', { required: true }), owner: text('Responsable'), due: day('Échéance') },
      0,
    ),
  },
  refuses: [
    'no-attendance',
    'no-quorum',
    'named-twice',
    'not-there',
    'nobody-voted',
    'task-of-rejected',
    ...enterRefuses,
  ],
  begins: async ({ scope }, about) => {
    if (!about) return {}
    const { sql, cluster } = scope
    const [last] =
      await sql`select count(*)::int as count from resolution where cluster_id = ${cluster} and meeting_id = ${about}`
    const there = voices(await attendingOf(scope, about))
    return {
      meeting: about,
      number: String(last!.count + 1),
      kind: 'ordinaire',
      votes: there.map(({ name }) => ({ person: name, choice: 'pour' })),
    }
  },
  does: async (doing, asked): Promise<Outcome> => {
    const { scope, when } = doing
    const { sql, cluster } = scope
    const { meeting: id, number, subject, body, kind, votes, tasks } = asked
    const [meeting] =
      await sql`select organ, held, reference, quorum from meeting where cluster_id = ${cluster} and id = ${id}`
    const attending = await attendingOf(scope, id)
    if (attending.length === 0) return refusal('no-attendance', 'meeting')
    const statute = await statuteOn(scope, meeting!.organ, meeting!.held)
    const seats = await seatsOn(scope, meeting!.organ, meeting!.held)
    const there = voices(attending)
    const share = meeting!.quorum ?? statute.quorum
    if (!isQuorate(there.length, seats.length, share))
      return refusal('no-quorum', 'meeting', { there: String(there.length), seats: String(seats.length), share })
    const byName = new Map(there.map((voice) => [fold(voice.name), voice]))
    const cast = new Map<Attending, string>()
    for (const [place, { person, choice }] of votes.entries()) {
      const voice = byName.get(fold(person))
      if (!voice) return refusal('not-there', `votes.${place}.person`, { person })
      if (cast.has(voice)) return refusal('named-twice', `votes.${place}.person`, { person })
      cast.set(voice, choice)
    }
    for (const voice of there) if (!cast.has(voice)) cast.set(voice, 'abstention')
    const count = (wanted: string) => [...cast.values()].filter((choice) => choice === wanted).length
    const [votesFor, against, abstentions, recused] = choices.map(count) as [number, number, number, number]
    if (votesFor + against === 0) return refusal('nobody-voted', 'votes')
    const majority = kind === 'extraordinaire' ? statute.specialMajority : statute.majority
    const adopted = isAdopted(majority, votesFor, against)
    if (!adopted && tasks.length > 0) return refusal('task-of-rejected', 'tasks')
    const values = {
      meeting: id,
      number,
      subject,
      body,
      majority,
      votes_for: String(votesFor),
      votes_against: String(against),
      abstentions: String(abstentions),
      recused: String(recused),
    }
    const entered = await enter(doing, 'board.vote', resolutions, [{ values }])
    if (!entered.ok) return entered
    const resolution = entered.ids[0]!
    const ballots = [...cast].map(([{ person, proxy }, choice]) => ({
      resolution_id: resolution,
      person_id: person,
      choice,
      proxy_id: proxy,
    }))
    await writeRows(
      scope,
      'ballot',
      columnTypes('resolution_id uuid, person_id uuid, choice text, proxy_id uuid'),
      ballots,
    )
    const left = tasks.map(({ title, owner, due }) => ({
      id: newId(),
      title,
      owner,
      due,
      resolution_id: resolution,
      created_at: when.toISOString(),
    }))
    await writeRows(
      scope,
      'task',
      columnTypes('id uuid, title text, owner text, due date, resolution_id uuid, created_at timestamptz'),
      left,
    )
    const outcome = { adopted, majority, for: votesFor, against, abstentions, recused }
    const record = { kind: 'resolution', id: resolution }
    return {
      ok: true,
      done: { record, ...outcome, tasks: left.length, to: `/bureau/conseil/${encodeURIComponent(meeting!.reference)}` },
      facts: [...entered.facts, { record, body: { ...outcome, tasks: left.map(({ title }) => title) } }],
    }
  },
})
