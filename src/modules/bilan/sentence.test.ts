import { expect, test } from 'vitest'
import { figure } from '../../core/figure.ts'
import type { Lang } from '../../platform/texts.ts'
import { type Speech, spoken } from './sentence.ts'

const evidence = () => null as never
const figures = new Map(
  [
    figure({ name: 'members.joined', unit: 'organisation', fold: 'count', evidence }),
    figure({ name: 'funds.engaged', unit: 'MAD', fold: 'sum', by: ['programme'], evidence }),
    figure({ name: 'pilots.coverage', unit: 'ratio', fold: 'mean', evidence }),
  ].map((one) => [one.name, one]),
)
const nouns: Record<Lang, string> = {
  fr: 'organisation|organisations',
  en: 'organisation|organisations',
  ar: 'هيئة واحدة|هيئتان|هيئات|هيئة|هيئة',
}

const say = (lang: Lang, template: string, joined: number, engaged = 15_000_000) => {
  const speech: Speech = {
    lang,
    figures,
    words: () => ({ name: '', words: nouns[lang], rule: '' }),
    variables: { year: '2019' },
    values: new Map([
      ['members.joined', { value: joined, splits: {} }],
      ['funds.engaged', { value: engaged, splits: { programme: { CSP: 1_962_000 } } }],
      ['pilots.coverage', { value: null, splits: {} }],
    ]),
  }
  return spoken(template, speech)
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ')
}

const joined = '{members.joined} {members.joined ? a | ont} rejoint'

test.each([
  ['fr', 0, '0 organisation a rejoint'],
  ['fr', 1, '1 organisation a rejoint'],
  ['fr', 2, '2 organisations ont rejoint'],
  ['fr', 1234, '1 234 organisations ont rejoint'],
  ['en', 0, '0 organisations ont rejoint'],
  ['en', 1, '1 organisation a rejoint'],
] as const)('in %s, %d: %s', (lang, count, sentence) => expect(say(lang, joined, count)).toBe(sentence))

test.each([
  [1, 'هيئة واحدة'],
  [2, 'هيئتان'],
  [3, '3 هيئات'],
  [10, '10 هيئات'],
  [11, '11 هيئة'],
  [100, '100 هيئة'],
  [130, '130 هيئة'],
])('Arabic has a word of its own for %d', (count, words) => expect(say('ar', '{members.joined}', count)).toBe(words))

test.each([
  ['fr', 15_000_000, '15 MDH'],
  ['fr', 6_894_700, '6,9 MDH'],
  ['fr', 2_950_000, '2,95 MDH'],
  ['fr', 725_000, '725 000 DH'],
  ['fr', 841_782.46, '841 782,46 DH'],
  ['en', 15_000_000, 'MAD 15 million'],
  ['ar', 15_000_000, '15 مليون درهم'],
] as const)('money in %s: %d is %s', (lang, amount, words) =>
  expect(say(lang, '{funds.engaged}', 1, amount)).toBe(words),
)

test('a part, a variable, a number alone, and a figure that cannot be told', () => {
  expect(say('fr', 'En {$year}, {funds.engaged@CSP} ; {members.joined|n} ; {pilots.coverage}', 3)).toBe(
    'En 2019, 1,96 MDH ; 3 ; —',
  )
})

test('a sentence that speaks of no figure is a defect, not a blank', () => {
  expect(() => say('fr', '{members.nothing}', 1)).toThrow('members.nothing')
})
