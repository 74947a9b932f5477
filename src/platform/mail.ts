import { createTransport } from 'nodemailer'
import { isThisMachine } from './this-machine.ts'

export type Mail = { to: string; subject: string; text: string; html: string }
export type Mailer = { send(mail: Mail, id: string): Promise<void>; close(): void }

/** Sends by the server of an address like `smtp://user:password@host:587`, from one sender. */
export function openMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(encrypted(smtpUrl), { from, disableFileAccess: true, disableUrlAccess: true })
  return {
    send: async ({ to, subject, text, html }, id) => {
      // The id makes a mail that was sent twice, because the first answer was lost, one mail for whoever sorts them.
      const host = from.split('@').at(-1)?.replace(/>.*$/, '') || 'localhost'
      await transport.sendMail({ to: { name: '', address: to }, subject, text, html, messageId: `<${id}@${host}>` })
    },
    close: () => transport.close(),
  }
}

/** To another machine a mail goes encrypted or not at all; `?requireTLS=false` in the address says otherwise, for a network one trusts. */
function encrypted(smtpUrl: string): string {
  const url = new URL(smtpUrl)
  if (url.protocol === 'smtp:' && !isThisMachine(url.hostname) && !url.searchParams.has('requireTLS'))
    url.searchParams.set('requireTLS', 'true')
  return url.href
}
