import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import excel from 'exceljs'
import { expect, test } from 'vitest'
import { figures, figuresByName, sheets } from '../src/app/modules.ts'
import { atDay, valuesOf } from '../src/core/figure.ts'
import { entriesOf, firstBroken } from '../src/core/journal.ts'
import { bilanJson } from '../src/modules/bilan/index.ts'
import { findCluster, listClusters, profileOf } from '../src/modules/directory/index.ts'
import { exportDossier } from '../src/modules/dossier/index.ts'
import { writeCsv } from '../src/platform/files/csv.ts'
import type { Store } from '../src/platform/store/store.ts'
import {
  addColumn,
  cellOf,
  demoTables,
  demoWith,
  scratchFolder,
  setCell,
  type Tables,
  writeTables,
} from './support/dossiers.ts'
import { demoDay, demoFolder, importPath, inside, onEveryStore, onOneStore, root } from './support/stores.ts'

const expected = JSON.parse(readFileSync(join(root, 'demo/cluster-solaire-2019.expected.json'), 'utf8'))

const bilanOfStore = (store: Store, slug: string) =>
  inside(store, slug, async (scope) => {
    const profile = await profileOf(scope, slug, demoDay)
    const at = atDay(profile.asOf, profile.zone)
    return bilanJson({ profile, figures: figuresByName }, at, await valuesOf(scope, figures, at))
  })

onEveryStore('a dossier', (store) => {
  test('comes in whole, and its figures are those counted by another program', async () => {
    const result = await importPath(store(), demoFolder, 'tidy')
    expect(result).toMatchObject({ ok: true, added: 5026, changed: 0, unchanged: 0, problems: [] })
    expect(await bilanOfStore(store(), 'tidy')).toEqual(expected)
  })

  test('changes nothing the second time, nor when what was exported comes back', async () => {
    expect(await importPath(store(), demoFolder, 'tidy')).toMatchObject({
      ok: true,
      added: 0,
      changed: 0,
      unchanged: 5026,
    })
    const folder = scratchFolder()
    const tables = await inside(store(), 'tidy', (scope) => exportDossier(scope, sheets))
    for (const { name, rows } of tables) writeFileSync(join(folder, `${name}.csv`), writeCsv(rows))
    expect(await importPath(store(), folder, 'tidy')).toMatchObject({ ok: true, added: 0, changed: 0, unchanged: 5026 })
    expect(await importPath(store(), folder, 'again')).toMatchObject({ ok: true, added: 5026 })
    expect((await bilanOfStore(store(), 'again')).figures).toEqual(expected.figures)
  })

  test('with a fault leaves nothing behind, not even a new cluster', async () => {
    const path = demoWith((tables) => setCell(tables, 'labels', 4, "Date d'octroi", '2019-02-30'))
    const result = await importPath(store(), path, 'never')
    expect(result).toMatchObject({
      ok: false,
      problems: [{ sheet: 'labels', row: 4, column: "Date d'octroi", code: 'bad-day', value: '2019-02-30' }],
    })
    expect(await findCluster(store(), 'never')).toBeNull()
  })

  test('on trial tells what it would do and does nothing', async () => {
    expect(await importPath(store(), demoFolder, 'trial', { dryRun: true })).toMatchObject({ ok: true, added: 5026 })
    expect((await listClusters(store())).map(({ slug }) => slug)).not.toContain('trial')
  })

  test('corrected changes just that, with the old and the new in the journal', async () => {
    const path = demoWith((tables) => setCell(tables, 'cotisations', 2, 'Montant payé', '4000'))
    expect(await importPath(store(), path, 'tidy')).toMatchObject({ ok: true, added: 0, changed: 1, unchanged: 5025 })
    const entries = await inside(store(), 'tidy', (scope) => entriesOf(scope))
    expect(entries.at(-1)).toMatchObject({
      deed: 'import',
      actor: 'office',
      record: { kind: 'due' },
      body: { before: { paid: '10000' }, after: { paid: '4000' } },
    })
    expect(firstBroken(entries)).toBeNull()
    expect((await bilanOfStore(store(), 'tidy')).figures).toMatchObject({
      'dues.received': 555000,
      'members.up_to_date': 83,
    })
  })

  test('finds a company again by its number when its name changes, and gives a late number to a known name', async () => {
    const path = demoWith((tables) => {
      const name = cellOf(tables, 'organisations', 2, 'Nom')
      for (const rows of Object.values(tables))
        for (const row of rows)
          for (const [place, cell] of row.entries()) if (cell === name) row[place] = 'Toubkal Charpentes'
      setCell(tables, 'organisations', 200, 'ICE', cellOf(tables, 'organisations', 200, 'ICE') || '001561191000066')
    })
    await importPath(store(), demoFolder, 'renamed')
    const result = await importPath(store(), path, 'renamed')
    expect(result).toMatchObject({ ok: true, added: 0 })
    expect(result.changed).toBeGreaterThan(0)
    expect((await bilanOfStore(store(), 'renamed')).figures).toEqual(expected.figures)
  })
})

