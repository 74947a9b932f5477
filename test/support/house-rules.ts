import { dirname, join, normalize } from 'node:path'

/** What is wrong with a file of the house, and what to do instead. */
export type Breach = { file: string; rule: string; instead: string }

export type Files = Map<string, string>

/** The modules in order: each knows those before it, and nothing of those behind. */
export const moduleOrder = [
  'dossier',
  'directory',
  'people',
  'members',
  'programmes',
  'partners',
  'funding',
  'governance',
  'accounts',
  'label',
  'calls',
  'journeys',
  'training',
  'events',
  'pilots',
  'press',
  'faces',
  'office',
  'bilan',
] as const

const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s(?:[^'"\n]*?|[^'"]*?\n[^'"]*?)from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3])!)

const targetOf = (file: string, path: string): string | null =>
  path.startsWith('.') ? normalize(join(dirname(file), path)) : null

const placeOf = (file: string): { room: string; module: string | null } => {
  const [, room = '', module = ''] = file.split('/')
  return { room, module: room === 'modules' ? module : null }
}

/** Which room may use which. */
const mayUse: Record<string, string[]> = {
  app: ['app', 'modules', 'core', 'platform', 'ui'],
  modules: ['modules', 'core', 'platform', 'ui'],
  core: ['core', 'platform'],
  platform: ['platform'],
  ui: ['ui'],
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file)

/** Every breach of the house's rules among some files. */
export function breachesOf(files: Files): Breach[] {
  return [...files]
    .flatMap(([file, text]) => [
      ...importBreaches(file, text),
      ...wordBreaches(file, text),
      ...statementBreaches(file, text),
    ])
    .concat(cycles(files), moduleShapes(files))
}

function importBreaches(file: string, text: string): Breach[] {
  const from = placeOf(file)
  return importsOf(text).flatMap((path) => {
    const target = targetOf(file, path)
    if (target === null)
      return from.room === 'ui' && file.includes('/islands/')
        ? [
            {
              file,
              rule: `an island imports the package ${path}`,
              instead: 'write it without a package: islands are small',
            },
          ]
        : []
    const to = placeOf(target)
    if (file.startsWith('engines/'))
      return target.startsWith(file.split('/').slice(0, 2).join('/'))
        ? []
        : [{ file, rule: `an engine imports ${target}`, instead: 'pass what it needs as an argument' }]
    if (!mayUse[from.room]?.includes(to.room))
      return [
        {
          file,
          rule: `${from.room} imports ${to.room}`,
          instead: `move what is shared down to where ${from.room} may look: ${mayUse[from.room]?.join(', ')}`,
        },
      ]
    if (from.module === null || to.module === null || from.module === to.module) {
      return from.room === 'app' && to.module && !target.endsWith('/index.ts')
        ? [{ file, rule: `reaches inside ${to.module}`, instead: 'export it from its index.ts' }]
        : []
    }
    if (!target.endsWith('/index.ts'))
      return [{ file, rule: `reaches inside ${to.module}`, instead: 'export it from its index.ts' }]
    const order = (module: string) => moduleOrder.indexOf(module as (typeof moduleOrder)[number])
    return order(to.module) > order(from.module)
      ? [
          {
            file,
            rule: `${from.module} imports ${to.module}, which comes later`,
            instead: 'let the later module ask the earlier one',
          },
        ]
      : []
  })
}

// Words of a cluster's year. The core and the platform serve any association, any ledger, any register.
const clusterWords = /\b(membership|adhesion|bailleur|taqapro|incubat\w*|start-?ups?|bilan|grant|quorum|cotisation)\b/i

function wordBreaches(file: string, text: string): Breach[] {
  const { room } = placeOf(file)
  if ((room !== 'core' && room !== 'platform') || isTest(file)) return []
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const found = clusterWords.exec(code)
  return found
    ? [{ file, rule: `a cluster's word in ${room}: ${found[0]}`, instead: 'say it in a module, and pass it down' }]
    : []
}

