import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { main } from '../bin/cli.ts'
import { path } from './instances.ts'

const folder = mkdtempSync(join(tmpdir(), 'selection-'))
const file = (name: string) => join(folder, name)
let printed: string[]
let complained: string[]

beforeEach(() => {
  printed = []
  complained = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text))
  vi.spyOn(console, 'error').mockImplementation((text: string) => void complained.push(text))
})

afterEach(() => {
  vi.restoreAllMocks()
})

async function json(...args: string[]): Promise<{ exit: number; answer: Record<string, unknown> }> {
  const exit = await main([...args, '--json'])
  expect(printed).toHaveLength(1)
  return { exit, answer: JSON.parse(printed.pop()!) }
}

test('best: solved, checked, explained', async () => {
  const [instance, out] = [path('green-105-a'), file('best.json')]
  const solved = await json('solve', instance, '--mode', 'best', '--out', out)
  expect(solved).toMatchObject({ exit: 0, answer: { score: 85_871, optimal: true } })
  expect(await json('check', instance, out)).toMatchObject({ exit: 0, answer: { valid: true } })
  const { answer } = await json('explain', instance, out)
  expect(answer.leftOut).toHaveLength(1_200 - 105)
})

test('lottery: solved, checked with its proof, explained, drawn by a committed seed', async () => {
  const [instance, out] = [path('green-105-a'), file('lottery.json')]
  expect(await json('solve', instance, '--mode', 'lottery', '--out', out)).toMatchObject({
    answer: { complete: true, errors: [] },
  })
  const checked = await json('check', instance, out)
  expect(checked.answer).toMatchObject({ valid: true, terms: { zero: 0 } })
  await main(['explain', instance, out, '--applicant', '0'])
  expect(printed.pop()).toMatch(/^applicant 0: .* at least 10 places go to the 83 with region = TTA/)
  const { answer } = await json('draw', '--seed', 'public', '--commit')
  const commitment = String(answer.commitment)
  const draw = await json(
    'draw',
    instance,
    out,
    '--seed',
    'public',
    '--commitment',
    commitment,
    '--out',
    file('d.json'),
  )
  expect(draw.exit).toBe(0)
  expect(await json('check', instance, file('d.json'))).toMatchObject({ answer: { valid: true } })
  expect(await json('draw', instance, out, '--seed', 'other', '--commitment', commitment)).toMatchObject({ exit: 2 })
})

test('a lottery that was tampered with is found out', async () => {
  const [instance, out] = [path('green-105-a'), file('lottery.json')]
  const lottery = JSON.parse(readFileSync(out, 'utf8'))
  lottery.panels[0].p += 0.01
  writeFileSync(file('tampered.json'), JSON.stringify(lottery))
  const { exit, answer } = await json('check', instance, file('tampered.json'))
  expect([exit, answer.valid]).toEqual([1, false])
})

test('assignment: total, fair, and a reviewer who drops out', async () => {
  const [instance, out] = [path('mentors-105x60'), file('pairs.json')]
  await json('solve', instance, '--mode', 'assign', '--out', out)
  expect(await json('solve', instance, '--mode', 'fair')).toMatchObject({ answer: { worstLeft: 64, total: 9_077 } })
  const repaired = await json('solve', instance, '--mode', 'assign', '--keep', out, '--without-right', '3')
  expect(repaired.answer).toMatchObject({ status: 'solved', removed: [] })
  expect(await json('check', instance, out)).toMatchObject({ exit: 0 })
})

test('calibration: solved, checked against the truth, explained', async () => {
  const [instance, out] = [path('calibration-1200x80'), file('scores.json')]
  await json('solve', instance, '--mode', 'calibrate', '--out', out)
  const { answer } = await json('check', instance, out, '--truth', path('calibration-1200x80.truth'))
  expect((answer.terms as { kendallTau: number }).kendallTau).toBeGreaterThan(0.7447)
  await main(['explain', instance, '--applicant', '7'])
  expect(printed.pop()).toMatch(/^application 7: rank \d+ \(raw \d+\)/)
})

test('quotas that clash: exit 1, and what clashes', async () => {
  const instance = JSON.parse(readFileSync(path('green-105-a'), 'utf8'))
  instance.quotas.region.DOED = [2, 2]
  writeFileSync(file('clash.json'), JSON.stringify(instance))
  expect(await main(['solve', file('clash.json'), '--mode', 'best'])).toBe(1)
  expect(printed.pop()).toContain('cannot hold together: at least 2 with region = DOED')
})

describe('bad input: exit 2 with code, path and reason', () => {
  test.each([
    [['dance'], 'wrong-use at command'],
    [['solve', 'x.json'], 'wrong-use at --mode'],
    [['solve', file('nowhere.json'), '--mode', 'best'], 'unreadable at'],
    [['solve', path('mentors-105x60'), '--mode', 'best'], 'wrong-format at format'],
    [['solve', path('tight-30'), '--mode', 'best', '--seconds', '0'], 'out-of-range at --seconds'],
    [['check', path('tight-30'), path('wide-40')], 'wrong-format at format'],
    [['draw', path('tight-30'), path('tight-30')], 'missing at --seed'],
  ])('%j', async (args, beginning) => {
    expect(await main(args)).toBe(2)
    expect(complained.pop()).toContain(beginning)
  })
})