/** The demo as a hurried office would send it: other separators, dates, amounts, headers, cases, blank rows. */
function untidy(tables: Tables): Tables {
  const french = (day: string) => day.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1')
  const short = (day: string) => day.replace(/^20(\d\d)-(\d\d)-(\d\d)$/, '$3-$2-$1')
  const map = (table: string, header: string, change: (cell: string) => string) => {
    const column = tables[table]![0]!.indexOf(header)
    for (const row of tables[table]!.slice(1)) row[column] = change(row[column]!)
  }
  const thousands = (amount: string) =>
    amount ? `${Number(amount).toLocaleString('de-DE', { minimumFractionDigits: 2 })}` : ''
  map('adhesions', "Date d'adhésion", french)
  map('adhesions', 'Date de sortie', short)
  map('adhesions', 'Organisation', (name) => `  ${name.toUpperCase().replace(' ', '  ')} SARL `)
  map('cotisations', 'Montant appelé', (amount) => `${Number(amount).toLocaleString('fr')},00 DH`)
  map('financements', 'Montant', (amount) =>
    Number(amount) % 10_000 === 0 ? `${Number(amount) / 1_000_000} MDH`.replace('.', ',') : thousands(amount),
  )
  map('aides', 'Montant', (amount) => `${Number(amount) / 1000} KDH`)
  map('organisations', 'ICE', (ice) => ice.replace(/^0+/, ''))
  map('candidatures', 'Complète', (word) => word.toUpperCase())
  map('rendez_vous', 'Début', (instant) => instant.replace('T', ' '))
  tables.organisations![0] = tables.organisations![0]!.map(
    (header) => ({ Nom: 'RAISON  SOCIALE', Téléphone: 'Tél.', Courriel: 'E-mail' })[header] ?? header,
  )
  tables.cotisations![0] = tables.cotisations![0]!.map(
    (header) => ({ 'Montant appelé': 'Appelé (DH)' })[header] ?? header.toUpperCase(),
  )
  tables.conventions![0] = tables.conventions![0]!.map(
    (header) => ({ 'Date de signature': 'Signé le' })[header] ?? header,
  )
  tables.adhesions = tables.adhesions!.map((row) => row.toReversed())
  tables.labels!.splice(
    3,
    0,
    tables.labels![0]!.map(() => ''),
  )
  return tables
}

const windows1252 = (text: string) =>
  Buffer.from(
    text.replace(/[œŒ’–…\u202f]/g, (letter) =>
      String.fromCharCode({ œ: 0x9c, Œ: 0x8c, '’': 0x92, '–': 0x96, '…': 0x85, '\u202f': 0xa0 }[letter]!),
    ),
    'latin1',
  )