// Names of tables that belong to a cluster, as they stand after FROM and JOIN.
function statementBreaches(file: string, text: string): Breach[] {
  if (!file.startsWith('src/') || isTest(file) || file.includes('store/migrate.ts')) return []
  const breaches: Breach[] = []
  for (const [statement] of text.matchAll(/sql(?:<[^`]*>)?`(?:[^`\\]|\\.|\$\{[^}]*\})*`/g)) {
    if (/set_config|now\(\)/i.test(statement))
      breaches.push({
        file,
        rule: 'a statement asks the server for the time or sets a session value',
        instead: 'pass the instant as a parameter; the cluster is named in store.ts alone',
      })
    for (const [, table, alias] of statement.matchAll(
      /\b(?:from|join)\s+([a-z_]+)(?:\s+(?!where|on|group|order|left|join|cross|limit|having|union)([a-z]\w*))?/gi,
    )) {
      if (!clusterTables.has(table!)) continue
      const name = alias ?? table!
      const bound = new RegExp(`\\b${name}\\.cluster_id\\s*=\\s*\\$\\{|(?<![.\\w])cluster_id\\s*=\\s*\\$\\{`)
      if (!bound.test(statement))
        breaches.push({
          file,
          rule: `${table} is read without binding its cluster`,
          instead: `add ${name}.cluster_id = \${cluster}`,
        })
    }
  }
  return breaches
}

export const clusterTables = new Set(
  'held_role answered outbox document document_of candidacy fee task api_token webhook search_entry payment reminder statute convocation ballot bilan_text bilan_approved closed_period commitment bank_statement bank_line approval article_text programme_action setting source source_line journal journal_head organisation person membership due programme programme_funder agreement agreement_party funding receipt mandate meeting attendance resolution account ledger_line budget_line label call application journey support_act aid training trainee licence event registration appointment cost_share pilot reading article'.split(
    ' ',
  ),
)

function cycles(files: Files): Breach[] {
  const edges = new Map<string, Set<string>>()
  for (const [file, text] of files) {
    for (const path of importsOf(text)) {
      const target = targetOf(file, path)
      if (target && files.has(target)) edges.set(file, (edges.get(file) ?? new Set()).add(target))
    }
  }
  const state = new Map<string, 'open' | 'done'>()
  const found: Breach[] = []
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push({
        file,
        rule: `a circle of imports: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`,
        instead: 'move what both need below both',
      })
      return
    }
    state.set(file, 'open')
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of files.keys()) visit(file, [])
  return found
}

const moduleFiles = /^(index|tables|rules|sheets|views|figures|texts(\.(fr|ar|en))?|[a-z]+(-[a-z]+)*)\.(ts|tsx)$/
const most = 15

function moduleShapes(files: Files): Breach[] {
  const byModule = Map.groupBy(
    [...files.keys()].filter((file) => file.startsWith('src/modules/')),
    (file) => file.split('/')[2]!,
  )
  return [...byModule].flatMap(([module, own]) => {
    const flat = own.filter((file) => file.split('/').length === 4 && !isTest(file))
    const breaches: Breach[] = []
    if (!moduleOrder.includes(module as never))
      breaches.push({
        file: `src/modules/${module}`,
        rule: 'a module without a place in the order',
        instead: 'name it in the order of the house',
      })
    if (!own.includes(`src/modules/${module}/index.ts`))
      breaches.push({
        file: `src/modules/${module}`,
        rule: 'a module without an index.ts',
        instead: 'say there what it owns',
      })
    if (flat.length > most)
      breaches.push({
        file: `src/modules/${module}`,
        rule: `${flat.length} files`,
        instead: 'split the module, not into layers',
      })
    for (const file of own) {
      const [, , , first = '', second, third] = file.split('/')
      if (
        third !== undefined ||
        (second !== undefined && first !== 'web') ||
        (second === undefined && !moduleFiles.test(first) && !isTest(file) && !first.endsWith('.typ'))
      )
        breaches.push({
          file,
          rule: 'a module is flat, with web/ beside',
          instead: 'put it beside index.ts, or in web/',
        })
    }
    return breaches
  })
}
