import { expect, test } from 'vitest'
import { standingOn } from './views.ts'

const label = { state: 'valide', granted: '2019-06-20', ends: '2022-06-19' }

test.each([
  ['2019-06-19', label, 'future'],
  ['2019-06-20', label, 'valid'],
  ['2022-06-19', label, 'valid'],
  ['2022-06-20', label, 'expired'],
  ['2030-01-01', { ...label, ends: null }, 'valid'],
  ['2020-01-01', { ...label, state: 'suspendu' }, 'suspended'],
  ['2023-01-01', { ...label, state: 'retiré' }, 'withdrawn'],
  ['2020-01-01', { ...label, state: 'refusé' }, 'refused'],
  ['2020-01-01', { ...label, state: 'candidat', granted: null }, 'candidate'],
  ['2020-01-01', { ...label, granted: null }, 'future'],
])('on %s it stands as %o says', (day, own, standing) => expect(standingOn(day, own)).toBe(standing))
