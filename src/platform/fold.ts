// Marks that turn the line round show a name as another; control characters are refused by XML and by PDF/A.
const unseen = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu

/** A text without what nobody sees in it. Pages set directions by themselves. */
export const legible = (text: string): string => text.replace(unseen, '')

/** Text as two people would agree it is the same: case, accents, ligatures, quotes and spaces aside. */
export function fold(text: string): string {
  return legible(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘`´]/g, "'")
    .replace(/[إأآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ـ/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const legalForms =
  "sarl ?a ?u|sarl d'associe unique|sarl a associe unique|sarl|sasu|sas|sa|snc|scs|sca|gie|eurl|auto[- ]entrepreneur|cooperative|association|etablissement public|organisation internationale"
const formBehind = new RegExp(`[ ,(-]+(?:${legalForms})\\)?$`)
const formBefore = /^(?:sarl|sarl au|sas|gie)[ ,-]+/

/** The name of an organisation as others write it: folded, without dots and without its legal form. */
export function nameKey(name: string): string {
  const folded = fold(name).replaceAll('.', '')
  const bare = folded.replace(formBehind, '').replace(formBefore, '').trim()
  return bare || folded
}

/** A word for an address: "Une étiquette, là" becomes "une-etiquette-la". Arabic letters stay. */
export function slugOf(text: string): string {
  return (
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'x'
  )
}

/** At most two letters added, dropped, changed or swapped. */
export function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2 || Math.min(a.length, b.length) < 3) return false
  let before = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++)
      now[j] = Math.min(before[j]! + 1, now[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    before = now
  }
  return before[b.length]! <= 2
}

/** Header words as people vary them: case, accents, spaces, punctuation, plurals, a currency in brackets and the little words aside. */
export const headerKey = (header: string): string =>
  fold(header)
    .replace(/\((?:dh|dhs|mad|dirhams?)\)/g, '')
    .replace(/\b(?:d'|l'|de|du|des|la|le|les)(?=[ a-z])/g, ' ')
    .replace(/n[°o]\s/g, 'numero ')
    .replace(/s\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The same with less: without brackets, and without the word that only says what kind of thing it is. */
export const looseHeaderKey = (header: string): string =>
  headerKey(header.replace(/\([^)]*\)/g, ' ')).replace(/^(?:date|montant|nombre|nbre|nb|numero)(?=.)/, '')

/** A table's name as files and workbooks vary it: `Présences séance`, `01_presences-seance`. */
export const sheetKey = (name: string): string => fold(name).replace(/[^a-z]/g, '')
