import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figures, sheets } from '../src/app/modules.ts'
import { atDay, evidenceOf, publishedSplits, valuesOf } from '../src/core/figure.ts'
import { exportDossier } from '../src/modules/dossier/index.ts'
import { writeCsv } from '../src/platform/files/csv.ts'
import type { Store } from '../src/platform/store/store.ts'
import { demoTables, demoWith, scratchFolder, setCell, type Tables, writeTables } from './support/dossiers.ts'
import { foldOf } from './support/fold.ts'
import { demoFolder, importPath, inside, onEveryStore, onOneStore, root } from './support/stores.ts'

const zone = 'Africa/Casablanca'
const on = (store: Store, slug: string, day = '2019-12-23') =>
  inside(store, slug, (scope) => valuesOf(scope, figures, atDay(day, zone)))

/** A figure is nothing but its evidence, counted; and its splits add up to it where each thing has one part. */
async function agreesWithEvidence(store: Store, slug: string, day: string): Promise<void> {
  await inside(store, slug, async (scope) => {
    const at = atDay(day, zone)
    const values = await valuesOf(scope, figures, at)
    for (const figure of figures) {
      const lines = await evidenceOf(scope, figure, at)
      const value = values.get(figure.name)!
      const folded = foldOf(figure.fold, lines)
      expect(value.value === null ? null : Number(value.value.toFixed(4)), figure.name).toEqual(
        folded === null ? null : Number(folded.toFixed(4)),
      )
      for (const line of lines)
        expect(line.source !== null || line.quantity === 0, `${figure.name}: ${line.label} has its source`).toBe(true)
      for (const [split, parts] of publishedSplits(figure, value)) {
        const sum = Object.values(parts).reduce((total, part) => total + part, 0)
        expect(sum, `${figure.name}/${split}`).toBeGreaterThanOrEqual(value.value ?? 0)
      }
    }
  })
}

async function comesBackUnchanged(store: Store, slug: string): Promise<void> {
  const tables = await inside(store, slug, (scope) => exportDossier(scope, sheets))
  const folder = scratchFolder()
  for (const { name, rows } of tables) writeFileSync(join(folder, `${name}.csv`), writeCsv(rows))
  expect(await importPath(store, folder, slug)).toMatchObject({ ok: true, added: 0, changed: 0 })
}

onEveryStore('figures', (store) => {
  test.each(['2019-12-23', '2019-06-30', '2018-12-31', '2010-01-01', '2019-12-31'])(
    'are their evidence, counted, on %s',
    async (day) => {
      await importPath(store(), demoFolder, 'demo')
      await agreesWithEvidence(store(), 'demo', day)
    },
  )

  test('keep out what each is said to trap', async () => {
    const path = demoWith((tables) => {
      const [organisations, adhesions] = [tables.organisations!, tables.adhesions!]
      const add = (name: string) =>
        organisations.push([name, 'SARL', '', 'Rabat', 'Oriental', 'Entreprise', '', '', '', '', 'fictif'])
      for (const name of ['Sort Aujourdhui', 'Revient Membre', 'Entre Demain']) add(name)
      adhesions.push(['Sort Aujourdhui', 'Entreprises', '2018-01-01', '2019-12-23', ''])
      adhesions.push(
        ['Revient Membre', 'Entreprises', '2018-01-01', '2019-03-01', ''],
        ['Revient Membre', 'Entreprises', '2019-03-01', '', ''],
      )
      adhesions.push(['Entre Demain', 'Entreprises', '2019-12-24', '', ''])
    })
    await importPath(store(), path, 'traps')
    const [before, after] = [await on(store(), 'demo'), await on(store(), 'traps')]
    const moved = (name: string) => after.get(name)!.value! - before.get(name)!.value!
    expect(moved('members.count')).toBe(1)
    expect(moved('members.joined')).toBe(1)
    expect(moved('members.left')).toBe(1)
    expect((await on(store(), 'traps', '2019-12-24')).get('members.count')!.value).toBe(132)
  })
})

