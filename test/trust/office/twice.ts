/** T8: every deed sent two to ten times at once, by the API, by its form and from two processes, and again when all is over: done once, answered alike; another body under the same key is refused. */
import { aroundOf } from '../../../src/app/around.ts'
import { isLines } from '../../../src/core/asked.ts'
import { perform } from '../../../src/core/deed.ts'
import { officeActor } from '../../../src/core/permission.ts'
import type { Store } from '../../../src/platform/store/store.ts'
import { type Engine, type Finding, seeded } from '../seeded.ts'
import { faulty, type Plan } from './faulty.ts'
import { callerIn, dayOfWork, doable, feed, givenFor, openOffice } from './office.ts'

const now = new Date(`${dayOfWork}T10:00:00Z`)

/** The way a deed is done, loaded a second time: it knows of the first as little as another process would. */
const another = async (name: string): Promise<typeof perform> =>
  (
    (await import(/* @vite-ignore */ `${new URL('../../../src/core/deed.ts', import.meta.url).href}?${name}`)) as {
      perform: typeof perform
    }
  ).perform

export async function twice({
  tries,
  seed,
  engine,
}: {
  tries: number
  seed: number
  engine: Engine
}): Promise<Finding> {
  const office = await openOffice(engine, seed)
  const { store, cluster, slug } = office
  const random = seeded(seed)
  const wrong: string[] = []
  const done = { api: new Set<string>(), form: new Set<string>(), processes: new Set<string>() }
  let sent = 0
  let lost = 0
  try {
    const { call, app, session } = await callerIn(store, cluster, slug, () => now)
    const head = async () => {
      const [last] = await store.within(
        cluster,
        ({ sql }) => sql`select max(seq)::int as seq from journal where cluster_id = ${cluster}`,
      )
      return last!.seq as number
    }
    const times = () => 2 + Math.floor(random() * 9)
    const many = <T>(work: (place: number) => Promise<T>) => {
      const count = times()
      sent += count
      return Promise.all(Array.from({ length: count }, (_, place) => work(place)))
    }
    const processes = await Promise.all(['one', 'two'].map(another))
    for (let turn = 0; turn < tries && done.api.size < doable.length; turn++) {
      if (turn > 0) await feed(office, dayOfWork)
      for (const deed of doable) {
        const given = () => givenFor(office, deed, dayOfWork)
        if (!done.api.has(deed.name)) {
          const [body, key] = [await given(), `api ${deed.name} ${turn}`.replaceAll(' ', '-')]
          const answers = await many(() => call(deed.name, body, key))
          const again = await call(deed.name, body, key)
          const entries = new Set(
            [...answers, again].flatMap(({ status, text }) => (status === 200 ? [JSON.parse(text).entry] : [])),
          )
          if (again.status === 200) {
            done.api.add(deed.name)
            if (entries.size !== 1 || (await head()) !== [...entries][0])
              wrong.push(`${deed.name} by the API: done ${entries.size} times`)
            for (const { status } of answers)
              if (status !== 200 && status !== 409) wrong.push(`${deed.name} by the API: ${status}`)
            const other = await call(deed.name, { ...body, reason: 'un autre corps', autre: 1 }, key)
            if (other.status !== 422 || !other.text.includes('key-reused'))
              wrong.push(`${deed.name}: another body under the same key: ${other.status}`)
          }
        }
        if (
          !done.form.has(deed.name) &&
          !Object.values(deed.asks).some((field) => !isLines(field) && field.cell.kind === 'file')
        ) {
          const body = await given()
          const before = await head()
          const form = new URLSearchParams({ key: `form-${deed.name}-${turn}`.replaceAll('.', '-') })
          for (const [name, value] of Object.entries(body))
            if (Array.isArray(value)) {
              for (const [place, line] of value.entries())
                for (const [own, cell] of Object.entries(line)) form.append(`${name}.${place}.${own}`, String(cell))
            } else form.append(name, String(value))
          const post = async () =>
            app.request(`http://localhost/${slug}/actes/${deed.name}`, {
              method: 'POST',
              headers: {
                cookie: `grappe=${session}`,
                'sec-fetch-site': 'same-origin',
                'content-type': 'application/x-www-form-urlencoded',
              },
              body: form.toString(),
            })
          const answers = await many(post)
          const last = await post()
          if (last.status === 303 || answers.some(({ status }) => status === 303)) {
            done.form.add(deed.name)
            const after = await head()
            await post()
            if ((await head()) !== after || after === before) wrong.push(`${deed.name} by its form: not done once`)
            if (last.status !== 303) wrong.push(`${deed.name} by its form, again: ${last.status}`)
          }
          for (const { status } of answers) if (status >= 500) wrong.push(`${deed.name} by its form: ${status}`)
        }
        if (!done.processes.has(deed.name)) {
          const [body, key] = [await given(), `two-${deed.name}-${turn}`]
          const answers = await many((place) =>
            processes[place % 2]!({ store, cluster }, aroundOf(store, officeActor, now), deed, body, key),
          )
          const entries = new Set(answers.flatMap((answer) => (answer.ok ? [answer.entry] : [])))
          if (entries.size > 0) done.processes.add(deed.name)
          if (entries.size > 1) wrong.push(`${deed.name} from two processes: done ${entries.size} times`)
        }
      }
    }
    // The sender is killed behind the commit: whoever asks again hears what was done.
    const plan: Plan = { calls: 0, failsAt: 0 }
    const dying = faulty(store, plan)
    for (const deed of doable) {
      const [body, key] = [await givenFor(office, deed, dayOfWork), `lost-${deed.name}`]
      const send = (through: Store) =>
        perform({ store: through, cluster }, aroundOf(store, officeActor, now), deed, body, key)
      plan.losesAnswer = true
      const heard = await send(dying).catch(() => null)
      if (heard) continue
      lost += 1
      const last = await head()
      const again = await send(store)
      if (!again.ok || !again.again || again.entry !== last) wrong.push(`${deed.name}: lost behind its commit`)
    }
  } finally {
    await office.close()
  }
  const missing = doable.filter(({ name }) => !done.api.has(name)).map(({ name }) => `never done: ${name}`)
  return {
    name: `T8 the same request again (${engine})`,
    target: '1 effect, the same answer, 100 % of deeds',
    figure: `${sent} requests; ${done.api.size} by the API, ${done.form.size} by forms, ${done.processes.size} from two processes, ${lost} with their answer lost, of ${doable.length} deeds; ${wrong.length} wrong`,
    ok: wrong.length === 0 && missing.length === 0,
    faults: [...wrong, ...missing].map((fault) => `seed ${seed}: ${fault}`),
  }
}
