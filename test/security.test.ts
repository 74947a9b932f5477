import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../src/platform/ids.ts'
import { root } from './support/stores.ts'

const page = readFileSync(join(root, 'docs/security.md'), 'utf8')
const answers = [...page.matchAll(/^\| (V[\d.]+) *\| (.+?) *\| ([\w ]+?) *\| (.+?) *\|$/gm)].map(
  ([, id = '', subject = '', answer = '', why = '']) => ({ id, subject, answer, why }),
)
const cited = /`(\S+\.test\.ts)` "([^"]+)"/g

// Of the numbers of its levels 1 and 2, as the version 5.0.0 of the standard lists them.
const digestOfNumbers = 'fdfef32364aac864bf3945ba29e16ea75c93b8db3d89357357f3b26cc8b0479d'

test('every requirement of the levels 1 and 2 is answered once, in order, in one of three words', () => {
  expect(answers).toHaveLength(253)
  expect(sha256(answers.map(({ id }) => id).join('\n'))).toBe(digestOfNumbers)
  for (const { id, answer, why, subject } of answers) {
    expect(['held', 'not applicable', 'open'], id).toContain(answer)
    expect(why.length, id).toBeGreaterThan(5)
    expect(subject.split(' ').length, id).toBeLessThanOrEqual(8)
  }
})

test('the counts at the top are those of the answers', () => {
  const isShown = (why: string) => [...why.matchAll(cited)].length > 0
  const count = (what: (one: (typeof answers)[number]) => boolean) => answers.filter(what).length
  const told = [...page.matchAll(/^\| (?:held|not applicable|open).*? *\| +(\d+) \|$/gm)].map(([, number]) =>
    Number(number),
  )
  expect(told).toEqual([
    count(({ answer, why }) => answer === 'held' && isShown(why)),
    count(({ answer, why }) => answer === 'held' && !isShown(why)),
    count(({ answer }) => answer === 'not applicable'),
    count(({ answer }) => answer === 'open'),
  ])
})

test('every test, file and part of the page that is named is there', () => {
  const parts = new Set([...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title))
  for (const { id, why } of answers) {
    for (const [, file = '', name = ''] of why.matchAll(cited)) {
      const path = join(root, file)
      expect(existsSync(path), `${id}: ${file}`).toBe(true)
      const text = readFileSync(path, 'utf8')
      expect(
        ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`)),
        `${id}: "${name}"`,
      ).toBe(true)
    }
    for (const [, file = ''] of why.matchAll(/`((?:src|docs|migrations|test|tools)\/[\w./-]+|[\w-]+\.json)`/g))
      if (!file.startsWith('assets.')) expect(existsSync(join(root, file)), `${id}: ${file}`).toBe(true)
    for (const [, part] of why.matchAll(/this page, _(.+?)_/g)) expect(parts, `${id}: ${part}`).toContain(part)
  }
})
