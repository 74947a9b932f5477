import type { Profile } from '../core/page.ts'
import { type Cluster, findCluster, listClusters, profileOf } from '../modules/directory/index.ts'
import { parseDay } from '../platform/day.ts'
import type { Scope, Store } from '../platform/store/store.ts'
import { langs } from '../platform/texts.ts'
import { said } from './said.fr.ts'

/** What a command may use of the place it was typed in, which may be another process than the one that answers. */
export type Terminal = { out(text: string): void; err(text: string): void; isTerminal: boolean; cwd: string }

export type Options = Record<string, string | true>
export type Command = {
  usage: string
  says: string
  takes: string[]
  values?: string[]
  run(context: Context): Promise<number>
}
export type Context = { store: Store; terminal: Terminal; words: string[]; options: Options; now: Date; usage: string }

/** The exit codes of every command. */
export const done = 0
export const refused = 1
export const misused = 2

/** Runs one command line and gives its exit code. A mistake in the line is one sentence and the usage, never a trace. */
export async function runLine(
  commands: Record<string, Command>,
  argv: string[],
  store: Store,
  terminal: Terminal,
  now: Date,
): Promise<number> {
  const [name = '', ...rest] = argv
  const command = commands[name]
  if (!command) return misuse(terminal, said.unknownCommand(name), usageOf(commands))
  const parsed = parseArguments(rest, command)
  if ('error' in parsed) return misuse(terminal, parsed.error, said.usage(command.usage))
  return command.run({ store, terminal, now, usage: command.usage, ...parsed })
}

/** Every command, with what it does. */
export const usageOf = (commands: Record<string, { usage: string; says: string }>): string =>
  [
    said.commands,
    '',
    ...Object.values(commands).map(({ usage, says }) => `  ${usage}\n      ${says}`),
    `  serve\n      ${said.does.serve}`,
    ...(['selection', 'solar', 'meetings'] as const).map((engine) => `  ${engine} …\n      ${said.does[engine]}`),
  ].join('\n')

export function misuse({ err }: Terminal, reason: string, help: string): number {
  err(`grappe: ${reason}\n${help}\n`)
  return misused
}

const switches = new Set(['dry-run', 'skip-unknown-columns', 'json', 'all', 'forget-code'])

export function parseArguments(
  rest: string[],
  { takes, values }: { takes: string[]; values?: string[] },
): { words: string[]; options: Options } | { error: string } {
  const words: string[] = []
  const options: Options = {}
  for (let place = 0; place < rest.length; place++) {
    const word = rest[place]!
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const [name = '', joined] = word.slice(2).split(/=(.*)/s)
    if (!takes.includes(name)) return { error: said.unknownOption(name) }
    if (switches.has(name) && !values?.includes(name)) options[name] = true
    else {
      const value = joined ?? rest[++place]
      if (value === undefined || value.startsWith('--')) return { error: said.wantsValue(name) }
      options[name] = value
    }
  }
  return { words, options }
}

// Words that addresses begin with already.
const taken = new Set(['api', 'assets', 'health', ...langs])

export const isSlug = (text: unknown): text is string =>
  typeof text === 'string' && /^[a-z0-9][a-z0-9-]{0,62}$/.test(text) && !taken.has(text)

/** Runs some work with the named cluster, or says what is wrong with the naming. */
export async function withCluster(context: Context, work: (cluster: Cluster) => Promise<number>): Promise<number> {
  const { store, terminal, options, usage } = context
  const { cluster: slug } = options
  if (!isSlug(slug)) return misuse(terminal, said.clusterNeeded, said.usage(usage))
  const cluster = await findCluster(store, slug)
  if (cluster) return work(cluster)
  const known = (await listClusters(store)).map((one) => one.slug).join(', ')
  return misuse(terminal, said.noCluster(slug), said.known(known))
}

/** Runs some work in the named cluster on the asked day, or says what is wrong with the asking. */
export async function inCluster(
  context: Context,
  work: (scope: Scope, profile: Profile) => Promise<number>,
): Promise<number> {
  const { store, terminal, options, now } = context
  const asOf = options['as-of'] === undefined ? null : parseDay(String(options['as-of']))
  if (options['as-of'] !== undefined && !asOf)
    return misuse(terminal, said.notADay(String(options['as-of'])), said.writeDay)
  return withCluster(context, (cluster) =>
    store.within(cluster.id, async (scope) => {
      const profile = await profileOf(scope, cluster.slug, now.toISOString().slice(0, 10))
      return work(scope, asOf ? { ...profile, asOf } : profile)
    }),
  )
}
