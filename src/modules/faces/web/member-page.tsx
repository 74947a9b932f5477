import type { ComponentChildren, VNode } from 'preact'
import type { Page, Web } from '../../../core/page.ts'
import { storedRecords } from '../../../core/records.ts'
import { printCell } from '../../../platform/cell.ts'
import { counted, dayText, fill, isolated, moneyText, shortDayText } from '../../../platform/texts.ts'
import { Facts, Table } from '../../../ui/table.tsx'
import { Acts } from '../../dossier/index.ts'
import { broughtTo, type Company, companiesOf, duesOf, peopleOf } from '../member.ts'
import { texts } from '../texts.ts'
import { BroughtPart, pressOf } from './brought.tsx'

/** What somebody's organisations are to the cluster: their record, their people, their dues, and what the year brought them. */
export const memberPage: Page = {
  path: '/espace',
  may: ['member', 'participant'],
  answer: async (web) => {
    const t = texts[web.lang]
    const of = (...roles: string[]) =>
      web.actor.held.flatMap(({ role, scope }) => (scope && roles.includes(role) ? [scope] : []))
    const companies = await companiesOf(web.scope, [...new Set(of('member', 'participant'))], web.today)
    // Whoever only takes part in something stands for nobody: people and dues are the member's own.
    const own = new Set(of('member'))
    const parts: VNode[] = []
    for (const company of companies) parts.push(await CompanyPart({ web, company, isMember: own.has(company.id) }))
    return {
      title: `${t.company} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.company}</h1>
          </div>
          {companies.length === 0 && <p class="empty">{t.noCompany}</p>}
          {companies.map((company, place) => (
            <section key={company.id} class="full">
              <h2>
                <bdi>{company.name}</bdi>
              </h2>
              {parts[place]}
            </section>
          ))}
        </>
      ),
    }
  },
}

async function CompanyPart({ web, company, isMember }: { web: Web; company: Company; isMember: boolean }) {
  const { lang } = web
  const t = texts[lang]
  const brought = [...(await broughtTo(web.scope, company.id, web.at)), ...(await pressOf(web, company))]
  const since = company.joined ? dayText(lang, company.joined) : ''
  return (
    <>
      <p>
        {!company.joined
          ? t.notMember
          : company.college
            ? fill(t.memberSinceCollege, { day: since, college: isolated(lang, company.college) })
            : fill(t.memberSince, { day: since })}
      </p>
      {!company.joined && <Acts web={web} names={['membership.apply']} query={`?organisation=${company.id}`} />}
      <BroughtPart web={web} brought={brought} />
      {isMember && (await DuesPart({ web, id: company.id }))}
      {isMember && (await PeoplePart({ web, id: company.id }))}
      {await RecordPart({ web, id: company.id })}
    </>
  )
}

async function DuesPart({ web, id }: { web: Web; id: string }) {
  const { lang } = web
  const t = texts[lang]
  const { dues, receipts } = await duesOf(web.scope, id)
  const sumsOf = (called: number, paid: number) => ({ called: moneyText(lang, called), paid: moneyText(lang, paid) })
  return (
    <>
      <h3>{t.dues}</h3>
      {dues.length === 0 && <p class="empty">{t.noDues}</p>}
      <ul class="rows">
        {dues.map(({ year, called, paid, paidOn }) => (
          <li key={year}>
            {paidOn
              ? fill(t.duePaid, { year: String(year), ...sumsOf(called, paid), day: shortDayText(lang, paidOn) })
              : fill(t.due, { year: String(year), ...sumsOf(called, paid) })}
            <span>
              {called > paid ? (
                <b class="late">{fill(t.owed, { amount: moneyText(lang, called - paid) })}</b>
              ) : (
                t.paidUp
              )}
              {receipts
                .filter(({ dueYear }) => dueYear === year)
                .map((one) => (
                  <span key={one.id}>
                    {' · '}
                    <a href={web.link(`/bureau/recus/${one.id}.pdf`)}>
                      {fill(t.receipt, { number: `${one.year}-${one.number}` })}
                    </a>
                  </span>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

async function PeoplePart({ web, id }: { web: Web; id: string }) {
  const { lang } = web
  const t = texts[lang]
  const { mandates, trainees } = await peopleOf(web.scope, id)
  return (
    <>
      <h3>{t.people}</h3>
      {mandates.length + trainees.length === 0 ? (
        <p class="empty">{t.noPeople}</p>
      ) : (
        <p class="quiet">{t.peopleSays}</p>
      )}
      {mandates.length > 0 && (
        <Table
          caption={t.mandates}
          heads={[
            { key: 'person', text: t.person },
            { key: 'organ', text: t.organ },
            { key: 'capacity', text: web.say.header('Qualité') },
            { key: 'when', text: t.when },
          ]}
          lines={mandates.map(({ id: key, person, organ, capacity, started, ended }) => ({
            key,
            cells: [
              <bdi key="person">{person}</bdi>,
              <bdi key="organ">{organ}</bdi>,
              <bdi key="capacity">{capacity}</bdi>,
              ended ? `${shortDayText(lang, started)} – ${shortDayText(lang, ended)}` : shortDayText(lang, started),
            ],
          }))}
        />
      )}
      {trainees.length > 0 && (
        <Table
          caption={t.trained}
          heads={[
            { key: 'person', text: t.person },
            { key: 'title', text: t.kinds.training },
            { key: 'when', text: t.when },
            { key: 'detail', text: t.detail },
          ]}
          lines={trainees.map(({ id: key, person, title, day, halfDays, hours }) => ({
            key,
            cells: [
              <bdi key="person">{person}</bdi>,
              <bdi key="title">{title}</bdi>,
              shortDayText(lang, day),
              `${counted(lang, halfDays, t.halfDays)} · ${counted(lang, hours, t.traineeHours)}`,
            ],
          }))}
        />
      )}
    </>
  )
}

/** The record as the register has it: what is wrong in it is best seen by whom it is about. */
async function RecordPart({ web, id }: { web: Web; id: string }) {
  const t = texts[web.lang]
  const sheet = web.sheets.find(({ table }) => table === 'organisation')!
  const [row] = await storedRecords(web.scope, sheet, { ids: [id] })
  const facts = Object.entries(sheet.columns).map(([key, { header, cell }]): [string, ComponentChildren] => {
    const value = row?.values[key]
    return [web.say.header(header), value && <bdi>{printCell(cell, value)}</bdi>]
  })
  return (
    <>
      <h3>{t.inRegister}</h3>
      <Facts facts={facts} />
      <p>
        <a href={web.link(`/records/organisation/${id}`)}>{t.record}</a>
      </p>
    </>
  )
}