onOneStore((store) => {
  const traps: [name: string, change: (tables: Tables) => void, moved: Record<string, number>][] = [
    [
      'an amendment is no partnership',
      (t) => setCell(t, 'conventions', 2, 'Nature', 'avenant'),
      { 'partnerships.signed': -1, 'partnerships.live': -1 },
    ],
    [
      'signed the day after does not count',
      (t) => setCell(t, 'conventions', 2, 'Date de signature', '2019-12-24'),
      { 'partnerships.signed': -1, 'partnerships.live': -1 },
    ],
    [
      'dollars count at their own rate, to the centime',
      (t) => {
        setCell(t, 'financements', 3, 'Montant', '100.05')
        setCell(t, 'financements', 3, 'Taux', '9.6333')
      },
      { 'funds.engaged': 963.81 - 2_040_000, 'funds.signed': 963.81 - 2_040_000 },
    ],
    [
      'awarded and unpaid is not funded',
      (t) => {
        setCell(t, 'aides', 2, 'Date de versement', '')
        setCell(t, 'aides', 2, 'Pièce', '')
      },
      { 'startups.funded': -1, 'startups.grants_paid': -200_000 },
    ],
    [
      'paid without a voucher is not funded',
      (t) => setCell(t, 'aides', 2, 'Pièce', ''),
      { 'startups.funded': -1, 'startups.grants_paid': -200_000 },
    ],
    [
      'suspended is not valid, and was granted all the same',
      (t) => setCell(t, 'labels', 2, 'Statut', 'suspendu'),
      { 'labels.valid': -1 },
    ],
    [
      'an expired label is not valid',
      (t) => setCell(t, 'labels', 2, 'Date de fin', '2019-12-22'),
      { 'labels.valid': -1 },
    ],
    [
      'registered and absent is not trained',
      (t) => setCell(t, 'presences_formation', 2, 'Demi-journées suivies', '0'),
      { 'trainings.person_hours': -21 },
    ],
    [
      'a 2/3 resolution wants two thirds',
      (t) => {
        setCell(t, 'resolutions', 3, 'Pour', '6')
        setCell(t, 'resolutions', 3, 'Contre', '3')
      },
      { 'board.resolutions_adopted': 1, 'board.resolutions_rejected': -1 },
    ],
    [
      'missed is placed and not held',
      (t) => setCell(t, 'rendez_vous', 3, 'État', 'absent'),
      { 'b2b.meetings_held': -1 },
    ],
    [
      'a counter that falls starts again from zero',
      (t) => setCell(t, 'releves', 1981, 'Valeur', '3'),
      { 'pilots.energy_kwh': 3 },
    ],
  ]
  test.each(traps)('%s', async (name, change, expected) => {
    await importPath(store(), demoFolder, 'base')
    const slug = `t-${name
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .slice(0, 40)
      .replace(/-$/, '')}`
    expect(await importPath(store(), demoWith(change), slug)).toMatchObject({ ok: true })
    const [before, after] = [await on(store(), 'base', '2019-12-24'), await on(store(), slug, '2019-12-24')]
    const moved = Object.fromEntries(
      [...after].flatMap(([figure, { value }]) =>
        value === before.get(figure)!.value || figure === 'pilots.coverage'
          ? []
          : [[figure, Number((value! - before.get(figure)!.value!).toFixed(2))]],
      ),
    )
    const wanted = Object.fromEntries(Object.entries(expected).map(([figure, by]) => [figure, Number(by.toFixed(2))]))
    // On 24 December the agreement signed that day is one: only the traps about days look at the 23rd.
    if (name.startsWith('signed the day after')) expect(moved).toEqual({})
    else expect(moved).toEqual(wanted)
    if (name.startsWith('signed the day after')) {
      const [early, late] = [await on(store(), 'base'), await on(store(), slug)]
      expect(late.get('partnerships.signed')!.value! - early.get('partnerships.signed')!.value!).toBe(-1)
    }
  })

  test('are their evidence for random dossiers too', async () => {
    const tables = demoTables()
    const days = fc
      .integer({ min: 0, max: 1400 })
      .map((days) => new Date(Date.UTC(2017, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 2, max: 150 }), days, days), { minLength: 3, maxLength: 12 }),
        days,
        async (changes, day) => {
          const random: Tables = structuredClone(tables)
          for (const [row, a, b] of changes) {
            const [first, last] = a < b ? [a, b] : [b, a]
            setCell(random, 'adhesions', row, "Date d'adhésion", first)
            setCell(random, 'adhesions', row, 'Date de sortie', first === last ? '' : last)
            setCell(random, 'financements', 2 + (row % 20), "Date d'engagement", a)
            setCell(random, 'aides', 2 + (row % 30), 'Date de versement', b)
            setCell(random, 'candidatures', row, 'Décision', row % 2 ? 'retenue' : 'refusée')
            setCell(random, 'accompagnements', row, 'Date', a)
          }
          const slug = `random-${++run}`
          const { ok, problems } = await importPath(store(), writeTables(scratchFolder(), random), slug)
          if (!ok) expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['overlap']))
          else {
            await agreesWithEvidence(store(), slug, day)
            await comesBackUnchanged(store(), slug)
          }
        },
      ),
      { numRuns: 6, seed: 20191223 },
    )
  }, 120_000)
})

test('the figures are those of the definitions, each named once', () => {
  const expected: { figures: Record<string, unknown> } = JSON.parse(
    readFileSync(join(root, 'demo/cluster-solaire-2019.expected.json'), 'utf8'),
  )
  const defined = Object.keys(expected.figures).filter((name) => !name.includes('/'))
  expect(figures.map(({ name }) => name).sort()).toEqual(defined.sort())
})
