import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Answer, type Deed, perform } from '../core/deed.ts'
import { atDay, evidenceOf, valuesOf } from '../core/figure.ts'
import { officeActor } from '../core/permission.ts'
import type { Problem } from '../core/sheet.ts'
import { bilanJson, checkPress, evidenceCsv, evidenceJsonText } from '../modules/bilan/index.ts'
import { listClusters } from '../modules/directory/index.ts'
import { exportDossier } from '../modules/dossier/index.ts'
import { loginOf } from '../modules/people/index.ts'
import { decode, writeCsv } from '../platform/files/csv.ts'
import { endSessions } from '../platform/sign-in/sessions.ts'
import type { Store } from '../platform/store/store.ts'
import { aroundOf } from './around.ts'
import {
  type Command,
  type Context,
  done,
  inCluster,
  isSlug,
  misuse,
  refused,
  runLine,
  type Terminal,
  usageOf,
  withCluster,
} from './command-line.ts'
import { readConfig } from './config.ts'
import { importInto } from './import-dossier.ts'
import { keeping } from './keeping.ts'
import { deedsByName, figures, figuresByName, figureText, sheets } from './modules.ts'
import { placing } from './placing.ts'
import { faultText, refusalText } from './refusals.ts'
import { said } from './said.fr.ts'

export const commands: Record<string, Command> = {
  import: {
    usage: 'import PATH --cluster SLUG [--dry-run] [--skip-unknown-columns] [--json]',
    says: said.does.import,
    takes: ['cluster', 'dry-run', 'skip-unknown-columns', 'json'],
    run: runImport,
  },
  export: {
    usage: 'export --cluster SLUG --out DIR',
    says: said.does.export,
    takes: ['cluster', 'out'],
    run: runExport,
  },
  bilan: {
    usage: 'bilan --cluster SLUG [--as-of DAY] [--format json]',
    says: said.does.bilan,
    takes: ['cluster', 'as-of', 'format'],
    run: runBilan,
  },
  evidence: {
    usage: 'evidence FIGURE --cluster SLUG [--as-of DAY] [--format json|csv]',
    says: said.does.evidence,
    takes: ['cluster', 'as-of', 'format'],
    run: runEvidence,
  },
  'press-check': {
    usage: 'press-check FILE --cluster SLUG [--as-of DAY] [--json]',
    says: said.does.pressCheck,
    takes: ['cluster', 'as-of', 'json'],
    run: runPressCheck,
  },
  do: {
    usage: 'do DEED --cluster SLUG --json FILE [--key KEY]',
    says: said.does.do,
    takes: ['cluster', 'json', 'key'],
    values: ['json'],
    run: runDeed,
  },
  invite: {
    usage: 'invite EMAIL --cluster SLUG --role ROLE [--name NAME] [--lang fr|ar|en]',
    says: said.does.invite,
    takes: ['cluster', 'role', 'name', 'lang'],
    run: runInvite,
  },
  'sign-out': {
    usage: 'sign-out EMAIL [--forget-code] | --all',
    says: said.does.signOut,
    takes: ['all', 'forget-code'],
    run: runSignOut,
  },
  ...keeping,
  clusters: { usage: 'clusters', says: said.does.clusters, takes: [], run: runClusters },
}

/** Runs one command line and gives its exit code. */
export const runCommand = (argv: string[], store: Store, terminal: Terminal, now: Date): Promise<number> =>
  runLine(commands, argv, store, terminal, now)

export const usage = (): string => usageOf({ ...commands, ...placing })

async function runImport({ store, terminal, words, options, now, usage }: Context): Promise<number> {
  const { cluster: slug } = options
  if (words.length !== 1) return misuse(terminal, said.pathNeeded, said.usage(usage))
  if (!isSlug(slug)) return misuse(terminal, said.clusterNeeded, said.usage(usage))
  const bar = terminal.isTerminal ? progressBar(terminal) : undefined
  const result = await importInto(store, {
    path: resolve(terminal.cwd, words[0]!),
    slug,
    dryRun: options['dry-run'] === true,
    skipUnknownColumns: options['skip-unknown-columns'] === true,
    actor: officeActor,
    when: now,
    onProgress: bar,
  })
  if (options.json) terminal.out(`${JSON.stringify(result)}\n`)
  else terminal.out(reportOf(result, options['dry-run'] === true))
  return result.ok ? done : refused
}

