import type { Value } from '../../core/figure.ts'
import type { FigureText } from '../../core/figure-text.ts'
import { parseAmount } from '../../platform/decimal.ts'
import { fold } from '../../platform/fold.ts'

/** A number an article states, held against the figure it speaks of. */
export type Claim = {
  /** The words around the number, as they stand. */
  text: string
  number: number
  unit: string
  figure: string | null
  verdict: 'right' | 'wrong' | 'unknown'
  /** The figure's own number on the day; and, where the noun is often mistaken, that of its neighbour. */
  value: number | null
  definition: string | null
  instead?: { figure: string; value: number }
}

/** What a sentence says around a number that speaks of a figure: every group wants one of its words. */
type Clue = { figure: string; money?: true; says: string[][]; neighbour?: string }

const clues: Clue[] = [
  {
    figure: 'members.up_to_date',
    says: [
      ['membre', 'adherent'],
      ['a jour', 'cotis'],
    ],
  },
  { figure: 'members.joined', says: [['nouveau', 'rejoint', 'adhesion']] },
  { figure: 'members.count', says: [['membre', 'adherent']] },
  {
    figure: 'partnerships.live',
    says: [
      ['partenariat', 'convention'],
      ['en vigueur', 'en cours'],
    ],
  },
  { figure: 'partnerships.signed', says: [['partenariat', 'convention']] },
  {
    figure: 'funds.received',
    money: true,
    says: [
      ['recu', 'encaisse', 'verse au cluster', 'decaisse'],
      ['fonds', 'financement'],
    ],
  },
  { figure: 'funds.signed', money: true, says: [['signe'], ['fonds', 'financement']] },
  { figure: 'funds.engaged', money: true, says: [['engage', 'levee', 'fonds', 'mobilis']] },
  {
    figure: 'startups.grants_paid',
    money: true,
    says: [
      ['start-up', 'startup', 'start up'],
      ['verse', 'subvention', 'aide'],
    ],
  },
  { figure: 'b2b.contracts_value', money: true, says: [['contrat']] },
  { figure: 'fairs.support', money: true, says: [['salon', 'foire']] },
  {
    figure: 'labels.holders',
    says: [
      ['entreprise', 'societe', 'installateur'],
      ['label', 'certifi', 'taqa'],
    ],
    neighbour: 'labels.granted',
  },
  { figure: 'labels.granted', says: [['label', 'certificat']], neighbour: 'labels.holders' },
  { figure: 'entrepreneurs.selected', says: [['entrepreneur', 'porteur']] },
  {
    figure: 'startups.funded',
    says: [
      ['start-up', 'startup', 'start up', 'jeune pousse'],
      ['financ', 'subvention'],
    ],
  },
  { figure: 'startups.accompanied', says: [['start-up', 'startup', 'start up', 'jeune pousse']] },
  {
    figure: 'applications.selected',
    says: [
      ['candidat', 'dossier', 'projet'],
      ['retenu', 'selectionn'],
    ],
  },
  { figure: 'applications.received', says: [['candidature', 'dossier']] },
  { figure: 'trainings.people', says: [['personne', 'participant', 'stagiaire'], ['form']] },
  { figure: 'trainings.sessions', says: [['formation', 'session']] },
  { figure: 'licences.seats', says: [['licence', 'siege']] },
  { figure: 'b2b.meetings_held', says: [['rendez-vous', 'rencontre']] },
  {
    figure: 'b2b.companies_present',
    says: [
      ['entreprise', 'societe'],
      ['btob', 'b2b', 'noor', 'donneur'],
    ],
    neighbour: 'b2b.companies_registered',
  },
  { figure: 'b2b.contracts', says: [['contrat']] },
  { figure: 'fairs.members_supported', says: [['salon', 'foire']] },
  { figure: 'pilots.active', says: [['pilote']] },
  { figure: 'programmes.running', says: [['programme']] },
  { figure: 'board.resolutions_adopted', says: [['resolution']] },
]

