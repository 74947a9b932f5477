import { expect, test } from 'vitest'
import { relatedTo } from './related.ts'
import type { Article } from './views.ts'

const article = (id: string, title: string, tags: string, lead = ''): Article => ({
  id,
  slug: id,
  day: `2019-01-0${id}`,
  title,
  publisher: null,
  url: null,
  lead,
  tags,
})

const all = [
  article('1', 'Le label remis aux installateurs', 'label, Taqapro'),
  article('2', 'Taqapro : une deuxième promotion', 'Taqapro'),
  article('3', 'Les installateurs de pompes attendent', 'eau'),
  article('4', 'Une école à Midelt', 'école'),
  article('5', 'Le label et ses installateurs', 'LABEL, taqapro'),
]

test('shared tags come first, the rarer the nearer, then words in common; nothing in common is left out', () => {
  expect(relatedTo(all[0]!, all).map(({ id }) => id)).toEqual(['5', '2', '3'])
  expect(relatedTo(all[3]!, all)).toEqual([])
  expect(relatedTo(all[0]!, [all[0]!])).toEqual([])
})
