import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exportDossier } from '../core/export.ts'
import { atDay, evidenceOf, valuesOf } from '../core/figure.ts'
import { entriesOf, firstBroken } from '../core/journal.ts'
import type { Profile } from '../core/page.ts'
import { officeActor } from '../core/permission.ts'
import type { Problem } from '../core/sheet.ts'
import { bilanJson, checkPress, evidenceCsv, evidenceJsonText } from '../modules/bilan/index.ts'
import { findCluster, listClusters, profileOf } from '../modules/directory/index.ts'
import { parseDay } from '../platform/day.ts'
import { decode, writeCsv } from '../platform/files/csv.ts'
import type { Scope, Store } from '../platform/store/store.ts'
import { importInto } from './import-dossier.ts'
import { figures, figuresByName, figureText, sheets } from './modules.ts'

/** What a command may use of the place it was typed in, which may be another process than the one that answers. */
export type Terminal = { out(text: string): void; err(text: string): void; isTerminal: boolean; cwd: string }

type Options = Record<string, string | true>
type Command = { usage: string; says: string; takes: string[]; run(context: Context): Promise<number> }
type Context = { store: Store; terminal: Terminal; words: string[]; options: Options; now: Date }

/** The exit codes of every command. */
const done = 0
const refused = 1
const misused = 2

export const commands: Record<string, Command> = {
  import: {
    usage: 'import PATH --cluster SLUG [--dry-run] [--skip-unknown-columns] [--json]',
    says: 'brings a dossier (a folder of CSV tables, or a workbook) into a cluster, whole or not at all',
    takes: ['cluster', 'dry-run', 'skip-unknown-columns', 'json'],
    run: runImport,
  },
  export: {
    usage: 'export --cluster SLUG --out DIR',
    says: 'writes the dossier of a cluster, which imports again to the same figures',
    takes: ['cluster', 'out'],
    run: runExport,
  },
  bilan: {
    usage: 'bilan --cluster SLUG [--as-of DAY] [--format json]',
    says: 'prints the figures of the year',
    takes: ['cluster', 'as-of', 'format'],
    run: runBilan,
  },
  evidence: {
    usage: 'evidence FIGURE --cluster SLUG [--as-of DAY] [--format json|csv]',
    says: 'prints the rows a figure counts, each with the cell it came from',
    takes: ['cluster', 'as-of', 'format'],
    run: runEvidence,
  },
  'press-check': {
    usage: 'press-check FILE --cluster SLUG [--as-of DAY] [--json]',
    says: 'holds every number of an article against the figures of a day',
    takes: ['cluster', 'as-of', 'json'],
    run: runPressCheck,
  },
  verify: {
    usage: 'verify --cluster SLUG',
    says: 'follows the chain of the journal and names the first entry that does not hold',
    takes: ['cluster'],
    run: runVerify,
  },
  clusters: { usage: 'clusters', says: 'lists the clusters of this installation', takes: [], run: runClusters },
}

/** Runs one command line and gives its exit code. A mistake in the line is one sentence and the usage, never a trace. */
export async function runCommand(argv: string[], store: Store, terminal: Terminal, now: Date): Promise<number> {
  const [name = '', ...rest] = argv
  const command = commands[name]
  if (!command) return misuse(terminal, `unknown command «${name}»`, usage())
  const parsed = parseArguments(rest, command)
  if ('error' in parsed) return misuse(terminal, parsed.error, `usage: ./grappe ${command.usage}`)
  return command.run({ store, terminal, now, ...parsed })
}

export const usage = (): string =>
  [
    'usage: ./grappe COMMAND',
    '',
    ...Object.values(commands).map(({ usage, says }) => `  ${usage}\n      ${says}`),
    '  serve\n      serves the site (as npm start does)',
  ].join('\n')

function misuse({ err }: Terminal, reason: string, help: string): number {
  err(`grappe: ${reason}\n${help}\n`)
  return misused
}

const switches = new Set(['dry-run', 'skip-unknown-columns', 'json'])

function parseArguments(rest: string[], { takes }: Command): { words: string[]; options: Options } | { error: string } {
  const words: string[] = []
  const options: Options = {}
  for (let place = 0; place < rest.length; place++) {
    const word = rest[place]!
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const [name = '', joined] = word.slice(2).split(/=(.*)/s)
    if (!takes.includes(name)) return { error: `unknown option «--${name}»` }
    if (switches.has(name)) options[name] = true
    else {
      const value = joined ?? rest[++place]
      if (value === undefined || value.startsWith('--')) return { error: `«--${name}» wants a value` }
      options[name] = value
    }
  }
  return { words, options }
}

const isSlug = (text: unknown): text is string => typeof text === 'string' && /^[a-z0-9][a-z0-9-]{0,62}$/.test(text)

