import { beforeAll, expect, test } from 'vitest'
import { figures, figureText } from '../src/app/modules.ts'
import { atDay, type Value, valuesOf } from '../src/core/figure.ts'
import { checkPress } from '../src/modules/bilan/index.ts'
import { defaultZone } from '../src/modules/directory/index.ts'
import { demoDay, demoFolder, importPath, inside, onOneStore } from './support/stores.ts'

onOneStore((store) => {
  let values: Map<string, Value>
  beforeAll(async () => {
    await importPath(store(), demoFolder, 'demo')
    values = await inside(store(), 'demo', (scope) => valuesOf(scope, figures, atDay(demoDay, defaultZone)))
  })
  const check = (article: string) =>
    checkPress(article, values, (figure) => figureText('fr', figure)).map(
      ({ number, figure, verdict, value, instead }) => [
        number,
        figure,
        verdict,
        value,
        ...(instead ? [instead.figure, instead.value] : []),
      ],
    )

  test('finds the year’s figures right in the words of the press', () => {
    const article = `Cluster solaire. Un bon bilan en 2019
Avec 130 membres, 10 partenariats et une levée de fonds engagée de 15 MDH, le Cluster solaire dresse un bilan positif. Réuni le 23 décembre 2019, le conseil a approuvé les comptes.
Le Green Business Incubator accompagne plus de 50 start-up, dont 26 ont été financées. 105 entrepreneurs seront suivis.`
    expect(check(article)).toEqual([
      [130, 'members.count', 'right', 130],
      [10, 'partnerships.signed', 'right', 10],
      [15_000_000, 'funds.engaged', 'right', 15_000_000],
      [50, 'startups.accompanied', 'right', 53],
      [26, 'startups.funded', 'right', 26],
      [105, 'entrepreneurs.selected', 'right', 105],
    ])
  })

  test('contradicts a number with the right one, and names the neighbour it was taken for', () => {
    expect(check('28 entreprises labellisées Taqa Pro.')).toEqual([
      [28, 'labels.holders', 'wrong', 27, 'labels.granted', 28],
    ])
    expect(check('28 labels ont été remis.')).toEqual([[28, 'labels.granted', 'right', 28]])
    expect(check('Le Cluster compte 140 adhérents.')).toEqual([[140, 'members.count', 'wrong', 130]])
    expect(check('Une levée de fonds de 14 millions de dirhams.')).toEqual([
      [14_000_000, 'funds.engaged', 'wrong', 15_000_000],
    ])
  })

  test('marks unknown what no figure speaks of, and leaves days and years alone', () => {
    expect(check('Id Mjahdi, 8,32 kWc, en service depuis le 1er juin 2017 à 10h30, le 12/10/2019.')).toEqual([
      [8.32, null, 'unknown', null],
    ])
    expect(check('')).toEqual([])
  })
})
