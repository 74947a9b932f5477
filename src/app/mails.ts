import { headerIn } from '../modules/directory/index.ts'
import { legible } from '../platform/fold.ts'
import type { Mail } from '../platform/mail.ts'
import { dayText, directionOf, fill, isLang, type Lang, moneyText } from '../platform/texts.ts'

type Template = { subject: string; body: string; button?: string }

const fr: Record<string, Template> = {
  invitation: {
    subject: 'Invitation au {cluster}',
    body: 'Bonjour {name},\n\n{by} vous donne accès au {cluster}. Le lien ci-dessous vous connecte une première fois ; il vaut sept jours.',
    button: 'Entrer',
  },
  'sign-in': {
    subject: 'Votre lien de connexion',
    body: 'Bonjour {name},\n\nCe lien vous connecte. Il vaut {minutes} minutes et une seule fois. Si vous ne l’avez pas demandé, laissez-le : sans lui, personne n’entre.',
    button: 'Se connecter',
  },
  'dues-call': {
    subject: 'Cotisation {year}',
    body: 'Bonjour,\n\nLa cotisation {year} de {name} est de {amount}.{due}\n\nRépondez à ce message si quelque chose n’est pas juste.',
  },
  'dues-reminder': {
    subject: 'Cotisation {year} : reste dû',
    body: 'Bonjour,\n\nIl reste {amount} à payer de la cotisation {year} de {name}. Si le paiement est en route, ne tenez pas compte de ce message.',
  },
  receipt: {
    subject: 'Reçu {receipt}',
    body: 'Bonjour,\n\nNous avons reçu {amount} de {name} pour la cotisation {year}, le {paid_on}. Reçu n° {receipt}.',
  },
  'agreement-ends': {
    subject: 'Conventions qui prennent fin : {count}',
    body: 'Bonjour {name},\n\nCes conventions finissent bientôt :\n{list}',
  },
  convocation: {
    subject: 'Convocation : {organ}, {held}',
    body: 'Bonjour {name},\n\nVous êtes convoqué à la séance {reference} de « {organ} », le {held}. {place}\n\nOrdre du jour :\n{agenda}',
  },
}

const ar: typeof fr = {
  invitation: {
    subject: 'دعوة إلى {cluster}',
    body: 'السلام عليكم {name}،\n\nيمنحكم {by} ولوجا إلى {cluster}. يدخلكم الرابط أسفله للمرة الأولى، ويسري سبعة أيام.',
    button: 'دخول',
  },
  'sign-in': {
    subject: 'رابط الدخول',
    body: 'السلام عليكم {name}،\n\nهذا الرابط يسجل دخولكم. يسري {minutes} دقيقة ومرة واحدة. إن لم تطلبوه فاتركوه: من دونه لا يدخل أحد.',
    button: 'تسجيل الدخول',
  },
  'dues-call': {
    subject: 'اشتراك {year}',
    body: 'السلام عليكم،\n\nاشتراك {year} لـ {name} هو {amount}.{due}\n\nأجيبوا على هذه الرسالة إن كان فيها خطأ.',
  },
  'dues-reminder': {
    subject: 'اشتراك {year}: الباقي',
    body: 'السلام عليكم،\n\nبقي {amount} من اشتراك {year} لـ {name}. إن كان الأداء في الطريق فلا تلتفتوا لهذه الرسالة.',
  },
  receipt: {
    subject: 'وصل {receipt}',
    body: 'السلام عليكم،\n\nتوصلنا بمبلغ {amount} من {name} عن اشتراك {year}، في {paid_on}. الوصل رقم {receipt}.',
  },
  'agreement-ends': {
    subject: 'اتفاقيات تنتهي قريبا: {count}',
    body: 'السلام عليكم {name}،\n\nهذه الاتفاقيات تنتهي قريبا:\n{list}',
  },
  convocation: {
    subject: 'استدعاء: {organ}، {held}',
    body: 'السلام عليكم {name}،\n\nأنتم مدعوون إلى الجلسة {reference} لـ «{organ}»، في {held}. {place}\n\nجدول الأعمال:\n{agenda}',
  },
}

const en: typeof fr = {
  invitation: {
    subject: 'Invitation to {cluster}',
    body: 'Hello {name},\n\n{by} gives you access to {cluster}. The link below lets you in for the first time; it is good for seven days.',
    button: 'Come in',
  },
  'sign-in': {
    subject: 'Your sign-in link',
    body: 'Hello {name},\n\nThis link signs you in. It is good for {minutes} minutes, once. If you did not ask for it, leave it: without it nobody comes in.',
    button: 'Sign in',
  },
  'dues-call': {
    subject: 'Dues {year}',
    body: 'Hello,\n\nThe dues {year} of {name} are {amount}.{due}\n\nAnswer this message if something is not right.',
  },
  'dues-reminder': {
    subject: 'Dues {year}: still owed',
    body: 'Hello,\n\n{amount} of the dues {year} of {name} is still to be paid. If the payment is on its way, pay no heed to this message.',
  },
  receipt: {
    subject: 'Receipt {receipt}',
    body: 'Hello,\n\nWe received {amount} from {name} for the dues {year}, on {paid_on}. Receipt no. {receipt}.',
  },
  'agreement-ends': {
    subject: 'Agreements about to end: {count}',
    body: 'Hello {name},\n\nThese agreements end soon:\n{list}',
  },
  convocation: {
    subject: 'Convocation: {organ}, {held}',
    body: 'Hello {name},\n\nYou are called to the meeting {reference} of “{organ}”, on {held}. {place}\n\nAgenda:\n{agenda}',
  },
}

const templates = { fr, ar, en }

export const hasMail = (lang: Lang, template: string): boolean => template in templates[lang]
export const mailTemplates = Object.keys(fr)

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)

// A name with a line break in it would write headers of its own.
const oneLine = (text: string) =>
  legible(text)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()

/** Sets a mail in the reader's language, as text and as HTML; what people wrote is escaped in the one and bare in the other. */
export function setMail(
  { template, lang: asked, to, values }: { template: string; lang: string; to: string; values: Record<string, string> },
  { cluster, address }: { cluster: string; address: string },
): Mail | null {
  const lang: Lang = isLang(asked) ? asked : 'fr'
  const found = templates[lang][template]
  if (!found) return null
  const said = { cluster, ...worded(lang, values) }
  const subject = oneLine(fill(found.subject, said))
  const body = fill(found.body, said)
  const link = values.key ? `${address}${lang === 'fr' ? '' : `/${lang}`}/connexion/lien/${values.key}` : null
  const paragraphs = body.split(/\n\n+/).map((text) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`)
  const button = link ? [`<p><a href="${escaped(link)}">${escaped(found.button ?? link)}</a></p>`] : []
  const html = `<!doctype html><html lang="${lang}" dir="${directionOf(lang)}"><body style="font-family:sans-serif;line-height:1.5;max-width:36em">${[...paragraphs, ...button, `<p style="color:#55607a">${escaped(cluster)}</p>`].join('\n')}</body></html>`
  return { to, subject, text: [body, ...(link ? [link] : []), cluster].join('\n\n'), html }
}

const amounts = new Set(['amount'])
const days = new Set(['paid_on', 'held'])

function worded(lang: Lang, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (amounts.has(key) && value) return [key, moneyText(lang, Number(value))]
      if (days.has(key) && value) return [key, dayText(lang, value)]
      if (key === 'due') return [key, value ? ` ${headerIn(lang, 'À payer avant le')} ${dayText(lang, value)}.` : '']
      return [key, value]
    }),
  )
}
