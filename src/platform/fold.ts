/** Text as two people would agree it is the same: case, accents, ligatures, quotes and spaces aside. */
export function fold(text: string): string {
  return text
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
  'sarl ?a ?u|sarl d\'associe unique|sarl a associe unique|sarl|sasu|sas|sa|snc|scs|sca|gie|eurl|auto[- ]entrepreneur|cooperative|association|etablissement public|organisation internationale'
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
