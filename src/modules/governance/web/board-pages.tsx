import type { Page, Web } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { makeLetter } from '../../../platform/pdf/letter.ts'
import { dayText, fill, isLang, langs, numberText, shortDayText } from '../../../platform/texts.ts'
import { Facts, Table } from '../../../ui/table.tsx'
import { Acts } from '../../dossier/index.ts'
import { statuteOn } from '../rules.ts'
import { texts } from '../texts.ts'
import { type Meeting, minutesOf, readMeeting, type Task } from './minutes.ts'

/** The board's desk: meetings with what they decided, who sits, what the statutes ask, what is left to do. */
export const boardPage: Page = {
  path: '/bureau/conseil',
  may: readers,
  office: { fr: texts.fr.board, ar: texts.ar.board, en: texts.en.board },
  answer: async (web) => {
    const { scope, lang, today, profile } = web
    const t = texts[lang]
    const { sql, cluster } = scope
    const meetings = await sql`
      select m.id, m.reference, m.organ, m.held, m.place,
        (select count(*)::int from resolution r where r.cluster_id = ${cluster} and r.meeting_id = m.id) as resolutions,
        (select count(*)::int from attendance a where a.cluster_id = ${cluster} and a.meeting_id = m.id) as listed
      from meeting m where m.cluster_id = ${cluster} order by m.held desc, m.reference desc limit 200`
    const seats = await sql`
      select s.id, s.organ, n.name, s.capacity, o.name as organisation, s.started, s.ended
      from mandate s join person n on n.cluster_id = ${cluster} and n.id = s.person_id
        left join organisation o on o.cluster_id = ${cluster} and o.id = s.organisation_id
      where s.cluster_id = ${cluster} and s.started <= ${profile.asOf} and (s.ended is null or s.ended >= ${profile.asOf}) order by s.organ, s.source_row`
    const tasks = await sql<Task[]>`
      select id, title, owner, due, done_at, resolution_id from task where cluster_id = ${cluster} and done_at is null order by due nulls last, title`
    const organs = [...new Set(seats.map(({ organ }) => organ as string))]
    const statutes = await Promise.all(
      organs.map(async (organ) => ({ organ, ...(await statuteOn(scope, organ, today)) })),
    )
    return {
      title: `${t.board} · ${profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.board}</h1>
          </div>
          <Acts web={web} names={['board.convene', 'mandats.add', 'board.statute']} />
          <section class="full scrolls">
            <h2>{t.meetings}</h2>
            <Table
              caption={t.meetings}
              empty={t.noMeetings}
              heads={[
                { key: 'reference', text: web.say.header('Référence') },
                { key: 'organ', text: t.organ },
                { key: 'held', text: t.heldOn },
                { key: 'place', text: t.place },
                { key: 'resolutions', text: t.resolutions, end: true },
              ]}
              lines={meetings.map((row) => ({
                key: row.id,
                cells: [
                  <a key="reference" href={web.link(`/bureau/conseil/${encodeURIComponent(row.reference)}`)}>
                    <bdi>{row.reference}</bdi>
                  </a>,
                  <bdi key="organ">{row.organ}</bdi>,
                  shortDayText(lang, row.held),
                  <bdi key="place">{row.place ?? ''}</bdi>,
                  numberText(lang, row.resolutions),
                ],
              }))}
            />
          </section>
          <TaskList web={web} tasks={[...tasks]} />
          <section class="full scrolls">
            <h2>{fill(t.seatsOn, { day: dayText(lang, profile.asOf) })}</h2>
            <Table
              caption={t.mandates}
              empty={t.noSeats}
              heads={[
                { key: 'name', text: t.person },
                { key: 'organ', text: t.organ },
                { key: 'capacity', text: web.say.header('Qualité') },
                { key: 'organisation', text: web.say.header('Organisation') },
                { key: 'started', text: web.say.header('Début') },
                { key: 'ended', text: web.say.header('Fin') },
              ]}
              lines={seats.map((row) => ({
                key: row.id,
                cells: [
                  <a key="name" href={web.link(`/records/mandate/${row.id}`)}>
                    <bdi>{row.name}</bdi>
                  </a>,
                  <bdi key="organ">{row.organ}</bdi>,
                  <bdi key="capacity">{row.capacity ?? ''}</bdi>,
                  <bdi key="organisation">{row.organisation ?? ''}</bdi>,
                  shortDayText(lang, row.started),
                  row.ended ? shortDayText(lang, row.ended) : '',
                ],
              }))}
            />
          </section>
          <section class="full scrolls">
            <h2>{t.statutes}</h2>
            <Table
              caption={t.statutes}
              heads={[
                { key: 'organ', text: t.organ },
                { key: 'quorum', text: t.quorum },
                { key: 'proxies', text: web.say.header('Pouvoirs par personne'), end: true },
                { key: 'notice', text: web.say.header('Jours de convocation'), end: true },
                { key: 'majority', text: web.say.header('Majorité') },
                { key: 'special', text: web.say.header('Majorité extraordinaire') },
              ]}
              lines={statutes.map((row) => ({
                key: row.organ,
                cells: [
                  <bdi key="organ">{row.organ}</bdi>,
                  row.quorum,
                  numberText(lang, row.proxiesMax),
                  numberText(lang, row.noticeDays),
                  row.majority,
                  row.specialMajority,
                ],
              }))}
            />
          </section>
        </>
      ),
    }
  },
}

/** One meeting, from the convocation to what is left to do. */
export const meetingPage: Page = {
  path: '/bureau/conseil/:reference',
  may: readers,
  answer: async (web, { reference = '' }) => {
    const meeting = await meetingNamed(web, reference)
    if (!meeting) return null
    const { lang } = web
    const t = texts[lang]
    const told = await readMeeting(web, meeting)
    const names = new Map(told.attending.map(({ person, name }) => [person, name]))
    const deeds = told.resolutions.length > 0 ? ['board.vote'] : ['board.attend', 'board.vote']
    return {
      title: `${meeting.reference} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">
              <bdi>{meeting.organ}</bdi>
            </p>
            <h1>{meeting.reference}</h1>
          </div>
          <Acts web={web} names={deeds} query={`?meeting=${meeting.id}`} />
          <section class="full">
            <Facts
              facts={[
                [t.heldOn, dayText(lang, meeting.held)],
                [t.place, meeting.place],
                [
                  t.quorum,
                  told.attending.length > 0
                    ? fill(told.quorate ? t.quorumMet : t.quorumMissed, {
                        there: numberText(lang, told.there),
                        seats: numberText(lang, told.seated),
                        share: told.share,
                      })
                    : told.share,
                ],
              ]}
            />
            <p class="got">
              {langs.map((one) => (
                <a
                  key={one}
                  hreflang={one}
                  href={web.link(`/bureau/conseil/${encodeURIComponent(meeting.reference)}/pv-${one}.pdf`)}
                >
                  {fill(t.minutesIn, { lang: t.langs[one] })}
                </a>
              ))}
              <a href={web.link(`/records/meeting/${meeting.id}`)}>{t.record}</a>
            </p>
          </section>
          {told.agenda && (
            <section class="full">
              <h2>{t.agenda}</h2>
              <p class="written">{told.agenda}</p>
            </section>
          )}
          <section class="full">
            <h2>{t.resolutions}</h2>
            <Table
              caption={t.resolutions}
              empty={t.noResolutions}
              heads={[
                { key: 'number', text: web.say.header('Numéro') },
                { key: 'subject', text: web.say.header('Objet') },
                { key: 'majority', text: web.say.header('Majorité') },
                { key: 'votes', text: t.voices },
                { key: 'outcome', text: t.outcome },
              ]}
              lines={told.resolutions.map((row) => ({
                key: row.id,
                cells: [
                  row.number,
                  <a key="subject" href={web.link(`/records/resolution/${row.id}`)}>
                    <bdi>{row.subject}</bdi>
                  </a>,
                  row.majority,
                  fill(t.votes, {
                    for: numberText(lang, row.votes_for),
                    against: numberText(lang, row.votes_against),
                    abstentions: numberText(lang, row.abstentions ?? 0),
                    recused: numberText(lang, row.recused ?? 0),
                  }),
                  <span key="outcome" class={row.adopted ? undefined : 'late'}>
                    {row.adopted ? t.adopted : t.rejected}
                  </span>,
                ],
              }))}
            />
          </section>
          <TaskList web={web} tasks={told.tasks} />
          <section class="full">
            <h2>{t.attendance}</h2>
            <Table
              caption={t.attendance}
              empty={t.noAttendance}
              heads={[
                { key: 'person', text: t.person },
                { key: 'state', text: t.state },
                { key: 'proxy', text: t.proxy },
              ]}
              lines={told.attending.map(({ person, name, state, proxy }) => ({
                key: person,
                cells: [
                  <bdi key="name">{name}</bdi>,
                  t.states[state as keyof typeof t.states] ?? state,
                  <bdi key="proxy">{proxy ? (names.get(proxy) ?? '') : ''}</bdi>,
                ],
              }))}
            />
          </section>
        </>
      ),
    }
  },
}

