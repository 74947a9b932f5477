import type { Acted, Desk, Page, Web } from '../../../core/page.ts'
import { enqueue } from '../../../platform/outbox.ts'
import { makeLimiter } from '../../../platform/sign-in/limits.ts'
import { isPassword } from '../../../platform/sign-in/passwords.ts'
import { beginSession, newSignInKey, useSignInKey } from '../../../platform/sign-in/sessions.ts'
import { stepOf } from '../../../platform/sign-in/totp.ts'
import { Form } from '../../../ui/form.tsx'
import { emailKey, isEmail } from '../rules.ts'
import { texts } from '../texts.ts'

const linkMinutes = 20
const codeMinutes = 5
const quarterMs = 15 * 60_000
// Five guesses at one person, thirty from one address: an office behind one line shares it.
const perPerson = makeLimiter(5, quarterMs)
const perAddress = makeLimiter(30, quarterMs)

/** Where people come in: with a password, or with a link sent to them; then with a code, if they use one. */
export const signInPage: Page = {
  path: '/connexion',
  answer: async (web) => ({ title: texts[web.lang].signIn, body: <SignIn web={web} /> }),
  act: async (desk, _, form): Promise<Acted> => {
    const at = desk.now.getTime()
    const email = form.one('email')
    const next = form.one('next')
    const values = { email, next, ticket: form.one('ticket') }
    const wrong = (why: string, field: string) => ({ again: { values, refusal: { ok: false as const, why, field } } })
    const who = `${desk.from.address} ${emailKey(email)}`
    const wait = Math.max(perPerson.wait(emailKey(email) || who, at), perAddress.wait(desk.from.address, at))
    if (wait > 0)
      return {
        again: {
          values,
          refusal: { ok: false, why: 'too-many', about: { minutes: String(Math.ceil(wait / 60)) } },
          wait,
        },
        status: 429,
      }
    perAddress.count(desk.from.address, at)
    const step = form.one('step')
    if (step === 'code') return code(desk, values, form.one('code'))
    if (!isEmail(email)) return wrong('bad-email', 'email')
    if (step === 'link') return sendLink(desk, email, values)
    perPerson.count(emailKey(email), at)
    const login = await desk.within(
      async ({ sql }) => (await sql`select id, password, totp from login where email_key = ${emailKey(email)}`)[0],
    )
    if (!(await isPassword(form.one('password'), login?.password ?? null)) || !login)
      return wrong('wrong-password', 'password')
    perPerson.forgive(emailKey(email))
    return login.totp ? askCode(desk, login.id, values) : comeIn(desk, login.id, next)
  },
}

/** The answer is the same whether the address is known or not: who is known here is nobody's business. */
async function sendLink(desk: Desk, email: string, values: Record<string, string>): Promise<Acted> {
  perPerson.count(emailKey(email), desk.now.getTime())
  await desk.within(async (scope) => {
    const [login] = await scope.sql`select id, name, lang, email from login where email_key = ${emailKey(email)}`
    if (!login) return
    const key = await newSignInKey(scope.sql, login.id, 'sign-in', linkMinutes, desk.now)
    const said = { name: login.name, key, minutes: String(linkMinutes) }
    await enqueue(scope, desk.now, [
      { kind: 'mail', to: login.email, template: 'sign-in', lang: login.lang, values: said },
    ])
  })
  return { again: { values, refusal: null, note: { sent: email } } }
}

async function askCode(desk: Desk, login: string, values: Record<string, string>): Promise<Acted> {
  const ticket = await desk.within(({ sql }) => newSignInKey(sql, login, 'sign-in', codeMinutes, desk.now))
  return { again: { values: { ...values, ticket }, refusal: null, note: { code: 'asked' } } }
}

async function code(desk: Desk, values: Record<string, string>, given: string): Promise<Acted> {
  const found = await desk.within(async ({ sql }) => {
    const login = await useSignInKey(sql, values.ticket ?? '', desk.now)
    if (!login) return null
    const [row] = await sql`select totp, totp_step from login where id = ${login}`
    const after = row!.totp_step === null ? null : Number(row!.totp_step)
    const step = row!.totp && stepOf(row!.totp, given, after, desk.now)
    if (step) await sql`update login set totp_step = ${step} where id = ${login}`
    return { login, isRight: Boolean(step) }
  })
  if (!found) return { again: { values: { ...values, ticket: '' }, refusal: { ok: false, why: 'key-over' } } }
  if (found.isRight) return comeIn(desk, found.login, values.next ?? '')
  perPerson.count(found.login, desk.now.getTime())
  if (perPerson.wait(found.login, desk.now.getTime()) > 0)
    return { again: { values: { ...values, ticket: '' }, refusal: { ok: false, why: 'key-over' } } }
  // A ticket is good once, whatever came of it: a new one goes with the next try.
  const again = (await askCode(desk, found.login, values)) as Acted & { again: object }
  return { again: { ...again.again, refusal: { ok: false, why: 'wrong-code', field: 'code' } } } as Acted
}

async function comeIn(desk: Desk, login: string, next: string): Promise<Acted> {
  const session = await desk.within(({ sql }) => beginSession(sql, login, desk.from.agent, desk.now))
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
    if (perAddress.wait(desk.from.address, desk.now.getTime()) > 0) return over
    perAddress.count(desk.from.address, desk.now.getTime())
    const found = await desk.within(async ({ sql }) => {
      const login = await useSignInKey(sql, key, desk.now)
      return login ? (await sql`select id, totp, password from login where id = ${login}`)[0] : null
    })
    if (!found) return over
    if (found.totp) return askCode(desk, found.id, { next: '' })
    return comeIn(desk, found.id, found.password ? '' : `${desk.link('/compte')}`)
  },
}

export const signOutPage: Page = {
  path: '/deconnexion',
  answer: async (web) => ({ to: web.link('/connexion') }),
  act: async (desk): Promise<Acted> => {
    const { session } = desk
    if (session)
      await desk.within(
        ({ sql }) => sql`delete from session where hash = ${session.hash} and login_id = ${session.login}`,
      )
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