function progressBar({ err }: Terminal) {
  const width = 32
  let shown = -1
  return (count: number, total: number) => {
    const filled = total ? Math.round((count / total) * width) : width
    if (filled === shown) return
    shown = filled
    err(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${count}/${total}${count >= total ? '\n' : ''}`)
  }
}

function reportOf(
  { ok, rows, added, changed, unchanged, problems }: Awaited<ReturnType<typeof importInto>>,
  dryRun: boolean,
): string {
  if (!ok) return `${problems.map(problemLine).join('\n')}\n\n${said.toCorrect(problems.length)}\n`
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  const tables = Object.keys(rows).length
  return `${dryRun ? said.trial : ''}${said.imported(total, tables, added, changed, unchanged)}\n`
}

const problemLine = ({ sheet, row, column, message }: Problem) =>
  `${sheet}, ${said.line(row)}${column ? `, ${column}` : ''} : ${message}`

function runExport(context: Context): Promise<number> {
  const { out } = context.options
  if (typeof out !== 'string')
    return Promise.resolve(misuse(context.terminal, said.outNeeded, said.usage(context.usage)))
  return inCluster(context, async (scope) => {
    const folder = resolve(context.terminal.cwd, out)
    mkdirSync(folder, { recursive: true })
    const tables = await exportDossier(scope, sheets)
    for (const { name, rows } of tables) writeFileSync(join(folder, `${name}.csv`), writeCsv(rows))
    context.terminal.out(`${said.exported(tables.length, folder)}\n`)
    return done
  })
}

function runBilan(context: Context): Promise<number> {
  const format = context.options.format ?? 'json'
  if (format !== 'json')
    return Promise.resolve(misuse(context.terminal, said.noFormat(String(format)), said.formats('json')))
  return inCluster(context, async (scope, profile) => {
    const at = atDay(profile.asOf, profile.zone)
    const values = await valuesOf(scope, figures, at, 'published')
    context.terminal.out(`${JSON.stringify(bilanJson({ profile, figures: figuresByName }, at, values), null, 1)}\n`)
    return done
  })
}

function runEvidence(context: Context): Promise<number> {
  const { terminal, words, options } = context
  const format = options.format ?? 'json'
  const figure = figuresByName.get(words[0] ?? '')
  if (!figure)
    return Promise.resolve(
      misuse(terminal, said.noFigure(words[0] ?? ''), said.known(figures.map(({ name }) => name).join(', '))),
    )
  if (format !== 'json' && format !== 'csv')
    return Promise.resolve(misuse(terminal, said.noFormat(String(format)), said.formats('json, csv')))
  return inCluster(context, async (scope, { asOf, zone }) => {
    const lines = await evidenceOf(scope, figure, atDay(asOf, zone))
    terminal.out(format === 'json' ? evidenceJsonText(figure, lines) : evidenceCsv(figure, lines))
    return done
  })
}

function runPressCheck(context: Context): Promise<number> {
  const { terminal, words, options } = context
  const path = resolve(terminal.cwd, words[0] ?? '')
  if (words.length !== 1 || !existsSync(path))
    return Promise.resolve(misuse(terminal, said.noFile(words[0] ?? ''), said.usage(context.usage)))
  return inCluster(context, async (scope, { asOf, zone }) => {
    const values = await valuesOf(scope, figures, atDay(asOf, zone), 'published')
    const claims = checkPress(decode(readFileSync(path)), values, (figure) => figureText('fr', figure))
    terminal.out(options.json ? `${JSON.stringify(claims, null, 1)}\n` : claims.map(claimLine).join(''))
    return claims.some(({ verdict }) => verdict === 'wrong') ? refused : done
  })
}

function claimLine({ text, number, figure, verdict, value, instead }: ReturnType<typeof checkPress>[number]): string {
  const mark = said.verdicts[verdict]
  const right = figure
    ? ` · ${figureText('fr', figure).name} : ${value}${instead ? ` (${figureText('fr', instead.figure).name} : ${instead.value})` : ''}`
    : ''
  return `${mark}  ${number}${right}\n       ${text}\n`
}

/** Does a deed as the office: what its form asks, as a JSON object in a file. Tells the answer as JSON. */
async function runDeed(context: Context): Promise<number> {
  const { terminal, words, options, usage } = context
  const deed = deedsByName.get(words[0] ?? '')
  if (!deed) return misuse(terminal, said.noDeed(words[0] ?? ''), said.known([...deedsByName.keys()].join(', ')))
  const path = resolve(terminal.cwd, String(options.json ?? ''))
  if (!options.json || !existsSync(path))
    return misuse(terminal, said.noFile(String(options.json ?? '')), said.usage(usage))
  let given: unknown
  try {
    given = JSON.parse(decode(readFileSync(path)))
  } catch {
    return misuse(terminal, said.notJson(String(options.json)), said.usage(usage))
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return misuse(terminal, said.notJson(String(options.json)), said.usage(usage))
  const key = options.key === undefined ? undefined : String(options.key)
  return performed(context, deed, given, key, (answer) => {
    terminal.out(`${JSON.stringify(answer, null, 1)}\n`)
    if (!answer.ok) terminal.err(`grappe: ${refusalText('fr', answer)}\n`)
  })
}

/** Invites somebody and shows the link that lets them in, for the first of all has nobody to mail it. */
async function runInvite(context: Context): Promise<number> {
  const { terminal, words, options } = context
  const [email = ''] = words
  const given = { email, role: options.role, name: options.name ?? email.split('@')[0], lang: options.lang }
  return performed(context, deedsByName.get('people.invite')!, given, undefined, (answer) => {
    if (answer.ok) terminal.out(`${said.invited(email)}\n  ${linkOf(String(options.cluster), answer.secret ?? '')}\n`)
    else
      for (const text of answer.faults?.map((fault) => `${fault.header} : ${faultText('fr', fault)}`) ?? [
        refusalText('fr', answer),
      ])
        terminal.err(`grappe: ${text}\n`)
  })
}

/** Ends sessions, of somebody who lost a device or of everybody; and somebody's code, for whom it is lost. */
async function runSignOut({ store, terminal, words, options, usage }: Context): Promise<number> {
  const [email] = words
  const all = options.all === true
  const forgets = options['forget-code'] === true
  if (all ? email !== undefined || forgets : words.length !== 1)
    return misuse(terminal, said.whoNeeded, said.usage(usage))
  return store.open(async (sql) => {
    const login = all ? null : await loginOf(sql, email!)
    if (login === undefined) {
      terminal.err(`grappe: ${said.noLogin(email!)}\n`)
      return refused
    }
    if (login && forgets) await sql`update login set totp = null, totp_step = null where id = ${login}`
    terminal.out(`${said.signedOut(await endSessions(sql, login), forgets)}\n`)
    return done
  })
}

/** Where the site is, as far as this machine knows. */
function linkOf(slug: string, key: string): string {
  const config = readConfig(process.env)
  const origin = 'error' in config ? '' : (config.origin ?? `http://localhost:${config.port}`)
  return `${origin}/${slug}/connexion/lien/${key}`
}

async function performed(
  context: Context,
  deed: Deed,
  given: unknown,
  key: string | undefined,
  tell: (answer: Answer) => void,
): Promise<number> {
  const { store, now } = context
  return withCluster(context, async (cluster) => {
    const answer = await perform({ store, cluster: cluster.id }, aroundOf(store, officeActor, now), deed, given, key)
    tell(answer)
    return answer.ok ? done : refused
  })
}

async function runClusters({ store, terminal }: Context): Promise<number> {
  const known = await listClusters(store)
  terminal.out(known.length ? known.map(({ slug }) => `${slug}\n`).join('') : `${said.noneYet}\n`)
  return done
}