onOneStore((store) => {
  test.each([
    ['commas and CRLF', { separator: ',', newline: '\r\n' }],
    ['tabs', { separator: '\t' }],
    ['Windows-1252', { encode: windows1252 }],
    ['a byte order mark', { encode: (text: string) => Buffer.from(`\ufeff${text}`) }],
  ])('an untidy dossier with %s has the same figures', async (name, form) => {
    const folder = writeTables(scratchFolder(), untidy(demoTables()), form)
    const slug = `untidy-${name.toLowerCase().replaceAll(' ', '-')}`
    expect(await importPath(store(), folder, slug)).toMatchObject({ ok: true, problems: [] })
    expect((await bilanOfStore(store(), slug)).figures).toEqual(expected.figures)
  })

  test('a workbook with real dates and numbers has the same figures', async () => {
    const book = new excel.Workbook()
    for (const [name, rows] of Object.entries(demoTables())) {
      const sheet = book.addWorksheet(name === 'adhesions' ? 'Adhésions' : name)
      for (const row of rows)
        sheet.addRow(
          row.map((cell) =>
            /^\d{4}-\d\d-\d\d$/.test(cell)
              ? new Date(`${cell}T00:00:00Z`)
              : /^\d+(\.\d+)?$/.test(cell)
                ? Number(cell)
                : cell,
          ),
        )
    }
    const path = join(scratchFolder(), 'dossier.xlsx')
    await book.xlsx.writeFile(path)
    expect(await importPath(store(), path, 'workbook')).toMatchObject({ ok: true, problems: [], added: 5026 })
    expect((await bilanOfStore(store(), 'workbook')).figures).toEqual(expected.figures)
  }, 60_000)

  type Fault = [
    name: string,
    change: (tables: Tables) => void,
    found: { sheet: string; row: number; column: string; code: string; value?: string },
  ]
  const faults: Fault[] = [
    [
      'a mandatory cell left empty',
      (t) => setCell(t, 'adhesions', 7, "Date d'adhésion", ''),
      { sheet: 'adhesions', row: 7, column: "Date d'adhésion", code: 'missing-cell' },
    ],
    [
      'a name left empty where others refer to it',
      (t) => setCell(t, 'programmes', 4, 'Code', ''),
      { sheet: 'programmes', row: 4, column: 'Code', code: 'missing-cell' },
    ],
    [
      'an organisation without its name',
      (t) => setCell(t, 'organisations', 2, 'Nom', ''),
      { sheet: 'organisations', row: 2, column: 'Nom', code: 'missing-cell' },
    ],
    [
      'a day that does not exist',
      (t) => setCell(t, 'formations', 3, 'Début', '31/04/2019'),
      { sheet: 'formations', row: 3, column: 'Début', code: 'bad-day', value: '31/04/2019' },
    ],
    [
      'an instant that is none',
      (t) => setCell(t, 'releves', 90, 'Horodatage', '2019-10-04T25:00:00Z'),
      { sheet: 'releves', row: 90, column: 'Horodatage', code: 'bad-instant' },
    ],
    [
      'a number in words',
      (t) => setCell(t, 'accompagnements', 5, 'Heures', 'deux'),
      { sheet: 'accompagnements', row: 5, column: 'Heures', code: 'bad-number', value: 'deux' },
    ],
    [
      'a debit in words, and no second problem for the balance',
      (t) => setCell(t, 'ecritures', 4, 'Débit', 'abc'),
      { sheet: 'ecritures', row: 4, column: 'Débit', code: 'bad-number' },
    ],
    [
      'a word outside the list',
      (t) => setCell(t, 'labels', 9, 'Statut', 'actif'),
      { sheet: 'labels', row: 9, column: 'Statut', code: 'not-in-list', value: 'actif' },
    ],
    [
      'a currency that is none',
      (t) => setCell(t, 'financements', 3, 'Devise', 'XYZ'),
      { sheet: 'financements', row: 3, column: 'Devise', code: 'bad-currency', value: 'XYZ' },
    ],
    [
      'dollars without their rate',
      (t) => setCell(t, 'financements', 3, 'Taux', ''),
      { sheet: 'financements', row: 3, column: 'Taux', code: 'missing-rate' },
    ],
    [
      'an ICE whose check figures are wrong',
      (t) => setCell(t, 'organisations', 2, 'ICE', '999984441000039'),
      { sheet: 'organisations', row: 2, column: 'ICE', code: 'bad-ice' },
    ],
    [
      'a reference to nobody',
      (t) => setCell(t, 'licences', 6, 'Organisation', 'Société Inconnue'),
      { sheet: 'licences', row: 6, column: 'Organisation', code: 'unknown-reference', value: 'Société Inconnue' },
    ],
    [
      'one unknown party among known ones',
      (t) => setCell(t, 'conventions', 3, 'Parties', 'GIZ, Ligue Inconnue'),
      { sheet: 'conventions', row: 3, column: 'Parties', code: 'unknown-reference', value: 'Ligue Inconnue' },
    ],
    [
      'a person who holds no mandate',
      (t) => setCell(t, 'presences_seance', 3, 'Personne', 'Quelqu’un d’Autre'),
      { sheet: 'presences_seance', row: 3, column: 'Personne', code: 'unknown-reference' },
    ],
    [
      'support to nobody on a path',
      (t) => setCell(t, 'accompagnements', 3, 'Bénéficiaire', 'Nulle Part'),
      { sheet: 'accompagnements', row: 3, column: 'Bénéficiaire', code: 'unknown-reference' },
    ],
    [
      'a code misspelt where it is declared, told there and once',
      (t) => setCell(t, 'programmes', 2, 'Code', 'TAQAPRA'),
      { sheet: 'programmes', row: 2, column: 'Code', code: 'unknown-reference', value: 'TAQAPRA' },
    ],
    [
      'a membership that overlaps another',
      (t) => t.adhesions!.push([t.adhesions![1]![0]!, 'Entreprises', '2019-03-01', '', '']),
      { sheet: 'adhesions', row: 160, column: "Date d'adhésion", code: 'overlap' },
    ],
    [
      'the same membership twice',
      (t) => t.adhesions!.push([...t.adhesions![1]!]),
      { sheet: 'adhesions', row: 160, column: "Date d'adhésion", code: 'overlap' },
    ],
    [
      'a voucher that does not balance',
      (t) => setCell(t, 'ecritures', 5, 'Crédit', '9999'),
      { sheet: 'ecritures', row: 4, column: 'Pièce', code: 'unbalanced', value: 'VT-0002' },
    ],
    [
      'a line without its voucher',
      (t) => setCell(t, 'ecritures', 5, 'Pièce', ''),
      { sheet: 'ecritures', row: 5, column: 'Pièce', code: 'missing-cell' },
    ],
    [
      'a negative amount',
      (t) => setCell(t, 'aides', 2, 'Montant', '-200000'),
      { sheet: 'aides', row: 2, column: 'Montant', code: 'negative', value: '-200000' },
    ],
    [
      'a number given twice',
      (t) => setCell(t, 'labels', 5, 'Numéro', 'TP-POM-2019-0001'),
      { sheet: 'labels', row: 5, column: 'Numéro', code: 'duplicate' },
    ],
    [
      'an organisation given twice',
      (t) => t.organisations!.push([...t.organisations![3]!]),
      { sheet: 'organisations', row: 256, column: 'ICE', code: 'duplicate' },
    ],
    [
      'an end before its beginning',
      (t) => setCell(t, 'evenements', 3, 'Fin', '2019-02-01'),
      { sheet: 'evenements', row: 3, column: 'Fin', code: 'order' },
    ],
    [
      'a column nobody knows',
      (t) => addColumn(t, 'presse', 'Humeur'),
      { sheet: 'presse', row: 1, column: 'Humeur', code: 'unknown-column' },
    ],
    [
      'a mandatory column that is not there',
      (t) => {
        t.plan_comptable = t.plan_comptable!.map(([number]) => [number!])
      },
      { sheet: 'plan_comptable', row: 1, column: 'Intitulé', code: 'missing-column' },
    ],
    [
      'a table nobody knows',
      (t) => {
        t.divers = [['a'], ['b']]
      },
      { sheet: 'divers', row: 1, column: '', code: 'unknown-sheet' },
    ],
    [
      'a table others refer to that is not there',
      (t) => {
        delete t.formations
      },
      { sheet: 'formations', row: 1, column: '', code: 'missing-sheet' },
    ],
    [
      'a yes that is neither yes nor no',
      (t) => setCell(t, 'inscriptions', 4, 'Présent', 'peut-être'),
      { sheet: 'inscriptions', row: 4, column: 'Présent', code: 'bad-boolean' },
    ],
    [
      'a bad day in the cluster’s own facts',
      (t) => setCell(t, 'cluster', 5, 'Valeur', '2019-13-01'),
      { sheet: 'cluster', row: 5, column: 'Valeur', code: 'bad-day' },
    ],
  ]

  test.each(faults)('%s is one problem, at its cell', async (_, change, found) => {
    const { ok, problems } = await importPath(store(), demoWith(change), 'faulty')
    expect(problems.map(({ sheet, row, column, code }) => ({ sheet, row, column, code }))).toEqual([
      { sheet: found.sheet, row: found.row, column: found.column, code: found.code },
    ])
    if (found.value) expect(problems[0]!.value).toBe(found.value)
    expect(problems[0]!.message.length).toBeGreaterThan(10)
    expect(ok).toBe(false)
  })

  test('a name that fits two organisations is told, not guessed', async () => {
    const path = demoWith((tables) => {
      const twin = [...tables.organisations![1]!]
      twin[0] = `${twin[0]} SAS`
      twin[2] = ''
      tables.organisations!.push(twin)
      tables.organisations![1]![0] += ' SARL'
    })
    const { problems } = await importPath(store(), path, 'twins')
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['ambiguous-name']))
  })

  test('all that is wrong is told at once', async () => {
    const path = demoWith((tables) => {
      for (const [, change] of faults.slice(0, 1).concat(faults.slice(3, 6))) change(tables)
    })
    const { problems } = await importPath(store(), path, 'several')
    expect(problems.map(({ code }) => code).sort()).toEqual(['bad-day', 'bad-instant', 'bad-number', 'missing-cell'])
  })

  test('an unknown column may be left aside when that is said', async () => {
    const path = demoWith((tables) => addColumn(tables, 'presse', 'Humeur'))
    expect(await importPath(store(), path, 'aside', { skipUnknownColumns: true })).toMatchObject({ ok: true })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a zip of nothing', Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1')],
    ['half a zip', Buffer.from('PK\u0003\u0004garbage')],
    ['bytes', Buffer.from([0, 255, 1, 254, 7])],
  ])('a workbook of %s is refused with a reason', async (_, bytes) => {
    const path = join(scratchFolder(), 'x.xlsx')
    writeFileSync(path, bytes)
    const { ok, problems } = await importPath(store(), path, 'garbage')
    expect(ok).toBe(false)
    expect(problems).toMatchObject([{ sheet: 'x.xlsx', row: 1, code: 'unreadable' }])
  })
})
