import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'

/** Where the project's own files are: the folder above this one that holds the migrations. */
function rootOf(folder: string): string {
  if (existsSync(join(folder, 'migrations'))) return folder
  if (dirname(folder) === folder)
    throw new Error('the folder of migrations is missing: this copy of Grappe is not whole')
  return rootOf(dirname(folder))
}

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().min(1).optional(),
  GRAPPE_DATA: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  GRAPPE_ORIGIN: z.url().optional(),
  GRAPPE_TLS: z.string().min(1).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Grappe <grappe@localhost>'),
  GRAPPE_PRIVATE_HOOKS: z.enum(['yes', 'no']).default('no'),
  GRAPPE_CODE: z.enum(['yes', 'no']).optional(),
  GRAPPE_DEMO: z.enum(['yes', 'no']).default('yes'),
  GRAPPE_BACKUPS: z.string().min(1).optional(),
  GRAPPE_PER_MINUTE: z.coerce.number().int().min(0).default(1200),
})

export type Config = {
  port: number
  /** One address to listen on; else all of them, of both kinds. */
  host: string | undefined
  folder: string
  databaseUrl: string | undefined
  /** Where the day's backups go; null for none. */
  backups: string | null
  /** The folder of the certificate to speak https with; without it a proxy does, or nobody. */
  tls: string | undefined
  /** The address the public knows, for feeds and maps of the site; else the one of each request. */
  origin: string | undefined
  /** Where mails go out; without it they wait, and are shown. */
  smtpUrl: string | undefined
  mailFrom: string
  /** Programs on this machine and its neighbours may be told of deeds. */
  privateHooks: boolean
  /** The office asks a code of an application, besides password or link. */
  needsCode: boolean
  /** How much one address may ask in a minute; 0: as much as it likes. */
  perMinute: number
  withDemo: boolean
  root: string
}

/** Reads the environment once, at start, and says which variable is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config | { error: string } {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  if (!parsed.success)
    return { error: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') }
  const root = rootOf(import.meta.dirname)
  const { PORT, HOST, GRAPPE_DATA, DATABASE_URL, GRAPPE_ORIGIN, GRAPPE_DEMO, GRAPPE_BACKUPS } = parsed.data
  const { SMTP_URL, MAIL_FROM, GRAPPE_PRIVATE_HOOKS, GRAPPE_PER_MINUTE, GRAPPE_TLS, GRAPPE_CODE } = parsed.data
  const folder = resolve(GRAPPE_DATA ?? join(root, 'data'))
  return {
    port: PORT,
    host: HOST,
    folder,
    backups: GRAPPE_BACKUPS === 'no' ? null : resolve(GRAPPE_BACKUPS ?? join(folder, 'backups')),
    databaseUrl: DATABASE_URL,
    tls: GRAPPE_TLS && resolve(GRAPPE_TLS),
    origin: GRAPPE_ORIGIN,
    smtpUrl: SMTP_URL,
    mailFrom: MAIL_FROM,
    privateHooks: GRAPPE_PRIVATE_HOOKS === 'yes',
    // Reached over https it is on a network, where a password alone is little.
    needsCode: GRAPPE_CODE ? GRAPPE_CODE === 'yes' : GRAPPE_TLS !== undefined || /^https:/.test(GRAPPE_ORIGIN ?? ''),
    perMinute: GRAPPE_PER_MINUTE,
    withDemo: GRAPPE_DEMO === 'yes',
    root,
  }
}
