import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { modules } from '../src/app/modules.ts'
import { langs } from '../src/platform/texts.ts'
import { breachesOf, clusterTables, type Files, moduleOrder } from './support/house-rules.ts'
import { root } from './support/stores.ts'

function sources(folder: string): Files {
  const files: Files = new Map()
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (
      entry.isFile() &&
      /\.(ts|tsx|typ)$/.test(entry.name) &&
      !path.includes('node_modules') &&
      !path.includes('/dist/')
    )
      files.set(path.slice(root.length + 1), readFileSync(path, 'utf8'))
  }
  return files
}

const house = sources('src')

test('the house keeps its rules', () => {
  expect(breachesOf(house)).toEqual([])
})

test('the engines know nothing but themselves', () => {
  const engines = new Map([...sources('engines')].filter(([file]) => /^engines\/\w+\/src\//.test(file)))
  expect(engines.size).toBeGreaterThan(2)
  expect(breachesOf(engines)).toEqual([])
})

test('the modules stand in the declared order, and all of them are there', () => {
  expect(modules.map(({ name }) => name)).toEqual(moduleOrder)
})

test.each([
  [
    'core that looks up',
    'src/core/x.ts',
    "import { members } from '../modules/members/index.ts'",
    'core imports modules',
  ],
  [
    'ui that reads the store',
    'src/ui/x.tsx',
    "import { openStore } from '../platform/store/store.ts'",
    'ui imports platform',
  ],
  [
    'platform that knows a deed',
    'src/platform/x.ts',
    "import { deed } from '../core/deed.ts'",
    'platform imports core',
  ],
  [
    'a module that reaches inside another',
    'src/modules/press/x.ts',
    "import { x } from '../members/views.ts'",
    'reaches inside members',
  ],
  [
    'the composition that reaches inside a module',
    'src/app/x.ts',
    "import { x } from '../modules/members/views.ts'",
    'reaches inside members',
  ],
  [
    'a module that knows a later one',
    'src/modules/members/x.ts',
    "import {\n  label,\n} from '../label/index.ts'",
    'members imports label, which comes later',
  ],
  [
    'a later module fetched when needed',
    'src/modules/members/x.ts',
    "const { label } = await import('../label/index.ts')",
    'members imports label, which comes later',
  ],
  ['a cluster word in the core', 'src/core/x.ts', 'export const quorum = 0.5', "a cluster's word in core: quorum"],
  [
    'a table read for every cluster',
    'src/modules/members/x.ts',
    'const rows = await sql`select * from membership m where m.joined > 1`',
    'membership is read without binding its cluster',
  ],
  [
    'a join that forgets the cluster',
    'src/modules/members/x.ts',
    'sql`select 1 from membership m join organisation o on o.id = m.organisation_id where m.cluster_id = ${cluster}`',
    'organisation is read without binding its cluster',
  ],
  [
    'the server asked for the time',
    'src/modules/members/x.ts',
    'sql`update due set paid_on = now() where cluster_id = ${cluster}`',
    'a statement asks the server for the time or sets a session value',
  ],
  ['a module nobody placed', 'src/modules/weather/index.ts', '', 'a module without a place in the order'],
  ['a drawer inside a module', 'src/modules/members/helpers/x.ts', '', 'a module is flat, with web/ beside'],
  [
    'an island with a package',
    'src/ui/islands/x.ts',
    "import { h } from 'preact'",
    'an island imports the package preact',
  ],
  [
    'an engine that imports the house',
    'engines/solar/src/x.ts',
    "import { day } from '../../../src/platform/day.ts'",
    'an engine imports src/platform/day.ts',
  ],
])('a planted fault is seen: %s', (_, file, text, rule) => {
  const planted: Files = new Map([...house, [file, text]])
  expect(breachesOf(planted).map((breach) => breach.rule)).toEqual([rule])
})

test('a planted circle is seen', () => {
  const planted: Files = new Map([
    ['src/core/a.ts', "import { b } from './b.ts'"],
    ['src/core/b.ts', "export { a } from './a.ts'"],
  ])
  expect(breachesOf(planted).map(({ rule }) => rule)).toEqual([
    'a circle of imports: src/core/a.ts → src/core/b.ts → src/core/a.ts',
  ])
})

test('the core is read in an hour: under 1,500 lines', () => {
  const lines = [...house]
    .filter(([file]) => file.startsWith('src/core/') && !file.includes('.test.'))
    .reduce((sum, [, text]) => sum + text.split('\n').length - 1, 0)
  expect(lines).toBeLessThan(1500)
})

test('every table of a cluster is among those the statements are checked for', () => {
  const declared = readdirSync(join(root, 'migrations')).flatMap((name) => {
    const text = readFileSync(join(root, 'migrations', name), 'utf8')
    return [...text.matchAll(/create table (\w+) \(([\s\S]*?)\n\);/g)]
      .filter(([, , body]) => body!.includes('cluster_id uuid'))
      .map(([, table]) => table!)
  })
  expect(new Set(declared)).toEqual(clusterTables)
})

test('every figure has its name, its noun and its rule in every language', () => {
  for (const { figures, texts } of modules)
    for (const { name } of figures)
      for (const lang of langs) {
        const text = texts[lang].figures[name]
        expect(text, `${name} in ${lang}`).toBeDefined()
        expect(text!.name.length, `${name} in ${lang}`).toBeGreaterThan(2)
        expect(text!.rule.length, `${name} in ${lang}`).toBeGreaterThan(5)
      }
})

test('references go to sheets declared before', () => {
  const seen = new Set<string>()
  for (const { sheets } of modules)
    for (const sheet of sheets) {
      for (const { cell } of Object.values(sheet.columns))
        if ('to' in cell) expect(seen, `${sheet.name} → ${cell.to}`).toContain(cell.to)
      seen.add(sheet.name)
    }
  expect(seen.size).toBe(31)
})

test('nothing committed names a machine or its ways', () => {
  const own = [...house, ...sources('test'), ...sources('tools'), ...sources('bench')].filter(
    ([file]) => !file.includes('house.test'),
  )
  for (const [file, text] of own) expect(text, file).not.toMatch(/\/work\/|\/root\/|registry\.npmjs/)
})
