import qrcode from 'qrcode'
import type { Acted, Page, Web } from '../../../core/page.ts'
import { hashPassword, isPassword, leastPassword, weaknessOf } from '../../../platform/sign-in/passwords.ts'
import { devicesOf, endOtherSessions, endSession, isFresh, type Session } from '../../../platform/sign-in/sessions.ts'
import { newTotpSecret, stepOf, totpAddress, totpSecret } from '../../../platform/sign-in/totp.ts'
import { fill, instantText, isLang, type Lang, langs } from '../../../platform/texts.ts'
import { Form } from '../../../ui/form.tsx'
import { Table } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'

const langNames: Record<Lang, string> = { fr: 'Français', ar: 'العربية', en: 'English' }

/** One's own account: password, code, language, and the devices one is signed in on. */
export const accountPage: Page = {
  path: '/compte',
  answer: async (web) => {
    const { session, lang } = web
    if (!session) return { to: `${web.link('/connexion')}?next=${encodeURIComponent(web.link('/compte'))}` }
    const t = texts[lang]
    const [login] = await web.scope.sql`select email, password, totp from login where id = ${session.login}`
    const secret = String(web.sent?.values.secret ?? '') || newTotpSecret()
    return {
      title: t.account,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{login!.email}</p>
            <h1>{session.name}</h1>
          </div>
          {web.sent?.refusal?.why === 'sign-in-again' && (
            <p class="said" role="alert">
              {web.say.refusal(web.sent.refusal)}{' '}
              <a href={`${web.link('/connexion')}?next=${encodeURIComponent(web.link('/compte'))}`}>{t.signIn}</a>
            </p>
          )}
          {web.url.searchParams.has('code') && (
            <p class="said" role="alert">
              {t.codeNeeded}
            </p>
          )}
          {web.url.searchParams.has('fait') && (
            <p class="said" role="status">
              {t.accountDone}
            </p>
          )}
          <section class="full">
            <h2>{login!.password ? t.changePassword : t.choosePassword}</h2>
            <p class="quiet">{fill(t.passwordSays, { least: String(leastPassword) })}</p>
            <PasswordForm web={web} asksOld={asksOld(login!.password, session)} email={login!.email} />
          </section>
          <section class="full">
            <h2>{t.totp}</h2>
            {login!.totp ? <TotpOff web={web} /> : await TotpOn({ web, secret, email: login!.email })}
          </section>
          <section class="full">
            <h2>{t.language}</h2>
            <Form
              action={web.link('/compte')}
              fields={[
                { name: 'do', label: '', kind: 'hidden', value: 'lang' },
                {
                  name: 'lang',
                  label: t.language,
                  kind: 'choice',
                  value: session.lang,
                  required: true,
                  choices: langs.map((value) => ({ value, text: langNames[value] })),
                },
              ]}
              submit={t.keep}
              names={t.form}
            />
          </section>
          <section class="full">
            <h2>{t.devices}</h2>
            <Devices web={web} devices={await devicesOf(web.scope.sql, session.login, web.now)} />
          </section>
        </>
      ),
    }
  },
  act: async (desk, _, form): Promise<Acted> => {
    const { session } = desk
    if (!session) return { to: desk.link('/connexion') }
    const done: Acted = { to: `${desk.link('/compte')}?fait` }
    const wrong = (why: string, field: string, values: Record<string, string> = {}): Acted => ({
      again: { values: { ...values, do: form.one('do') }, refusal: { ok: false, why, field } },
    })
    const login = await desk.within(
      async ({ sql }) => (await sql`select password, totp, totp_step from login where id = ${session.login}`)[0]!,
    )
    const doing = form.one('do')
    if (waysIn.has(doing) && !isFresh(session, desk.now)) return wrong('sign-in-again', '')
    switch (doing) {
      case 'password': {
        if (asksOld(login.password, session) && !(await isPassword(form.one('old'), login.password)))
          return wrong('wrong-password', 'old')
        const weakness = await weaknessOf(form.one('new'), [session.email.split('@')[0]!, session.name])
        if (weakness) return wrong(weakness, 'new')
        const password = await hashPassword(form.one('new'))
        await desk.within(async ({ sql }) => {
          await sql`update login set password = ${password} where id = ${session.login}`
          await endOtherSessions(sql, session.login, session.hash)
        })
        desk.hear('password-changed', { who: session.login })
        return done
      }
      case 'totp-on': {
        const secret = form.one('secret')
        const step = /^[A-Z2-7]{32}$/.test(secret) ? stepOf(secret, form.one('code'), null, desk.now) : null
        if (!step) return wrong('wrong-code', 'code', { secret })
        const sealed = desk.seals.seal(secret, totpSecret(session.login))
        await desk.within(
          ({ sql }) => sql`update login set totp = ${sealed}, totp_step = ${step} where id = ${session.login}`,
        )
        desk.hear('code-on', { who: session.login })
        return done
      }
      case 'totp-off': {
        const after = login.totp_step === null ? null : Number(login.totp_step)
        const kept = login.totp && desk.seals.open(login.totp, totpSecret(session.login))
        if (!kept || !stepOf(kept, form.one('code'), after, desk.now)) return wrong('wrong-code', 'code')
        await desk.within(({ sql }) => sql`update login set totp = null, totp_step = null where id = ${session.login}`)
        desk.hear('code-off', { who: session.login })
        return done
      }
      case 'lang': {
        const lang = form.one('lang')
        if (isLang(lang))
          await desk.within(({ sql }) => sql`update login set lang = ${lang} where id = ${session.login}`)
        return done
      }
      case 'end': {
        const hash = form.one('session')
        await desk.within(({ sql }) => endSession(sql, hash, session.login))
        return hash === session.hash ? { to: desk.link('/connexion'), session: null } : done
      }
      case 'end-others':
        await desk.within(({ sql }) => endOtherSessions(sql, session.login, session.hash))
        return done
      default:
        return done
    }
  },
}

