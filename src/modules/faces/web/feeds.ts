import type { Answered, Page, Web } from '../../../core/page.ts'
import { readers } from '../../../core/permission.ts'
import { icalOf } from '../../../platform/files/ical.ts'
import { fill } from '../../../platform/texts.ts'
import { type Dated, deadlinesIn, eventsIn } from '../calendar.ts'
import { programmesFor } from '../funder.ts'
import { iatiDocument } from '../iati.ts'
import { texts } from '../texts.ts'

function calendar(web: Web, name: string, dated: Dated[]): Answered {
  const t = texts[web.lang]
  const titles: Record<string, string> = {
    meeting: t.meeting,
    task: t.taskDue,
    agreement: t.agreementEnds,
    call: t.callCloses,
  }
  const host = new URL(web.origin).host
  const occasions = dated.map(({ kind, id, name, path, ...when }) => ({
    ...when,
    uid: `${kind}-${id}@${host}`,
    title: fill(titles[kind] ?? '{title}', { title: name, organ: name }),
    url: `${web.origin}${web.link(path)}`,
  }))
  return { file: icalOf(name, occasions), type: 'text/calendar; charset=utf-8' }
}

/** The events, to subscribe to. */
export const agendaFeed: Page = {
  path: '/agenda.ics',
  answer: async (web) => calendar(web, `${web.profile.name} · ${texts[web.lang].agenda}`, await eventsIn(web.scope)),
}

/** What the office must not find out too late, to take into one's own calendar. */
export const deadlinesFeed: Page = {
  path: '/bureau/echeances.ics',
  may: readers,
  answer: async (web) =>
    calendar(web, `${web.profile.name} · ${texts[web.lang].deadlines}`, await deadlinesIn(web.scope)),
}

const iati = async (web: Web): Promise<Answered> => ({
  file: await iatiDocument(web, await programmesFor(web.scope, web.actor)),
  type: 'application/xml; charset=utf-8',
})

/** The programmes an organisation funds, as IATI wants them. */
export const funderIati: Page = { path: '/bailleur/iati.xml', may: ['funder'], answer: iati }

/** All the cluster's programmes, as IATI wants them. */
export const officeIati: Page = { path: '/bureau/iati.xml', may: readers, answer: iati }
