import type { ComponentChildren } from 'preact'
import type { Web } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { fold } from '../../../platform/fold.ts'
import {
  counted,
  fill,
  moneyText,
  numberText,
  pluralOf,
  shortDayText,
  shortMoneyText,
} from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { articles } from '../../press/index.ts'
import type { Brought, Company } from '../member.ts'
import { texts } from '../texts.ts'

/** What the press wrote in the year that names the organisation, as whole words. */
export async function pressOf(web: Web, { nameKey }: Company): Promise<Brought[]> {
  const { from, asOf } = web.at
  const all = (await ask(web.scope, web.actor, articles, { ...web.at }))!.rows
  const plain = (text: string) =>
    ` ${fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `
  const wanted = plain(nameKey)
  return all
    .filter(
      ({ day, title, lead, tags }) =>
        day >= from && day <= asOf && plain(`${title} ${lead ?? ''} ${tags ?? ''}`).includes(wanted),
    )
    .map(({ title, day, slug }) => ({ kind: 'article', title, day, path: `/presse/${slug}` }))
}

/** What the year brought an organisation: the sums first, then each thing with its day. */
export function BroughtPart({ web, brought }: { web: Web; brought: Brought[] }) {
  const { lang } = web
  const t = texts[lang]
  const title = fill(t.brought, { year: String(web.at.year) })
  if (brought.length === 0)
    return (
      <>
        <h3>{title}</h3>
        <p class="empty">
          {t.nothingBrought} <a href={web.link('/agenda')}>{t.toAgenda}</a>
        </p>
      </>
    )
  const of = (kind: Brought['kind']) => brought.filter((one) => one.kind === kind)
  const sum = (kind: Brought['kind'], key: 'hours' | 'seats' | 'amount') =>
    of(kind).reduce((total, one) => total + (one[key] ?? 0), 0)
  const contracts = of('meeting').filter(({ contract }) => contract).length
  const numbers: [number, string][] = [
    [of('training').length, t.sessions],
    [new Set(of('training').flatMap(({ people = [] }) => people)).size, t.trainees],
    [sum('training', 'hours'), t.traineeHours],
    [sum('licence', 'seats'), t.seats],
    [of('meeting').length, t.meetingsHeld],
    [contracts, t.contracts],
    [of('label').length, t.labelsValid],
    [of('article').length, t.articles],
  ]
  const sums: [number, string][] = [
    [sum('meeting', 'amount'), t.contractsValue],
    [sum('fair', 'amount'), t.fairsPaid],
    [sum('aid', 'amount'), t.aidPaid],
  ]
  return (
    <>
      <h3>{title}</h3>
      <ul class="numbers">
        {numbers
          .filter(([value]) => value > 0)
          .map(([value, words]) => (
            <li key={words}>
              <b>{numberText(lang, value)}</b> {pluralOf(lang, value, words)}
            </li>
          ))}
        {sums
          .filter(([value]) => value > 0)
          .map(([value, words]) => (
            <li key={words}>
              <b>{shortMoneyText(lang, value)}</b> {words}
            </li>
          ))}
      </ul>
      <Table
        caption={title}
        heads={[
          { key: 'what', text: t.what },
          { key: 'when', text: t.when },
          { key: 'detail', text: t.detail },
        ]}
        lines={brought.map((one, place) => ({
          key: `${one.kind} ${place}`,
          cells: [
            <>
              {t.kinds[one.kind]} · <bdi>{one.path ? <a href={web.link(one.path)}>{one.title}</a> : one.title}</bdi>
            </>,
            one.day ? shortDayText(lang, one.day) : '',
            detailOf(web, one),
          ],
        }))}
      />
    </>
  )
}

function detailOf({ lang }: Web, one: Brought): ComponentChildren {
  const t = texts[lang]
  const words = [
    one.people && counted(lang, one.people.length, t.trainees),
    one.hours && counted(lang, one.hours, t.traineeHours),
    one.seats && counted(lang, one.seats, t.seats),
    one.contract && counted(lang, 1, t.contracts),
    one.amount && moneyText(lang, one.amount),
  ].filter(Boolean)
  return (
    <>
      {one.with && <bdi>{one.with}</bdi>}
      {one.with && words.length > 0 && ' · '}
      {words.join(' · ')}
    </>
  )
}