// What changes how somebody comes in, or puts out a device: whoever finds a browser open must not be able to.
const waysIn = new Set(['password', 'totp-on', 'totp-off', 'end', 'end-others'])

/** Whoever came by a link from their own mail may have forgotten the old password: the link stands for it. */
const asksOld = (password: string | null, { way }: Session): boolean => password !== null && way !== 'link'

const hidden = (name: string, value: string) => ({ name, label: '', kind: 'hidden' as const, value })

const errorIn = ({ sent, say }: Web, doing: string, field: string) =>
  sent?.refusal && sent.values.do === doing && sent.refusal.field === field ? say.refusal(sent.refusal) : undefined

const problemIn = ({ sent, say }: Web, doing: string) =>
  sent?.refusal && sent.values.do === doing ? say.refusal(sent.refusal) : undefined

function PasswordForm({ web, asksOld, email }: { web: Web; asksOld: boolean; email: string }) {
  const t = texts[web.lang]
  return (
    <Form
      action={web.link('/compte')}
      fields={[
        hidden('do', 'password'),
        // Password keepers want to know whose password it is.
        { ...hidden('username', email), autocomplete: 'username' },
        ...(asksOld
          ? [
              {
                name: 'old',
                label: t.oldPassword,
                kind: 'password' as const,
                value: '',
                required: true,
                autocomplete: 'current-password',
                error: errorIn(web, 'password', 'old'),
              },
            ]
          : []),
        {
          name: 'new',
          label: t.newPassword,
          kind: 'password',
          value: '',
          required: true,
          autocomplete: 'new-password',
          error: errorIn(web, 'password', 'new'),
        },
      ]}
      submit={t.keep}
      problem={problemIn(web, 'password')}
      names={t.form}
    />
  )
}

async function TotpOn({ web, secret, email }: { web: Web; secret: string; email: string }) {
  const t = texts[web.lang]
  const picture = await qrcode.toString(totpAddress(secret, email), { type: 'svg', margin: 2 })
  return (
    <>
      <p>{t.totpSays}</p>
      <img
        class="qr"
        alt={t.totpPicture}
        width="180"
        height="180"
        src={`data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`}
      />
      <p class="quiet">
        {t.totpByHand} <code>{secret.replace(/(.{4})/g, '$1 ')}</code>
      </p>
      <Form
        action={web.link('/compte')}
        fields={[
          hidden('do', 'totp-on'),
          hidden('secret', secret),
          {
            name: 'code',
            label: t.code,
            kind: 'code',
            value: '',
            required: true,
            error: errorIn(web, 'totp-on', 'code'),
          },
        ]}
        submit={t.totpStart}
        problem={problemIn(web, 'totp-on')}
        names={t.form}
      />
    </>
  )
}

function TotpOff({ web }: { web: Web }) {
  const t = texts[web.lang]
  return (
    <>
      <p>{t.totpIsOn}</p>
      <Form
        action={web.link('/compte')}
        fields={[
          hidden('do', 'totp-off'),
          {
            name: 'code',
            label: t.code,
            kind: 'code',
            value: '',
            required: true,
            error: errorIn(web, 'totp-off', 'code'),
          },
        ]}
        submit={t.totpStop}
        problem={problemIn(web, 'totp-off')}
        names={t.form}
        danger
      />
    </>
  )
}

function Devices({ web, devices }: { web: Web; devices: Awaited<ReturnType<typeof devicesOf>> }) {
  const t = texts[web.lang]
  const zone = web.profile.zone
  return (
    <>
      <Table
        caption={t.devices}
        heads={[
          { key: 'agent', text: t.device },
          { key: 'since', text: t.signedInOn },
          { key: 'seen', text: t.lastSeen },
          { key: 'end', text: '' },
        ]}
        lines={devices.map(({ hash, agent, createdAt, seenAt }) => ({
          key: hash,
          cells: [
            <bdi key="agent">{hash === web.session!.hash ? `${agent} · ${t.thisOne}` : agent}</bdi>,
            instantText(web.lang, createdAt, zone),
            instantText(web.lang, seenAt, zone),
            <form key="end" method="post" action={web.link('/compte')}>
              <input type="hidden" name="do" value="end" />
              <input type="hidden" name="session" value={hash} />
              <button type="submit" class="plain">
                {t.endSession}
              </button>
            </form>,
          ],
        }))}
      />
      {devices.length > 1 && (
        <form method="post" action={web.link('/compte')}>
          <input type="hidden" name="do" value="end-others" />
          <button type="submit">{t.endOthers}</button>
        </form>
      )}
    </>
  )
}
