import type { ProblemCode } from '../core/sheet.ts'
import type { Said } from './problems.fr.ts'

/** ما الخطأ في خانة، وما العمل. */
export const ar: Record<ProblemCode, (said: Said, about: Record<string, string>) => string> = {
  unreadable: ({ sheet, value }) => `الملف «${sheet}» غير مقروء (${value}). أعطوا ملفات CSV أو مصنفا بصيغة xlsx.`,
  'too-large': ({ sheet, value }) => `«${sheet}» كبير جدا (${value}). قسّموه أو أزيلوا ما ليس جدولا من جداول السنة.`,
  'missing-cell': ({ column }) => `«${column}» فارغ. املؤوا هذه الخانة.`,
  'missing-column': ({ column }) => `العمود «${column}» ناقص. أضيفوه أو سمّوه بهذا الاسم.`,
  'unknown-column': ({ value }) => `العمود «${value}» غير معروف. غيّروا اسمه أو أزيلوه أو اتركوه جانبا.`,
  'unknown-sheet': ({ value }) => `«${value}» ليس اسم أي جدول من الملف. غيّروا اسمه أو أزيلوه.`,
  'missing-sheet': ({ sheet }, { times }) => `الجدول «${sheet}» ناقص، و${times} خانة من جداول أخرى تحيل إليه.`,
  'repeated-column': ({ column, value }) => `«${value}» يكرر العمود «${column}». احتفظوا بواحد.`,
  'repeated-sheet': ({ sheet, value }) => `الجدول «${sheet}» معطى مرتين (هنا في ${value}). احتفظوا بواحد.`,
  'bad-day': ({ value }) => `«${value}» ليس تاريخا أو لا وجود له في التقويم. اكتبوا 2019-12-23 أو 23/12/2019.`,
  'bad-instant': ({ value }) => `«${value}» ليس تاريخا تتبعه ساعة. اكتبوا 2019-06-25T09:00.`,
  'bad-number': ({ value, column }) => `«${value}» لا يناسب «${column}»: المنتظر عدد.`,
  'bad-boolean': ({ value }) => `«${value}» ليس نعم ولا لا.`,
  'not-in-list': ({ value, column }) => `«${value}» ليس من قيم «${column}».`,
  'bad-currency': ({ value }) => `«${value}» ليس رمز عملة (ISO 4217): MAD أو EUR أو USD…`,
  'bad-ice': ({ value }) => `«${value}» ليس معرّفا موحدا للمقاولة: 15 رقما آخر رقمين منها يتحققان من الباقي.`,
  negative: ({ value, column }) => `لا يمكن أن يكون «${column}» سالبا (${value}).`,
  'bad-document': () => 'هذه الوثيقة غير موجودة. أرسلوها أولا.',
  'missing-rate': (_, { currency }) => `المبلغ بعملة ${currency} يتطلب سعر صرفه بالدرهم.`,
  'unknown-reference': ({ value }) => `«${value}» غير معروف في أي جدول. صحّحوا الاسم أو أضيفوا ما يحيل إليه.`,
  'ambiguous-name': ({ value }) => `«${value}» قد يعني عدة هيئات. اكتبوا الاسم مع شكله القانوني أو المعرّف الموحد.`,
  duplicate: ({ value }, { line }) => `«${value}» معطى من قبل${line ? ` في السطر ${line}` : ''}.`,
  order: ({ value }, { from, column }) => `هذا التاريخ (${value}) يسبق «${column}» (${from}).`,
  overlap: () => 'هذه الهيئة عضو في هذا التاريخ أصلا. أنهوا العضوية الأولى أو أزيلوا إحداهما.',
  'closed-period': ({ value }, { day }) => `${value} في فترة مقفلة (إلى ${day}). سجلوا قيدا في فترة مفتوحة.`,
  unbalanced: ({ value }, { difference }) => `القيد «${value}» غير متوازن: المدين ناقص الدائن يساوي ${difference}.`,
}
