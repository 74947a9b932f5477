import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { main } from '../bin/cli.ts'

const reference = join(import.meta.dirname, 'reference')
/** What the command writes, piece by piece. */
const written = (): string[] => {
  const text: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => text.push(String(chunk)) > 0)
  return text
}

afterEach(() => void vi.restoreAllMocks())

describe('the command', () => {
  it('prints one JSON object for a recomputed case', async () => {
    const text = written()
    const file = join(reference, 'cases', 'pvwatts_tucson_fixed.json')
    expect(await main(['recompute', file, '--weather', join(reference, 'weather')])).toBe(0)
    expect(text).toHaveLength(1)
    expect(JSON.parse(text[0]!)).toMatchObject({ module: 'pvwattsv8' })
  })
  it('runs a study from a form', async () => {
    const text = written()
    const weather = join(reference, 'weather', 'synthetic_marrakech_ma.csv')
    expect(await main(['study', join(reference, 'Solicitud0.txt'), '--weather', weather, '--json'])).toBe(0)
    expect(JSON.parse(text.join(''))).toHaveProperty('best.lcoh')
  })
  it('answers 2, a code, a path and a reason to a file that is not there', async () => {
    const text = written()
    expect(await main(['run', 'nowhere.json'])).toBe(2)
    expect(text.join('')).toBe('missing: nowhere.json: no such file\n')
  })
})
