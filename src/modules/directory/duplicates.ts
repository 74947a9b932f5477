import { fold, isNear, nameKey } from '../../platform/fold.ts'

export type Candidate = { id: string; name: string; ice: string | null; city: string | null; email: string | null }
export type Pair = { a: Candidate; b: Candidate; reasons: Reason[] }
export type Reason = 'ice' | 'name' | 'script' | 'near' | 'email'

// Arabic letters by the consonants French spells them with; long vowels and ayn leave nothing behind, as French hardly writes them.
const letters: Record<string, string> = {
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'j',
  ح: 'h',
  خ: 'k',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'x',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'd',
  غ: 'g',
  ف: 'f',
  ڤ: 'v',
  ق: 'k',
  ك: 'k',
  گ: 'g',
  ڭ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  پ: 'p',
}

// A company's kind in Arabic says no more than SARL does.
const arabicForms = /(^|\s)(شركه|مؤسسه|موسسه|تعاونيه|جمعيه|ش\.?م\.?م|المحدوده|ذات المسؤوليه المحدوده)(?=\s|$)/g

/** What is left of a name in either script when only its consonants count: أطلس سولار and Atlas Solar are both `tls slr`. */
export function skeleton(name: string): string {
  const folded = nameKey(name).replace(arabicForms, ' ')
  return folded
    .split(/[\s\-']+/)
    .map((word) =>
      /\p{Script=Arabic}/u.test(word)
        ? [...word.replace(/^ال/, '')].map((letter) => letters[letter] ?? '').join('')
        : word
            .replace(/[cs]h/g, 'x')
            .replace(/kh|q|ck|c(?![ei])/g, 'k')
            .replace(/c(?=[ei])/g, 's')
            .replace(/gh/g, 'g')
            .replace(/g(?=[ei])/g, 'j')
            .replace(/[dt]h/g, (two) => two[0]!)
            .replace(/ph/g, 'f')
            .replace(/^(al|el)(?=.{3})/, '')
            .replace(/[aeiouyw\W\d_]/g, ''),
    )
    .map((word) => word.replace(/(.)\1+/g, '$1').replace(/(?<=.)h$/, ''))
    .filter(Boolean)
    .join(' ')
}

const leastSkeleton = 4

/** Pairs that may be one organisation written twice, with why; the surest first. */
export function findDuplicates(all: Candidate[]): Pair[] {
  const pairs = new Map<string, Pair>()
  const add = (one: Candidate, other: Candidate, reason: Reason) => {
    const [a, b] = one.id < other.id ? [one, other] : [other, one]
    const pair = pairs.get(`${a.id} ${b.id}`) ?? { a, b, reasons: [] }
    if (!pair.reasons.includes(reason)) pair.reasons.push(reason)
    pairs.set(`${a.id} ${b.id}`, pair)
  }
  const byWord = (word: (one: Candidate) => string | null, reason: Reason) => {
    for (const [key, own] of Map.groupBy(all, word))
      if (key && own.length < 20)
        own.forEach((one, place) => {
          for (const other of own.slice(place + 1)) add(one, other, reason)
        })
  }
  byWord(({ ice }) => ice, 'ice')
  byWord(({ name }) => nameKey(name), 'name')
  byWord(({ email }) => email?.toLowerCase() ?? null, 'email')
  byWord(({ name }) => {
    const bones = skeleton(name)
    return bones.replaceAll(' ', '').length >= leastSkeleton ? bones : null
  }, 'script')
  // Names that begin alike and differ by a letter or two; only neighbours in order can.
  const inOrder = all.toSorted((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1))
  inOrder.forEach((one, place) => {
    for (const other of inOrder.slice(place + 1, place + 4))
      if (
        nameKey(one.name).length > 6 &&
        !/\d/.test(one.name + other.name) &&
        isNear(nameKey(one.name), nameKey(other.name))
      )
        add(one, other, 'near')
  })
  const weight: Record<Reason, number> = { ice: 10, name: 6, email: 3, script: 3, near: 2 }
  // Two of different ICE are two, however alike their names.
  const isTwo = ({ a, b }: Pair) => a.ice !== null && b.ice !== null && a.ice !== b.ice
  const sure = ({ reasons }: Pair) => reasons.reduce((sum, reason) => sum + weight[reason], 0)
  return [...pairs.values()].filter((pair) => !isTwo(pair)).sort((x, y) => sure(y) - sure(x))
}
