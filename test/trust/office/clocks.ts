/** T19: a clock that jumps by an hour, goes back ten minutes, crosses a leap day, the end of a year and both changes of a zone's hour: order, numbers, deadlines and sessions stay right, and ids stay sorted. */
import { aroundOf } from '../../../src/app/around.ts'
import { deedsByName } from '../../../src/app/modules.ts'
import { perform } from '../../../src/core/deed.ts'
import { entriesOf, firstBroken } from '../../../src/core/journal.ts'
import { officeActor } from '../../../src/core/permission.ts'
import { dayIn, parseInstant } from '../../../src/platform/day.ts'
import { newId } from '../../../src/platform/ids.ts'
import { beginSession, sessionOf } from '../../../src/platform/sign-in/sessions.ts'
import { type Engine, type Finding, seeded } from '../seeded.ts'
import { broken, openOffice } from './office.ts'

const zone = 'Africa/Casablanca'
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Around what a clock is walked: leap day, year's end, and Morocco's hour, which goes back for Ramadan and forth after it. */
const moments = [
  '2020-02-28T23:30:00Z',
  '2020-02-29T12:00:00Z',
  '2020-12-31T22:30:00Z',
  '2021-01-01T00:10:00Z',
  '2020-04-19T02:00:00Z',
  '2020-05-31T02:00:00Z',
  '2024-02-29T23:59:59Z',
  '2024-03-10T02:00:00Z',
  '2024-04-14T02:00:00Z',
]

export async function clocks({
  steps,
  seed,
  engine,
}: {
  steps: number
  seed: number
  engine: Engine
}): Promise<Finding> {
  const office = await openOffice(engine, seed)
  const { store, cluster } = office
  const random = seeded(seed)
  const wrong: string[] = []
  let lastId = ''
  let entry = 0
  let taken = 0
  const act = (name: string, given: object, when: Date) =>
    perform({ store, cluster }, aroundOf(store, officeActor, when), deedsByName.get(name)!, given)
  try {
    const [first] = await store.within(
      cluster,
      ({ sql }) =>
        sql`select login_id from held_role where cluster_id = ${cluster} and role = 'secretary' order by id limit 1`,
    )
    for (const moment of moments) {
      let clock = Date.parse(moment)
      for (let step = 0; step < steps; step++) {
        taken += 1
        // Mostly forward by a minute or so; now and then an hour either way, ten minutes back, or on to tomorrow.
        const kind = random()
        clock +=
          kind < 0.1
            ? -10 * minute
            : kind < 0.2
              ? hour
              : kind < 0.3
                ? -hour
                : kind < 0.35
                  ? day
                  : Math.floor(random() * 3 * minute)
        const when = new Date(clock)
        const today = dayIn(when, zone)
        const id = newId(clock)
        if (id <= lastId) wrong.push(`${when.toISOString()}: an id sorts before the one before it`)
        lastId = id
        const done = await act('organisations.add', { name: `Pendule ${moment} ${step}`, nature: 'Entreprise' }, when)
        if (!done.ok) wrong.push(`${when.toISOString()}: ${done.why}`)
        else if (done.entry <= entry) wrong.push(`${when.toISOString()}: entry ${done.entry} behind ${entry}`)
        else entry = done.entry
        const due = await act(
          'cotisations.add',
          { organisation: `Pendule ${moment} ${step}`, year: today.slice(0, 4), called: '100' },
          when,
        )
        if (!due.ok) wrong.push(`${when.toISOString()}: ${due.why}`)
        else {
          // What is paid today may be paid, what is paid tomorrow may not, wherever the clock stands in the day.
          const pay = (paid_on: string) => act('dues.pay', { due: due.done.record!.id, amount: '40', paid_on }, when)
          const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + day).toISOString().slice(0, 10)
          const [early, paid] = [await pay(tomorrow), await pay(today)]
          if (early.ok || early.why !== 'paid-tomorrow')
            wrong.push(`${when.toISOString()}: paid on ${tomorrow}, which is tomorrow`)
          if (!paid.ok) wrong.push(`${when.toISOString()}: ${paid.why} for today, ${today}`)
          else if (!String(paid.done.receipt).startsWith(`${today.slice(0, 4)}-`))
            wrong.push(`${when.toISOString()}: receipt ${paid.done.receipt} for ${today}`)
        }
        if (step % 7 === 0) {
          const { early, late } = await store.within(cluster, async ({ sql }) => {
            const secret = await beginSession(sql, first!.login_id, 'essai', when)
            const [kept] = await sql`select ends_at from session order by created_at desc, hash limit 1`
            const ends = (kept!.ends_at as Date).getTime()
            const early = await sessionOf(sql, secret, new Date(Math.min(ends - 1, clock + hour)))
            const late = await sessionOf(sql, secret, new Date(ends + day * 400))
            return { early, late }
          })
          if (!early) wrong.push(`${when.toISOString()}: a session of this hour is over`)
          if (late) wrong.push(`${when.toISOString()}: a session outlives its end`)
        }
      }
    }
    // Every local hour of every day is one instant, and reads back as its day, through both changes of the hour.
    for (let at = Date.parse('2020-01-01T00:00:00Z'); at < Date.parse('2021-01-02T00:00:00Z'); at += hour) {
      const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
        .format(at)
        .replace(' ', 'T')
      const read = parseInstant(local, zone)
      if (!read || dayIn(read, zone) !== local.slice(0, 10)) wrong.push(`${local} is read as ${read?.toISOString()}`)
    }
    const entries = await store.within(cluster, (scope) => entriesOf(scope))
    const at = firstBroken(entries)
    if (at !== null) wrong.push(`the chain breaks at ${at}`)
    wrong.push(...(await store.within(cluster, broken)))
  } finally {
    await office.close()
  }
  return {
    name: `T19 clocks that jump (${engine})`,
    target: 'order, numbers, deadlines and sessions right; ids sorted',
    figure: `${taken} steps around ${moments.length} moments, ${wrong.length} wrong`,
    ok: wrong.length === 0,
    faults: wrong.map((fault) => `seed ${seed}: ${fault}`),
  }
}
