import type { Fault } from '../core/asked.ts'
import type { Refusal } from '../core/deed.ts'
import type { ProblemCode } from '../core/sheet.ts'
import { headerIn } from '../modules/directory/index.ts'
import { fill, type Lang } from '../platform/texts.ts'
import { modules } from './modules.ts'
import { ar } from './problems.ar.ts'
import { en } from './problems.en.ts'
import { fr } from './problems.fr.ts'

const problems = { fr, ar, en }

/** The refusals any deed may give. */
const common: Record<Lang, Record<string, string>> = {
  fr: {
    'not-allowed': 'Vous n’avez pas qualité pour faire cet acte. Demandez-le au secrétariat.',
    'no-deed': 'Aucun acte ne porte ce nom.',
    'no-cluster': 'Aucun cluster ne porte ce nom.',
    'out-of-bounds': 'Votre rôle ne va pas jusque-là : il porte sur un autre programme.',
    'in-progress': 'La même demande est en cours. Attendez sa réponse.',
    'key-reused': 'Cette clé a déjà servi pour une autre demande. Prenez-en une nouvelle.',
    'bad-input': 'Il y a des champs à corriger.',
    'no-record': 'Cette fiche n’existe pas, ou plus.',
    'nothing-changes': 'Rien ne change : la fiche dit déjà cela.',
    'bad-token': 'Ce jeton n’est pas connu, ou n’est plus bon.',
    'not-text': 'Une valeur simple est attendue ici.',
    'unknown-field': 'Ce champ n’existe pas dans cet acte.',
    'no-view': 'Aucune vue ne porte ce nom, ou elle n’est pas pour vous.',
    'no-register': 'Aucun registre ne porte ce nom.',
    'no-figure': 'Aucun chiffre ne porte ce nom.',
    'no-route': 'Rien ne se trouve à cette adresse.',
    'bad-query': 'Ce paramètre n’est pas connu ici, ou sa valeur n’est pas lisible : {name}.',
    'body-too-large': 'C’est trop long pour être reçu.',
    'too-often': 'Trop de demandes à la fois. Attendez une minute.',
    'not-json': 'Envoyez un objet JSON, avec Content-Type: application/json.',
    'bad-key': 'Idempotency-Key : de 1 à 200 caractères visibles.',
    problems: 'Le dossier a des cellules à corriger ; rien n’a été importé.',
    trial: 'Essai : rien n’a été écrit.',
  },
  ar: {
    'not-allowed': 'ليست لكم صفة القيام بهذا الإجراء. اطلبوه من الكتابة.',
    'no-deed': 'لا يوجد إجراء بهذا الاسم.',
    'no-cluster': 'لا يوجد تجمع بهذا الاسم.',
    'out-of-bounds': 'دوركم لا يصل إلى هذا: هو خاص ببرنامج آخر.',
    'in-progress': 'الطلب نفسه قيد الإنجاز. انتظروا جوابه.',
    'key-reused': 'استُعمل هذا المفتاح لطلب آخر. خذوا مفتاحا جديدا.',
    'bad-input': 'هناك خانات تحتاج إلى تصحيح.',
    'no-record': 'هذه البطاقة غير موجودة أو لم تعد موجودة.',
    'nothing-changes': 'لا شيء يتغير: البطاقة تقول ذلك أصلا.',
    'bad-token': 'هذا الرمز غير معروف أو لم يعد صالحا.',
    'not-text': 'المنتظر هنا قيمة بسيطة.',
    'unknown-field': 'هذه الخانة غير موجودة في هذا الإجراء.',
    'no-view': 'لا يوجد عرض بهذا الاسم، أو أنه ليس لكم.',
    'no-register': 'لا يوجد سجل بهذا الاسم.',
    'no-figure': 'لا يوجد رقم بهذا الاسم.',
    'no-route': 'لا شيء في هذا العنوان.',
    'bad-query': 'هذه المعلمة غير معروفة هنا أو قيمتها غير مقروءة: {name}.',
    'body-too-large': 'المحتوى أطول من أن يُستقبل.',
    'too-often': 'طلبات كثيرة دفعة واحدة. انتظروا دقيقة.',
    'not-json': 'أرسلوا كائن JSON مع Content-Type: application/json.',
    'bad-key': 'Idempotency-Key: من 1 إلى 200 محرف مرئي.',
    problems: 'في الملف خانات تحتاج إلى تصحيح؛ لم يُستورد شيء.',
    trial: 'تجربة: لم يُكتب شيء.',
  },
  en: {
    'not-allowed': 'You are not in a position to do this. Ask the secretariat.',
    'no-deed': 'There is no deed of this name.',
    'no-cluster': 'There is no cluster of this name.',
    'out-of-bounds': 'Your role does not reach this: it is for another programme.',
    'in-progress': 'The same request is in progress. Wait for its answer.',
    'key-reused': 'This key has served for another request. Take a new one.',
    'bad-input': 'There are fields to correct.',
    'no-record': 'This record does not exist, or no longer.',
    'nothing-changes': 'Nothing changes: the record says this already.',
    'bad-token': 'This token is not known, or no longer good.',
    'not-text': 'A plain value is expected here.',
    'unknown-field': 'This field does not exist in this deed.',
    'no-view': 'There is no view of this name, or it is not for you.',
    'no-register': 'There is no register of this name.',
    'no-figure': 'There is no figure of this name.',
    'no-route': 'There is nothing at this address.',
    'bad-query': 'This parameter is not known here, or its value cannot be read: {name}.',
    'body-too-large': 'This is too long to be received.',
    'too-often': 'Too many requests at once. Wait a minute.',
    'not-json': 'Send a JSON object, with Content-Type: application/json.',
    'bad-key': 'Idempotency-Key: 1 to 200 visible characters.',
    problems: 'The dossier has cells to correct; nothing was imported.',
    trial: 'A trial: nothing was written.',
  },
}

/** A refusal in a language: the module's own sentence, or the house's, or what is wrong with the cell. */
export function refusalText(lang: Lang, { why, about = {} }: Refusal): string {
  const own = modules.map(({ texts }) => texts[lang].refusals?.[why]).find((text) => text !== undefined)
  const sentence = own ?? common[lang][why]
  if (sentence) return fill(sentence, about)
  return problemIn(lang, why as ProblemCode, about.column ?? '', about.value ?? '', about)
}

export const faultText = (lang: Lang, { code, header, value }: Fault): string =>
  common[lang][code] ?? problemIn(lang, code as ProblemCode, header, value, {})

function problemIn(
  lang: Lang,
  code: ProblemCode,
  header: string,
  value: string,
  about: Record<string, string>,
): string {
  const say = problems[lang][code]
  if (!say) return code
  const column = headerIn(lang, header)
  return say(
    { sheet: '', row: 0, column, code, value },
    about.column ? { ...about, column: headerIn(lang, about.column) } : about,
  )
}

/** Every code a deed may refuse with has a sentence: the tests ask this. */
export const hasText = (lang: Lang, why: string): boolean =>
  why in common[lang] || why in problems[lang] || modules.some(({ texts }) => texts[lang].refusals?.[why] !== undefined)
