import type { Acted, Desk, Page, Web } from '../../../core/page.ts'
import { enqueue } from '../../../platform/outbox.ts'
import { forgive, type Limit, tryOnce } from '../../../platform/sign-in/limits.ts'
import { isPassword } from '../../../platform/sign-in/passwords.ts'
import {
  beginSession,
  endSession,
  newSignInKey,
  type Purpose,
  useSignInKey,
  type Way,
} from '../../../platform/sign-in/sessions.ts'
import { stepOf, totpSecret } from '../../../platform/sign-in/totp.ts'
import { Form } from '../../../ui/form.tsx'
import { emailKey, isEmail } from '../rules.ts'
import { texts } from '../texts.ts'

const linkMinutes = 10
const codeMinutes = 5
const windowMs = 15 * 60_000
// Five guesses at one person from one address, so that nobody shuts out somebody else; fifty from all of them; and thirty from one
// address at anybody: an office behind one line shares it.
const perPair: Limit = { kind: 'pair', most: 5, windowMs }
const perPerson: Limit = { kind: 'person', most: 50, windowMs }
const perCode: Limit = { kind: 'code', most: 5, windowMs }
const perAddress: Limit = { kind: 'address', most: 30, windowMs }

/** Where people come in: with a password, or with a link sent to them; then with a code, if they use one. */
export const signInPage: Page = {
  path: '/connexion',
  answer: async (web) => ({ title: texts[web.lang].signIn, body: <SignIn web={web} /> }),
  act: async (desk, _, form): Promise<Acted> => {
    const email = form.one('email')
    const next = form.one('next')
    const step = form.one('step')
    const pair = `${desk.from.address} ${emailKey(email)}`
    const values = { email, next, ticket: form.one('ticket') }
    const wrong = (why: string, field: string) => ({ again: { values, refusal: { ok: false as const, why, field } } })
    const wait = await desk.within(async ({ sql }) => {
      const ofAddress = await tryOnce(sql, perAddress, desk.from.address, desk.now)
      if (ofAddress > 0 || step === 'code' || !isEmail(email)) return ofAddress
      const ofPair = await tryOnce(sql, perPair, pair, desk.now)
      return ofPair > 0 ? ofPair : tryOnce(sql, perPerson, emailKey(email), desk.now)
    })
    if (wait > 0) return tooMany(desk, values, wait)
    if (step === 'code') return code(desk, values, form.one('code'))
    if (!isEmail(email)) return wrong('bad-email', 'email')
    if (step === 'link') return sendLink(desk, email, values)
    const login = await desk.within(
      async ({ sql }) => (await sql`select id, password, totp from login where email_key = ${emailKey(email)}`)[0],
    )
    if (!(await isPassword(form.one('password'), login?.password ?? null)) || !login) {
      desk.hear('sign-in', { outcome: 'wrong-password', who: login?.id ?? 'unknown' })
      return wrong('wrong-password', 'password')
    }
    await desk.within(({ sql }) => forgive(sql, perPair, pair, desk.now))
    return login.totp ? askCode(desk, login.id, 'password', values) : comeIn(desk, login.id, 'password', next)
  },
}

function tooMany(desk: Desk, values: Record<string, string>, wait: number): Acted {
  desk.hear('sign-in', { outcome: 'too-many' })
  const about = { minutes: String(Math.ceil(wait / 60)) }
  return { again: { values, refusal: { ok: false, why: 'too-many', about }, wait }, status: 429 }
}

/** The answer is the same whether the address is known or not: who is known here is nobody's business. */
async function sendLink(desk: Desk, email: string, values: Record<string, string>): Promise<Acted> {
  await desk.within(async (scope) => {
    const [login] = await scope.sql`select id, name, lang, email from login where email_key = ${emailKey(email)}`
    desk.hear('sign-in', { outcome: 'link-asked', who: login?.id ?? 'unknown' })
    if (!login) return
    const key = await newSignInKey(scope.sql, login.id, 'sign-in', linkMinutes, desk.now)
    const said = { name: login.name, key, minutes: String(linkMinutes) }
    await enqueue(scope, desk.now, [
      { kind: 'mail', to: login.email, template: 'sign-in', lang: login.lang, values: said },
    ])
  })
  return { again: { values, refusal: null, note: { sent: email } } }
}

async function askCode(desk: Desk, login: string, way: Way, values: Record<string, string>) {
  const ticket = await desk.within(({ sql }) => newSignInKey(sql, login, `code-${way}`, codeMinutes, desk.now))
  return { again: { values: { ...values, ticket }, refusal: null, note: { code: 'asked' } } }
}

const tickets = ['code-password', 'code-link'] as const satisfies Purpose[]
const wayOf = { 'code-password': 'password', 'code-link': 'link' } as const

async function code(desk: Desk, values: Record<string, string>, given: string): Promise<Acted> {
  const found = await desk.within(async ({ sql }) => {
    const key = await useSignInKey(sql, values.ticket ?? '', tickets, desk.now)
    if (!key) return null
    const { login } = key
    const way = wayOf[key.purpose as (typeof tickets)[number]]
    const wait = await tryOnce(sql, perCode, login, desk.now)
    if (wait > 0) return { login, way, wait, isRight: false }
    const [row] = await sql`select totp, totp_step from login where id = ${login}`
    const after = row!.totp_step === null ? null : Number(row!.totp_step)
    const step = row!.totp && stepOf(desk.seals.open(row!.totp, totpSecret(login)), given, after, desk.now)
    if (step) {
      await sql`update login set totp_step = ${step} where id = ${login}`
      await forgive(sql, perCode, login, desk.now)
    }
    return { login, way, wait, isRight: Boolean(step) }
  })
  if (!found) {
    desk.hear('sign-in', { outcome: 'key-over' })
    return { again: { values: { ...values, ticket: '' }, refusal: { ok: false, why: 'key-over' } } }
  }
  const { login, way, wait, isRight } = found
  if (isRight) return comeIn(desk, login, way, values.next ?? '')
  if (wait > 0) return tooMany(desk, { ...values, ticket: '' }, wait)
  desk.hear('sign-in', { outcome: 'wrong-code', who: login })
  // A ticket is good once, whatever came of it: a new one goes with the next try.
  const { again } = await askCode(desk, login, way, values)
  return { again: { ...again, refusal: { ok: false, why: 'wrong-code', field: 'code' } } }
}

