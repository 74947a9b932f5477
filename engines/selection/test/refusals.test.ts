import { describe, expect, test } from 'vitest'
import {
  parseAssignmentInstance,
  parseCalibrationInstance,
  parseSelectionInstance,
  readBest,
  readLottery,
} from '../src/index.ts'
import { selection } from './instances.ts'

const applicant = { id: 0, v: { region: 'north' } }
const sound = { format: 'selection-1', name: 'x', k: 1, quotas: { region: { north: [0, 1] } }, applicants: [applicant] }

describe('a selection instance', () => {
  test.each([
    [null, 'wrong-type', ''],
    [{ ...sound, format: 'selection-2' }, 'wrong-format', 'format'],
    [{ ...sound, quotas: undefined }, 'missing', 'quotas'],
    [{ ...sound, quotas: { region: { north: [2, 1] } } }, 'out-of-range', 'quotas.region.north[1]'],
    [{ ...sound, quotas: { region: { north: [0] } } }, 'wrong-type', 'quotas.region.north'],
    [{ ...sound, applicants: [{ ...applicant, id: 4 }] }, 'unknown-id', 'applicants[0].id'],
    [{ ...sound, applicants: [{ id: 0, v: {} }] }, 'missing', 'applicants[0].v.region'],
    [{ ...sound, applicants: [{ id: 0, v: { region: 'south' } }] }, 'unknown-value', 'applicants[0].v.region'],
    [{ ...sound, applicants: [{ ...applicant, cost: -1 }] }, 'out-of-range', 'applicants[0].cost'],
    [{ ...sound, applicants: [{ ...applicant, score: 'high' }] }, 'wrong-type', 'applicants[0].score'],
    [{ ...sound, name: 7 }, 'wrong-type', 'name'],
    [{ ...sound, k: 2 }, 'out-of-range', 'k'],
    [{ ...sound, budget: 1.5 }, 'wrong-type', 'budget'],
  ])('%# is refused with code and path', (document, code, path) => {
    expect(parseSelectionInstance(document)).toMatchObject({ ok: false, refusal: { code, path } })
  })

  test('is accepted when sound', () => {
    expect(parseSelectionInstance(sound)).toMatchObject({ ok: true, value: { k: 1, budget: null } })
  })
})

const assignment = {
  format: 'assignment-1',
  name: 'x',
  left: [{ need: 1 }],
  right: [{ max: 1 }],
  affinity: [[0, 0, 5]],
}

describe('an assignment instance', () => {
  test.each([
    [{ ...assignment, left: [{}] }, 'missing', 'left[0].need'],
    [{ ...assignment, right: [{ min: 2, max: 1 }] }, 'out-of-range', 'right[0].max'],
    [{ ...assignment, affinity: [[0, 1, 5]] }, 'out-of-range', 'affinity[0][1]'],
    [{ ...assignment, affinity: [[0, 0, 0.5]] }, 'wrong-type', 'affinity[0][2]'],
    [{ ...assignment, conflicts: [[1, 0]] }, 'out-of-range', 'conflicts[0][0]'],
  ])('%# is refused with code and path', (document, code, path) => {
    expect(parseAssignmentInstance(document)).toMatchObject({ ok: false, refusal: { code, path } })
  })
})

const marks = { format: 'calibration-1', name: 'x', applications: 2, reviewers: 1, k: 1, reviews: [[0, 0, 50]] }

describe('a calibration instance', () => {
  test.each([
    [{ ...marks, reviews: [] }, 'out-of-range', 'reviews'],
    [{ ...marks, reviews: [[2, 0, 50]] }, 'out-of-range', 'reviews[0][0]'],
    [{ ...marks, reviews: [[0, 0, 101]] }, 'out-of-range', 'reviews[0][2]'],
    [{ ...marks, reviews: [...marks.reviews, [0, 0, 51]] }, 'duplicate', 'reviews[1]'],
  ])('%# is refused with code and path', (document, code, path) => {
    expect(parseCalibrationInstance(document)).toMatchObject({ ok: false, refusal: { code, path } })
  })
})

describe('a solution', () => {
  const instance = selection('tight-30')

  test('for another instance is refused', () => {
    const best = { format: 'selection-1-best', instance: 'other', members: [] }
    expect(readBest(best, instance)).toMatchObject({ ok: false, refusal: { code: 'wrong-use', path: 'instance' } })
  })

  test('that names nobody known is refused at the very entry', () => {
    const panels = [{ p: 1, members: [0, 9_999] }]
    const lottery = { format: 'selection-1-lottery', instance: instance.name, panels }
    expect(readLottery(lottery, instance)).toMatchObject({ ok: false, refusal: { path: 'panels[0].members[1]' } })
  })
})