/** Runs some work in the named cluster on the asked day, or says what is wrong with the asking. */
async function inCluster(
  { store, terminal, options, now }: Context,
  work: (scope: Scope, profile: Profile) => Promise<number>,
): Promise<number> {
  const { cluster: slug } = options
  const asOf = options['as-of'] === undefined ? null : parseDay(String(options['as-of']))
  if (!isSlug(slug)) return misuse(terminal, '«--cluster SLUG» is needed', usage())
  if (options['as-of'] !== undefined && !asOf)
    return misuse(terminal, `«${options['as-of']}» is not a day`, 'write it as 2019-12-23')
  const cluster = await findCluster(store, slug)
  if (!cluster) {
    const known = (await listClusters(store)).map((one) => one.slug).join(', ') || 'none yet'
    return misuse(terminal, `no cluster is called «${slug}»`, `known: ${known}`)
  }
  return store.within(cluster.id, async (scope) => {
    const profile = await profileOf(scope, slug, now.toISOString().slice(0, 10))
    return work(scope, asOf ? { ...profile, asOf } : profile)
  })
}

async function runImport({ store, terminal, words, options, now }: Context): Promise<number> {
  const { cluster: slug } = options
  if (words.length !== 1) return misuse(terminal, 'one PATH is needed', `usage: ./grappe ${commands.import!.usage}`)
  if (!isSlug(slug))
    return misuse(
      terminal,
      '«--cluster SLUG» is needed: small letters, figures, hyphens',
      `usage: ./grappe ${commands.import!.usage}`,
    )
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
  if (!ok) return `${problems.map(problemLine).join('\n')}\n\n${problems.length} à corriger ; rien n’a été importé.\n`
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  const lead = dryRun ? 'Essai : rien n’a été écrit. ' : ''
  return `${lead}${total} lignes de ${Object.keys(rows).length} tableaux : ${added} ajoutées, ${changed} changées, ${unchanged} inchangées.\n`
}

const problemLine = ({ sheet, row, column, message }: Problem) =>
  `${sheet}, ligne ${row}${column ? `, ${column}` : ''} : ${message}`

function runExport(context: Context): Promise<number> {
  const { out } = context.options
  if (typeof out !== 'string')
    return Promise.resolve(
      misuse(context.terminal, '«--out DIR» is needed', `usage: ./grappe ${commands.export!.usage}`),
    )
  return inCluster(context, async (scope) => {
    const folder = resolve(context.terminal.cwd, out)
    mkdirSync(folder, { recursive: true })
    const tables = await exportDossier(scope, sheets)
    for (const { name, rows } of tables) writeFileSync(join(folder, `${name}.csv`), writeCsv(rows))
    context.terminal.out(`${tables.length} tableaux dans ${folder}\n`)
    return done
  })
}

function runBilan(context: Context): Promise<number> {
  const format = context.options.format ?? 'json'
  if (format !== 'json') return Promise.resolve(misuse(context.terminal, `no format «${format}»`, 'formats: json'))
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
      misuse(
        terminal,
        `no figure is called «${words[0] ?? ''}»`,
        `known: ${figures.map(({ name }) => name).join(', ')}`,
      ),
    )
  if (format !== 'json' && format !== 'csv')
    return Promise.resolve(misuse(terminal, `no format «${format}»`, 'formats: json, csv'))
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
    return Promise.resolve(
      misuse(terminal, `no file «${words[0] ?? ''}»`, `usage: ./grappe ${commands['press-check']!.usage}`),
    )
  return inCluster(context, async (scope, { asOf, zone }) => {
    const values = await valuesOf(scope, figures, atDay(asOf, zone), 'published')
    const claims = checkPress(decode(readFileSync(path)), values, (figure) => figureText('fr', figure))
    terminal.out(options.json ? `${JSON.stringify(claims, null, 1)}\n` : claims.map(claimLine).join(''))
    return claims.some(({ verdict }) => verdict === 'wrong') ? refused : done
  })
}

function claimLine({ text, number, figure, verdict, value, instead }: ReturnType<typeof checkPress>[number]): string {
  const mark = { right: 'juste', wrong: 'FAUX ', unknown: 'inconnu' }[verdict]
  const right = figure
    ? ` · ${figureText('fr', figure).name} : ${value}${instead ? ` (${figureText('fr', instead.figure).name} : ${instead.value})` : ''}`
    : ''
  return `${mark}  ${number}${right}\n       ${text}\n`
}

function runVerify(context: Context): Promise<number> {
  return inCluster(context, async (scope) => {
    const entries = await entriesOf(scope)
    const broken = firstBroken(entries)
    context.terminal.out(
      broken === null
        ? `${entries.length} écritures au journal, toutes à leur place ; la dernière : ${entries.at(-1)?.hash ?? '—'}\n`
        : `Le journal ne tient pas à l’écriture ${broken} : elle a été changée, retirée ou déplacée.\n`,
    )
    return broken === null ? done : refused
  })
}

async function runClusters({ store, terminal }: Context): Promise<number> {
  const known = await listClusters(store)
  terminal.out(
    known.length
      ? known.map(({ slug }) => `${slug}\n`).join('')
      : 'no cluster yet: ./grappe import PATH --cluster SLUG\n',
  )
  return done
}
