import type { Say } from '../core/page.ts'
import { headerIn, sheetWords } from '../modules/directory/index.ts'
import { fill, type Lang, langs } from '../platform/texts.ts'
import { modules } from './modules.ts'
import { faultText, refusalText } from './refusals.ts'

/** What the deeds that every sheet gives are called; `{one}` is one of its records. */
const sheetDeedTexts: Record<Lang, Record<string, { name: string; says: string }>> = {
  fr: {
    add: { name: 'Ajouter {one}', says: 'La fiche entre au registre, avec ce formulaire pour source.' },
    correct: {
      name: 'Corriger {one}',
      says: 'La fiche change, et son historique garde les deux valeurs et la raison.',
    },
  },
  ar: {
    add: { name: 'إضافة {one}', says: 'تدخل البطاقة إلى السجل، ومصدرها هذه الاستمارة.' },
    correct: { name: 'تصحيح {one}', says: 'تتغير البطاقة، ويحفظ تاريخها القيمتين والسبب.' },
  },
  en: {
    add: { name: 'Add {one}', says: 'The record enters the register, with this form for its source.' },
    correct: { name: 'Correct {one}', says: 'The record changes, and its history keeps both values and the reason.' },
  },
}

const makeSay = (lang: Lang): Say => {
  const deeds = new Map(modules.flatMap(({ texts }) => Object.entries(texts[lang].deeds ?? {})))
  const watches = new Map(modules.flatMap(({ texts }) => Object.entries(texts[lang].watches ?? {})))
  const sheet = (name: string) => sheetWords[name]?.[lang] ?? { many: name, one: name }
  return {
    refusal: (refusal) => refusalText(lang, refusal),
    fault: (fault) => faultText(lang, fault),
    header: (header) => headerIn(lang, header),
    sheet,
    watch: (name) => watches.get(name) ?? name,
    deed: (name) => {
      const own = deeds.get(name)
      if (own) return own
      const [of = '', what = ''] = name.split('.')
      const common = sheetDeedTexts[lang][what]
      return common ? { name: fill(common.name, { one: sheet(of).one }), says: common.says } : { name, says: '' }
    },
  }
}

const said = Object.fromEntries(langs.map((lang) => [lang, makeSay(lang)])) as Record<Lang, Say>

/** The words of a language for whatever there is beside figures. */
export const sayIn = (lang: Lang): Say => said[lang]
