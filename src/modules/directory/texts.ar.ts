import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {},
  deeds: {
    'persons.add': { name: 'إضافة شخص', says: 'يدخل الشخص إلى السجل قبل أن تذكره أي بطاقة.' },
    'persons.correct': { name: 'تصحيح اسم شخص', says: 'يتغير الاسم حيثما ذُكر الشخص. وتحفظ اليومية السبب لا الأسماء.' },
    'persons.merge': { name: 'دمج شخصين', says: 'كل ما كان يذكر الثاني يذكر الأول. لا رجعة في هذا.' },
    'organisations.merge': {
      name: 'دمج بطاقتين',
      says: 'كل ما كان يشير إلى الثانية يشير إلى الأولى، وما زادت به الثانية يبقى لها. لا رجعة في هذا.',
    },
  },
  refusals: {
    'person-known': 'شخص يحمل هذا الاسم أصلا.',
    'no-person': 'لا أحد بهذا الاسم في السجل.',
    'same-record': 'هي البطاقة نفسها.',
    'two-candidacies': 'كلاهما طلب الانخراط. ابتوا أولا في أحد الطلبين.',
    'two-ice': 'للبطاقتين معرّفان مختلفان: هما مقاولتان.',
    'merge-overlap': 'كلتاهما عضو في الوقت نفسه. أنهوا أولا إحدى العضويتين.',
    'merge-conflict': 'لكلتيهما بطاقة مماثلة في «{sheet}». أزيلوا أو صححوا إحداهما أولا.',
  },
  duplicates: 'المكررات',
  duplicatesSay: 'هيئات تبدو واحدة. افتحوا الاثنتين ثم ادمجوهما إن كان الأمر كذلك.',
  noDuplicates: 'لا يظهر أي مكرر.',
  why: 'السبب',
  reasons: {
    ice: 'المعرّف نفسه',
    name: 'الاسم نفسه',
    script: 'الاسم نفسه بالخطين',
    near: 'اسمان متقاربان',
    email: 'البريد نفسه',
  },
  keepThis: 'دمج مع الاحتفاظ بـ {name}',
}
