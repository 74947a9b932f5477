import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {},
  deeds: {
    import: { name: 'استيراد ملف', says: 'يُدخل جداول الملف كلها أو لا شيء.' },
    'import.undo': {
      name: 'إلغاء استيراد',
      says: 'يزيل ما أضافه الاستيراد ويعيد ما غيّره. يُرفض إن بُني عليه شيء من بعد.',
    },
  },
  refusals: {
    'no-import': 'هذا القيد ليس استيرادا يمكن إلغاؤه.',
    'undone-already': 'أُلغي هذا الاستيراد من قبل.',
    'changed-since': 'تغيرت بطاقات من «{sheet}» بعد هذا الاستيراد. صححوها واحدة واحدة.',
    'in-use': 'بطاقات من «{sheet}» تستعملها بطاقات أُدخلت من بعد. أزيلوا هذه أولا.',
  },
}
