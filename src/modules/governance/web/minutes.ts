import type { Web } from '../../../core/page.ts'
import type { Block, Letter } from '../../../platform/pdf/letter.ts'
import { dayText, fill, type Lang, numberText } from '../../../platform/texts.ts'
import { attendingOf, isAdopted, isQuorate, seatsOn, statuteOn, voices } from '../rules.ts'
import { texts } from '../texts.ts'

export type Meeting = {
  id: string
  reference: string
  organ: string
  held: string
  place: string | null
  quorum: string | null
}

/** All there is to say of a meeting: who was there, whether it could decide, and what it decided. */
export async function readMeeting({ scope }: Pick<Web, 'scope'>, meeting: Meeting) {
  const { sql, cluster } = scope
  const [seats, attending, statute] = await Promise.all([
    seatsOn(scope, meeting.organ, meeting.held),
    attendingOf(scope, meeting.id),
    statuteOn(scope, meeting.organ, meeting.held),
  ])
  const resolutions = await sql`
    select id, number, subject, body, majority, votes_for, votes_against, abstentions, recused from resolution
    where cluster_id = ${cluster} and meeting_id = ${meeting.id} order by length(number), number`
  const tasks = await sql`
    select t.id, t.title, t.owner, t.due, t.done_at, t.resolution_id from task t join resolution r on r.cluster_id = ${cluster} and r.id = t.resolution_id
    where t.cluster_id = ${cluster} and r.meeting_id = ${meeting.id} order by t.due nulls last, t.title`
  const [call] =
    await sql`select agenda, sent_on from convocation where cluster_id = ${cluster} and meeting_id = ${meeting.id} order by sent_on desc limit 1`
  const there = voices(attending)
  const seated = seats.length || attending.length
  const share = meeting.quorum ?? statute.quorum
  return {
    seats,
    attending,
    there: there.length,
    seated,
    share,
    quorate: isQuorate(there.length, seated, share),
    agenda: (call?.agenda ?? null) as string | null,
    resolutions: resolutions.map((row) => ({
      ...row,
      adopted: isAdopted(row.majority, row.votes_for, row.votes_against),
    })) as unknown as Resolution[],
    tasks: tasks as unknown as Task[],
  }
}

type Resolution = {
  id: string
  number: string
  subject: string
  body: string | null
  majority: string
  votes_for: number
  votes_against: number
  abstentions: number | null
  recused: number | null
  adopted: boolean
}
export type Task = {
  id: string
  title: string
  owner: string | null
  due: string | null
  done_at: Date | null
  resolution_id: string
}

/** The minutes of a meeting as a page to sign, in a language. What people wrote stays in the language they wrote it in. */
export async function minutesOf(web: Web, meeting: Meeting, lang: Lang): Promise<Letter> {
  const t = texts[lang]
  const told = await readMeeting(web, meeting)
  const names = new Map(told.attending.map(({ person, name }) => [person, name]))
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        [t.organ, meeting.organ],
        [t.heldOn, dayText(lang, meeting.held)],
        [t.place, meeting.place ?? '—'],
        [
          t.quorum,
          fill(told.quorate ? t.quorumMet : t.quorumMissed, {
            there: numberText(lang, told.there),
            seats: numberText(lang, told.seated),
            share: told.share,
          }),
        ],
      ],
    },
  ]
  if (told.agenda) blocks.push({ kind: 'h', text: t.agenda }, { kind: 'p', text: told.agenda })
  blocks.push(
    { kind: 'h', text: t.attendance },
    {
      kind: 'table',
      heads: [t.person, t.state, t.proxy],
      ends: [false, false, false],
      rows: told.attending.map(({ name, state, proxy }) => [
        name,
        t.states[state as keyof typeof t.states] ?? state,
        proxy ? (names.get(proxy) ?? '') : '',
      ]),
    },
    { kind: 'h', text: t.resolutions },
  )
  for (const {
    number,
    subject,
    body,
    majority,
    votes_for,
    votes_against,
    abstentions,
    recused,
    adopted,
  } of told.resolutions) {
    const votes = fill(t.votes, {
      for: numberText(lang, votes_for),
      against: numberText(lang, votes_against),
      abstentions: numberText(lang, abstentions ?? 0),
      recused: numberText(lang, recused ?? 0),
    })
    blocks.push({ kind: 'p', text: `${number}. ${subject}` }, ...(body ? [{ kind: 'p' as const, text: body }] : []), {
      kind: 'p',
      text: `${adopted ? t.adopted : t.rejected} · ${fill(t.byMajority, { majority })} · ${votes}`,
    })
  }
  if (told.tasks.length > 0)
    blocks.push(
      { kind: 'h', text: t.tasks },
      {
        kind: 'table',
        heads: [t.task, t.owner, t.due],
        ends: [false, false, false],
        rows: told.tasks.map(({ title, owner, due }) => [title, owner ?? '', due ? dayText(lang, due) : '']),
      },
    )
  blocks.push({ kind: 'sign', names: [t.chair, t.secretary] })
  const title = fill(t.minutesTitle, { reference: meeting.reference })
  return { lang, title, cluster: web.profile.name, city: web.profile.city ?? '', blocks }
}