/** Begins a session in the place of the one this device may have had. */
async function comeIn(desk: Desk, login: string, way: Way, next: string): Promise<Acted> {
  const session = await desk.within(async ({ sql }) => {
    if (desk.session) await endSession(sql, desk.session.hash, desk.session.login)
    return beginSession(sql, login, desk.from.agent, desk.now, way)
  })
  desk.hear('sign-in', { outcome: 'in', way, who: login })
  return { to: safeNext(desk, next), session }
}

/** Only a place of this cluster: a link from a mail must not send anybody elsewhere. */
const safeNext = (desk: Desk, next: string) =>
  /^\/[\w\-/.?=&%]*$/.test(next) && next.startsWith(desk.link('/', 'fr')) ? next : desk.link('/bureau')

/** A link from a mail. Opening it does nothing, for mail programs open links by themselves; its button lets in. */
export const linkPage: Page = {
  path: '/connexion/lien/:key',
  answer: async (web, { key = '' }) => ({
    title: texts[web.lang].signIn,
    body: web.sent?.note?.code ? (
      <SignIn web={web} />
    ) : (
      <section class="full">
        <h1>{texts[web.lang].signIn}</h1>
        <p>{texts[web.lang].linkSays}</p>
        <Form
          action={web.link(`/connexion/lien/${key}`)}
          fields={[]}
          submit={texts[web.lang].comeIn}
          problem={web.sent?.refusal ? web.say.refusal(web.sent.refusal) : undefined}
          names={texts[web.lang].form}
        />
      </section>
    ),
  }),
  act: async (desk, { key = '' }): Promise<Acted> => {
    const over: Acted = { again: { values: {}, refusal: { ok: false, why: 'key-over' } } }
    const found = await desk.within(async ({ sql }) => {
      if ((await tryOnce(sql, perAddress, desk.from.address, desk.now)) > 0) return null
      const used = await useSignInKey(sql, key, ['sign-in'], desk.now)
      return used ? (await sql`select id, totp, password from login where id = ${used.login}`)[0] : null
    })
    if (!found) {
      desk.hear('sign-in', { outcome: 'key-over' })
      return over
    }
    if (found.totp) return askCode(desk, found.id, 'link', { next: '' })
    return comeIn(desk, found.id, 'link', found.password ? '' : desk.link('/compte'))
  },
}

export const signOutPage: Page = {
  path: '/deconnexion',
  answer: async (web) => ({ to: web.link('/connexion') }),
  act: async (desk): Promise<Acted> => {
    const { session } = desk
    if (session) {
      await desk.within(({ sql }) => endSession(sql, session.hash, session.login))
      desk.hear('sign-out', { who: session.login })
    }
    return { to: desk.link('/connexion'), session: null }
  },
}

function SignIn({ web }: { web: Web }) {
  const { lang, sent, url } = web
  const t = texts[lang]
  const refused = sent?.refusal ?? null
  const value = (name: string) => String(sent?.values[name] ?? '')
  const error = (field: string) => (refused?.field === field ? web.say.refusal(refused) : undefined)
  const next = value('next') || (url.searchParams.get('next') ?? '')
  const problem = refused ? web.say.refusal(refused) : undefined
  if (sent?.note?.sent)
    return (
      <section class="full">
        <h1>{t.signIn}</h1>
        <p role="status">{t.linkSent}</p>
      </section>
    )
  const hidden = (name: string, of: string) => ({ name, label: '', kind: 'hidden' as const, value: of })
  if (value('ticket'))
    return (
      <section class="full">
        <h1>{t.signIn}</h1>
        <p>{t.codeSays}</p>
        <Form
          action={web.link('/connexion')}
          fields={[
            hidden('step', 'code'),
            hidden('ticket', value('ticket')),
            hidden('next', next),
            { name: 'code', label: t.code, kind: 'code', value: '', required: true, error: error('code') },
          ]}
          submit={t.comeIn}
          problem={problem}
          names={t.form}
        />
      </section>
    )
  const email = {
    name: 'email',
    label: t.email,
    kind: 'email' as const,
    value: value('email'),
    required: true,
    autocomplete: 'username',
    error: error('email'),
  }
  return (
    <section class="full">
      <h1>{t.signIn}</h1>
      <Form
        action={web.link('/connexion')}
        fields={[
          hidden('step', 'password'),
          hidden('next', next),
          email,
          {
            name: 'password',
            label: t.password,
            kind: 'password',
            value: '',
            required: true,
            autocomplete: 'current-password',
            error: error('password'),
          },
        ]}
        submit={t.comeIn}
        problem={problem}
        names={t.form}
      />
      <h2>{t.noPassword}</h2>
      <p>{t.noPasswordSays}</p>
      <Form
        action={web.link('/connexion')}
        fields={[hidden('step', 'link'), hidden('next', next), { ...email, id: 'f-link-email', error: undefined }]}
        submit={t.sendLink}
        names={t.form}
      />
    </section>
  )
}
