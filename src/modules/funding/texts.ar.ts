import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  deeds: {
    'funding.move': {
      name: 'تقديم تمويل',
      says: 'محدد، مطلوب، ملتزم به، موقع: لكل مرحلة يومها. وبالعملة يُحتسب الالتزام بسعر ذلك اليوم.',
    },
    'funding.receive': { name: 'تسجيل مقبوض', says: 'المال المقبوض بسعر يومه.' },
  },
  refusals: {
    'stage-done': 'هذه المرحلة مؤرخة أصلا بـ {day}. صححوا البطاقة إن كان خطأ.',
    'stage-early': 'مرحلة «{stage}» بتاريخ {day}، بعد هذا اليوم.',
    'rate-needed': 'المبلغ بعملة {currency} يتطلب سعر اليوم بالدرهم.',
    'not-signed': 'هذا التمويل غير موقع في هذا التاريخ.',
    'over-received': 'لم يبق إلا {left} للقبض من هذا التمويل.',
  },
  figures: {
    'funds.engaged': {
      name: 'التمويلات الملتزم بها',
      words: '',
      rule: 'التمويلات التي تم الالتزام بها بين فاتح يناير {year} و{day}، كل منها محول إلى الدرهم بسعره. المطلوب ليس ملتزما به.',
    },
    'funds.signed': {
      name: 'التمويلات الموقعة',
      words: '',
      rule: 'التمويلات الموقعة بين فاتح يناير {year} و{day} مهما كانت سنة الالتزام.',
    },
    'funds.received': {
      name: 'التمويلات المحصلة',
      words: '',
      rule: 'المبالغ المحصلة بين فاتح يناير {year} و{day} بسعرها الخاص، مهما كانت سنة الالتزام.',
    },
  },
}