/** The minutes, to sign: in French, in Arabic, in English. */
export const minutesPage: Page = {
  path: '/bureau/conseil/:reference/pv-:lang.pdf',
  may: readers,
  answer: async (web, { reference = '', lang = '' }) => {
    const meeting = isLang(lang) ? await meetingNamed(web, reference) : null
    if (!meeting || !isLang(lang)) return null
    const pdf = await makeLetter(web.root, await minutesOf(web, meeting, lang), meeting.held)
    return { file: pdf, type: 'application/pdf', name: `pv-${meeting.reference}-${lang}.pdf` }
  },
}

async function meetingNamed({ scope: { sql, cluster } }: Web, reference: string): Promise<Meeting | null> {
  const [row] = await sql<Meeting[]>`
    select id, reference, organ, held, place, quorum from meeting where cluster_id = ${cluster} and reference = ${reference}`
  return row ?? null
}

function TaskList({ web, tasks }: { web: Web; tasks: Task[] }) {
  if (tasks.length === 0) return null
  const t = texts[web.lang]
  const mayFinish = may(web.actor, web.deeds.get('tasks.finish')!.may)
  return (
    <section class="full">
      <h2>{t.tasks}</h2>
      <Table
        caption={t.tasks}
        heads={[
          { key: 'task', text: t.task },
          { key: 'owner', text: t.owner },
          { key: 'due', text: t.due },
          { key: 'done', text: '' },
        ]}
        lines={tasks.map(({ id, title, owner, due, done_at }) => ({
          key: id,
          cells: [
            <bdi key="title">{title}</bdi>,
            <bdi key="owner">{owner ?? ''}</bdi>,
            <span key="due" class={!done_at && due && due < web.today ? 'late' : undefined}>
              {due ? shortDayText(web.lang, due) : ''}
            </span>,
            done_at ? (
              t.finished
            ) : mayFinish ? (
              <a href={`${web.link('/actes/tasks.finish')}?task=${id}`}>{t.finish}</a>
            ) : (
              ''
            ),
          ],
        }))}
      />
    </section>
  )
}