const months = 'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre'
const written =
  /(?<![\p{L}\d.,])(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(mmdh|mdh|kdh|dhs?|dirhams?|millions? de (?:dh|dirhams?)|%|kwh|kwc|mw|usd|dollars?|heures?)?/giu

/** Every number of an article, matched to a figure, contradicted with the right one, or marked unknown. */
export function checkPress(
  article: string,
  values: Map<string, Value>,
  words: (figure: string) => FigureText,
): Claim[] {
  return [...article.matchAll(written)].flatMap((match): Claim[] => {
    const [whole, digits = '', unit = ''] = match
    const after = article.slice(match.index + whole.length)
    const before = article.slice(0, match.index)
    if (isDate(digits, unit, before, after)) return []
    const number = numberOf(digits, unit)
    const sentence = sentenceAround(article, match.index, whole.length)
    const said = { text: sentence.shown, number, unit: unit || (/^\s*([\p{L}-]+)/u.exec(after)?.[1] ?? '') }
    const clue = /^(kw|mw|%|heure)/i.test(unit) ? null : clueFor(sentence, isMoney(unit))
    const value = clue ? (values.get(clue.figure)?.value ?? null) : null
    if (!clue || value === null) return [{ ...said, figure: null, verdict: 'unknown', value: null, definition: null }]
    const verdict = agrees(number, value, fold(before.slice(-16))) ? 'right' : 'wrong'
    const claim: Claim = { ...said, figure: clue.figure, verdict, value, definition: words(clue.figure).rule }
    const neighbour = clue.neighbour ? (values.get(clue.neighbour)?.value ?? null) : null
    return [
      verdict === 'wrong' && neighbour !== null
        ? { ...claim, instead: { figure: clue.neighbour!, value: neighbour } }
        : claim,
    ]
  })
}

/** A day, a year, an ordinal: numbers that count nothing. */
function isDate(digits: string, unit: string, before: string, after: string): boolean {
  if (unit) return false
  if (/^(19|20)\d\d$/.test(digits)) return true
  return (
    new RegExp(`^\\s*(er\\b|e\\b|eme\\b|${months}|h\\d)`).test(fold(after).replace(/^(?=\S)/, '')) ||
    /[/-]\s*$/.test(before) ||
    /^\s*\//.test(after)
  )
}

const isMoney = (unit: string): boolean => /dh|dirham/i.test(unit)

function numberOf(digits: string, unit: string): number {
  const short = /^million/i.test(unit) ? 'mdh' : /dh$/i.test(unit) ? unit : ''
  return Number(parseAmount(`${digits}${short}`) ?? parseAmount(digits))
}

type Around = { shown: string; after: string; near: string; whole: string }

/** The sentence a number stands in; the words right after it, which say what it counts; and those before it too. */
function sentenceAround(article: string, index: number, length: number): Around {
  const start = Math.max(article.lastIndexOf('. ', index) + 1, article.lastIndexOf('\n', index) + 1, 0)
  const ends = ['. ', '\n'].map((mark) => article.indexOf(mark, index + length)).filter((end) => end >= 0)
  const end = Math.min(...ends, article.length)
  const clauseEnd = article.slice(index + length, end).search(/[,;:]|\bet (une|un|\d)|\bdont\b/)
  const stop = clauseEnd < 0 ? end : index + length + clauseEnd
  return {
    shown: article.slice(start, end).trim(),
    after: fold(article.slice(index + length, stop)),
    near: fold(article.slice(Math.max(start, index - 60), stop)),
    whole: fold(article.slice(start, end)),
  }
}

const says = (text: string, group: string[]) => group.some((word) => text.includes(word))

/**
 * The first clue that fits. An amount is told by the words on both sides. A count is told by the noun after it, and where the noun
 * stands earlier in the sentence ("dont 26 financées") by what is said of it.
 */
function clueFor({ after, near, whole }: Around, money: boolean): Clue | null {
  if (money) return clues.find((clue) => clue.money && clue.says.every((group) => says(near, group))) ?? null
  const counts = clues.filter((clue) => !clue.money)
  const [byNoun, bySaying] = [
    counts.find(({ says: [noun, ...more] }) => says(after, noun!) && more.every((group) => says(near, group))),
    counts.find(
      ({ says: [noun, ...more] }) => more.length > 0 && says(whole, noun!) && more.every((group) => says(after, group)),
    ),
  ]
  return byNoun ?? bySaying ?? null
}

/** An article that says "plus de 50" of 53 is right; "près de" allows a tenth. */
function agrees(number: number, value: number, before: string): boolean {
  if (/(plus de|au moins|depass\w*)\s*$/.test(before)) return value >= number && value < number * 1.5
  if (/(pres de|environ|quelque|autour de)\s*$/.test(before)) return Math.abs(value - number) <= number / 10
  const step = Number.isInteger(number) || number >= 1000 ? 0 : 0.05
  return Math.abs(value - number) <= Math.max(step, number >= 100_000 ? number * 0.005 : 0)
}
