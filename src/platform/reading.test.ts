import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn, dayOf, parseDay, parseInstant } from './day.ts'
import { isNegative, parseAmount, parseNumber, sumOf } from './decimal.ts'
import { readCsv, writeCsv } from './files/csv.ts'
import { fold, headerKey, nameKey, slugOf } from './fold.ts'
import { newId } from './ids.ts'

describe('amounts', () => {
  test.each([
    ['15000000', '15000000'],
    ['15 000 000,00', '15000000'],
    ['15\u202f000\u00a0000,50', '15000000.5'],
    ['15.000.000,00', '15000000'],
    ['15,000,000.25', '15000000.25'],
    ['12 500,00 DH', '12500'],
    ['12.500 Dhs', '12500'],
    ['15 MDH', '15000000'],
    ['1,5MDH', '1500000'],
    ['120 KDH', '120000'],
    ['2 MMDH', '2000000000'],
    ['0,075 MDH', '75000'],
    ['188000 USD', '188000'],
    ['(500)', '-500'],
    ['-1 234,5', '-1234.5'],
    ['+7', '7'],
    ['0012.3400', '12.34'],
    ['1.5E+7', '15000000'],
    ['-0', '0'],
    ['.5', '0.5'],
  ])('%s is %s', (text, value) => expect(parseAmount(text)).toBe(value))

  test.each(['', 'abc', '12 abc', '1,2,3', '1.2.3', '--5', '5-', '1e', 'MDH', '12..5', '٣', '1/2'])(
    '«%s» is none',
    (text) => expect(parseAmount(text)).toBeNull(),
  )

  test('a measure keeps its three decimals', () =>
    expect([parseNumber('1008.515'), parseNumber('3,5'), parseNumber('1 008,515')]).toEqual([
      '1008.515',
      '3.5',
      '1008.515',
    ]))

  const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
  const written = (value: bigint) =>
    `${value < 0n ? '-' : ''}${(value < 0n ? -value : value) / 100n},${String((value < 0n ? -value : value) % 100n).padStart(2, '0')}`

  test('what is written is read, whatever it is', () =>
    fc.assert(
      fc.property(cents, (value) => {
        const read = parseAmount(written(value))!
        expect(parseAmount(read)).toBe(read)
        expect(isNegative(read)).toBe(value < 0n)
      }),
    ))

  test('a sum of centimes is exact', () =>
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 40 }), (values) => {
        expect(sumOf(values.map((value) => parseAmount(written(value))!))).toBe(
          parseAmount(written(values.reduce((sum, value) => sum + value, 0n))),
        )
      }),
    ))
})

describe('days and instants', () => {
  test.each([
    ['2019-12-23', '2019-12-23'],
    ['23/12/2019', '2019-12-23'],
    ['23-12-19', '2019-12-23'],
    ['3.2.2020', '2020-02-03'],
    ['29/02/2020', '2020-02-29'],
    ['2019-12-23 14:30', '2019-12-23'],
    ['01/01/85', '1985-01-01'],
  ])('%s is %s', (text, day) => expect(parseDay(text)).toBe(day))

  test.each([
    '2019-02-29',
    '31/04/2019',
    '00/01/2019',
    '2019-13-01',
    '12/2019',
    '43822',
    'hier',
    '23/12/2019/1',
    '2019-12-2x',
  ])('%s is none', (text) => expect(parseDay(text)).toBeNull())

  test('every day there is, in every form, is that day; and no other is', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const real = new Date(Date.UTC(year, month - 1, day))
          const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === day && month >= 1
          const text = dayOf(year, month, day)
          expect(text !== null).toBe(exists)
          if (text) expect(parseDay(`${day}/${month}/${year}`)).toBe(text)
        },
      ),
    ))

  const zone = 'Africa/Casablanca'
  test.each([
    ['2019-10-01T00:00:00Z', '2019-10-01T00:00:00.000Z'],
    ['2019-06-25T09:00', '2019-06-25T08:00:00.000Z'],
    ['25/06/2019 09:00', '2019-06-25T08:00:00.000Z'],
    ['2019-06-25T09:00+01:00', '2019-06-25T08:00:00.000Z'],
    ['2019-06-25 9h30', '2019-06-25T08:30:00.000Z'],
    // Ramadan: Morocco leaves UTC+1, and only the zone's data knows.
    ['2019-05-20T09:00', '2019-05-20T09:00:00.000Z'],
    ['2026-03-01T09:00', '2026-03-01T09:00:00.000Z'],
  ])('%s is %s', (text, instant) => expect(parseInstant(text, zone)?.toISOString()).toBe(instant))

  test.each(['2019-06-25T25:00', '2019-02-30T10:00', 'midi', '2019-06-25T09:61Z'])('%s is none', (text) =>
    expect(parseInstant(text, zone)).toBeNull(),
  )

  test('a reading at 23:00 UTC is of the next day in Casablanca', () =>
    expect(dayIn(new Date('2019-12-23T23:00:00Z'), zone)).toBe('2019-12-24'))
})

describe('names', () => {
  test('are the same whatever the case, accents, spaces and legal form', () => {
    for (const name of [
      'ATLAS  SOLEIL',
      'Atlas Soleil SARL',
      ' atlas soleil sarl au',
      'Atlas Soleil S.A.R.L.',
      'SARL Atlas Soleil',
      'Atlas Soléil (SA)',
    ])
      expect(nameKey(name), name).toBe('atlas soleil')
    expect(nameKey('SA')).toBe('sa')
    expect(nameKey('Masa')).toBe('masa')
    expect(nameKey('Société financière internationale (SFI)')).toBe('societe financiere internationale (sfi)')
  })

  test('fold Arabic the way it is read', () => expect(fold('الطَّاقة الشمسيّة')).toBe(fold('الطاقه الشمسيه')))

  test('headers are the same whatever the case, accents, spaces, units and little words', () => {
    expect(
      new Set(["Date d'adhésion", 'DATE ADHESION', 'date  d’adhésion ', 'Date_adhesion'].map(headerKey)).size,
    ).toBe(1)
    expect(headerKey('Appelé (DH)')).toBe(headerKey('appele'))
    expect(headerKey('N° pièce')).toBe(headerKey('Numéro de pièce'))
  })

  test('a slug is never empty', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(slugOf(text)).toMatch(/^[^\s/?#&<>"']+$/)
      }),
    ))
})

describe('tables of text', () => {
  test('what is written comes back, quotes, breaks and formulas too', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', ',', ' ', '=', '-', '+', '@', 'é', '\t') }), {
            minLength: 2,
            maxLength: 5,
          }),
          { minLength: 1, maxLength: 6 },
        ),
        (rows) => {
          const table = [['x', 'y'], ...rows]
          const read = readCsv(Buffer.from(writeCsv(table)))
          if ('error' in read) throw new Error(read.error.reason)
          expect(read.lines.map(({ cells }) => cells)).toEqual(table)
        },
      ),
    ))

  test('two ways of ending lines in one file are both read', () => {
    const read = readCsv(Buffer.from('a;b\r\n1;2\n3;4\r\n'))
    expect('lines' in read && read.lines.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ])
  })
})

test('ids of one process are in the order they were made, and of version 7', () => {
  const ids = Array.from({ length: 10_000 }, () => newId())
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
