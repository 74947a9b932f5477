import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readTables } from '../src/platform/files/folder.ts'
import { scratchFolder } from './support/dossiers.ts'

type Entry = { name: string; body: Buffer; declared?: number }

/** A zip archive by hand, whose entries may lie about their size. */
function zipOf(entries: Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, body, declared = body.length } of entries) {
    const pressed = deflateRawSync(body)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(body), 14)
    local.writeUInt32LE(pressed.length, 18)
    local.writeUInt32LE(declared, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    local.copy(central, 6, 4, 30)
    central.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), pressed)
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + pressed.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

const book = Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="adhesions" r:id="r1"/></sheets></workbook>')
const links = Buffer.from('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>')
const workbook = (sheet: Buffer, more: Partial<Entry> = {}) =>
  zipOf([
    { name: 'xl/workbook.xml', body: book },
    { name: 'xl/_rels/workbook.xml.rels', body: links },
    { name: 'xl/worksheets/sheet1.xml', body: sheet, ...more },
  ])

async function readOf(bytes: Buffer, name = 'x.xlsx') {
  const path = join(scratchFolder(), name)
  writeFileSync(path, bytes)
  const before = process.memoryUsage().rss
  const read = await readTables(path)
  return { ...read, grownMb: (process.memoryUsage().rss - before) / 1048576 }
}

test('a small workbook without cell addresses is read all the same', async () => {
  const { tables, errors } = await readOf(
    workbook(
      Buffer.from(
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>Organisation</t></is></c><c t="str"><v>Collège</v></c></row><row><c><v>0.30000000000000004</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>',
      ),
    ),
  )
  expect(errors).toEqual([])
  expect(tables).toMatchObject([
    { sheet: 'adhesions', header: ['Organisation', 'Collège'], lines: [{ line: 2, cells: ['0.3', 'oui'] }] },
  ])
})

test('a bomb that says its size is refused before anything is unzipped', async () => {
  const { errors, grownMb } = await readOf(workbook(Buffer.alloc(0), { body: Buffer.alloc(300 * 1048576) }))
  expect(errors).toMatchObject([{ code: 'too-large' }])
  expect(grownMb).toBeLessThan(64)
}, 60_000)

test('a bomb that lies about its size is stopped at the size it said', async () => {
  const { errors, grownMb } = await readOf(
    workbook(Buffer.alloc(0), { body: Buffer.alloc(300 * 1048576, 32), declared: 4096 }),
  )
  expect(errors).toMatchObject([{ code: 'unreadable' }])
  expect(grownMb).toBeLessThan(128)
}, 60_000)

test('a sheet of ten million cells is refused in bounded memory', async () => {
  const row = `<row>${'<c><v>1</v></c>'.repeat(100)}</row>`
  const sheet = Buffer.from(`<worksheet><sheetData>${row.repeat(100_000)}</sheetData></worksheet>`)
  const { tables, errors, grownMb } = await readOf(workbook(sheet))
  expect(errors).toMatchObject([{ code: 'too-large' }])
  expect(tables).toEqual([])
  expect(grownMb).toBeLessThan(700)
}, 120_000)

test('a table of text with millions of cells is refused', async () => {
  const { errors } = await readOf(Buffer.from(`${'1;'.repeat(99)}1\n`.repeat(30_000)), 'adhesions.csv')
  expect(errors).toMatchObject([{ code: 'too-large' }])
}, 60_000)

test.each([
  [
    'an entity that grows',
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
  ],
  [
    'a file of the machine',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>',
  ],
  ['XML that is not closed', '<worksheet><sheetData><row><c>'],
  [
    'a cell a million columns to the right',
    '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
  ],
])('a sheet with %s is refused', async (_, xml) => {
  const { errors, tables } = await readOf(workbook(Buffer.from(xml)))
  expect(errors).toHaveLength(1)
  expect(tables).toEqual([])
})
