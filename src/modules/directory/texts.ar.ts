import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {},
  deeds: {
    'organisations.merge': {
      name: 'دمج بطاقتين',
      says: 'كل ما كان يشير إلى الثانية يشير إلى الأولى، وما زادت به الثانية يبقى لها. لا رجعة في هذا.',
    },
  },
  refusals: {
    'same-record': 'هي البطاقة نفسها.',
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
