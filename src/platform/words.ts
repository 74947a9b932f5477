import type { Lang, Translated } from './texts.ts'

/** The words every page shares. */
const fr = {
  skip: 'Aller au texte',
  sections: 'Rubriques',
  languages: 'Langues',
  made: 'Site tenu avec Grappe. Chaque nombre s’ouvre sur ses preuves.',
  search: 'Chercher',
  filter: 'Filtrer',
  all: 'Tous',
  clear: 'Tout afficher',
  before: 'Page précédente',
  after: 'Page suivante',
  pages: 'Pages',
  workbook: 'Classeur',
  print: 'Imprimer',
  none: 'Rien ne correspond. Élargissez la recherche, ou affichez tout.',
  notFound: 'Cette page n’existe pas',
  notFoundWhy: 'L’adresse est fausse, ou ce qu’elle montrait n’est plus là.',
  full: 'Plus de place pour écrire',
  fullWhy:
    'Le disque de cette installation est plein. Rien n’a été enregistré ni perdu ; on peut continuer à lire. Le bureau doit libérer de la place, puis recommencez.',
  refused: {
    403: {
      title: 'Ce formulaire ne vient pas d’ici',
      why: 'Il a été envoyé depuis un autre site, et rien n’a changé. Ouvrez la page ici, et envoyez-le depuis elle.',
    },
    413: {
      title: 'C’est trop grand',
      why: 'Un formulaire prend 256 ko, et avec ses fichiers 32 Mo. Rien n’a été gardé : revenez en arrière, puis allégez ou découpez.',
    },
    415: {
      title: 'Cela n’est pas un formulaire',
      why: 'Rien n’a changé. Revenez en arrière, et envoyez le formulaire de la page.',
    },
    429: {
      title: 'Trop de demandes en peu de temps',
      why: 'Votre adresse en a fait plus que ce qui est servi en une minute. Attendez une minute, puis rechargez la page.',
    },
  },
  broken: 'Quelque chose s’est cassé ici',
  brokenWhy:
    'Ce n’est pas de votre fait ; rien n’a été changé. Réessayez dans un instant, et si cela dure, dites-le au bureau en donnant cette référence.',
  backHome: 'Retour à l’accueil',
  clusters: 'Les clusters de cette installation',
  noCluster: 'Il n’y a pas encore de cluster. Importez un premier dossier : ./grappe import DOSSIER --cluster NOM',
  since: 'depuis',
  on: 'le',
  to: 'au',
  yourPlaces: 'Vos espaces',
  personalData: 'Données personnelles',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  officePlace: 'Bureau',
  memberPlace: 'Mon entreprise',
  funderPlace: 'Mes programmes',
}

const ar: Translated<typeof fr> = {
  skip: 'إلى النص',
  sections: 'الأقسام',
  languages: 'اللغات',
  made: 'موقع يدار ببرنامج Grappe. كل رقم ينفتح على إثباتاته.',
  search: 'بحث',
  filter: 'تصفية',
  all: 'الكل',
  clear: 'عرض الكل',
  before: 'الصفحة السابقة',
  after: 'الصفحة التالية',
  pages: 'الصفحات',
  workbook: 'جدول',
  print: 'طباعة',
  none: 'لا نتيجة. وسّعوا البحث أو اعرضوا الكل.',
  notFound: 'هذه الصفحة غير موجودة',
  notFoundWhy: 'العنوان خاطئ، أو أن ما كان يعرضه لم يعد هنا.',
  full: 'لا مكان للكتابة',
  fullWhy:
    'قرص هذه المنصة ممتلئ. لم يُسجَّل شيء ولم يضع شيء، والقراءة ممكنة. على المكتب أن يخلي مكانا، ثم أعيدوا المحاولة.',
  refused: {
    403: {
      title: 'هذه الاستمارة ليست من هنا',
      why: 'أُرسلت من موقع آخر ولم يتغير شيء. افتحوا الصفحة هنا وأرسلوها منها.',
    },
    413: {
      title: 'الحجم أكبر من المسموح',
      why: 'تقبل الاستمارة 256 كيلوبايت، ومع ملفاتها 32 ميغابايت. لم يُحفظ شيء: عودوا إلى الصفحة وخففوا الحجم أو قسّموه.',
    },
    415: { title: 'هذه ليست استمارة', why: 'لم يتغير شيء. عودوا إلى الصفحة وأرسلوا استمارتها.' },
    429: {
      title: 'طلبات كثيرة في وقت قصير',
      why: 'طلب عنوانكم أكثر مما يُقدَّم في دقيقة. انتظروا دقيقة ثم أعيدوا تحميل الصفحة.',
    },
  },
  broken: 'حدث عطل هنا',
  brokenWhy: 'ليس بسببكم، ولم يتغير شيء. أعيدوا المحاولة بعد لحظة، وإن استمر فأخبروا المكتب بهذا المرجع.',
  backHome: 'العودة إلى الاستقبال',
  clusters: 'تجمعات هذه المنصة',
  noCluster: 'لا يوجد تجمع بعد. استوردوا ملفا أول: ./grappe import DOSSIER --cluster NOM',
  since: 'منذ',
  on: 'في',
  to: 'إلى',
  yourPlaces: 'فضاءاتكم',
  personalData: 'البيانات الشخصية',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  officePlace: 'المكتب',
  memberPlace: 'مقاولتي',
  funderPlace: 'برامجي',
}

const en: Translated<typeof fr> = {
  skip: 'Skip to the text',
  sections: 'Sections',
  languages: 'Languages',
  made: 'A site kept with Grappe. Every number opens on its evidence.',
  search: 'Search',
  filter: 'Filter',
  all: 'All',
  clear: 'Show all',
  before: 'Previous page',
  after: 'Next page',
  pages: 'Pages',
  workbook: 'Workbook',
  print: 'Print',
  none: 'Nothing matches. Widen the search, or show everything.',
  notFound: 'This page does not exist',
  notFoundWhy: 'The address is wrong, or what it showed is no longer here.',
  full: 'No room left to write',
  fullWhy:
    'The disk of this installation is full. Nothing was saved and nothing was lost; reading goes on. The office must free some room, then try again.',
  refused: {
    403: {
      title: 'This form does not come from here',
      why: 'It was sent from another site, and nothing has changed. Open the page here, and send it from there.',
    },
    413: {
      title: 'This is too large',
      why: 'A form takes 256 kB, and 32 MB with its files. Nothing was kept: go back, and make it smaller or send it in parts.',
    },
    415: { title: 'This is not a form', why: 'Nothing has changed. Go back, and send the form of the page.' },
    429: {
      title: 'Too much asked in a short time',
      why: 'Your address asked for more than is served in a minute. Wait a minute, then load the page again.',
    },
  },
  broken: 'Something broke here',
  brokenWhy:
    'It is not your doing; nothing was changed. Try again in a moment, and if it lasts, tell the office, with this reference.',
  backHome: 'Back to the home page',
  clusters: 'The clusters of this installation',
  noCluster: 'There is no cluster yet. Import a first dossier: ./grappe import FOLDER --cluster NAME',
  since: 'since',
  on: 'on',
  to: 'to',
  yourPlaces: 'Your places',
  personalData: 'Personal data',
  signIn: 'Sign in',
  signOut: 'Sign out',
  officePlace: 'Office',
  memberPlace: 'My company',
  funderPlace: 'My programmes',
}

/** Why a request is turned away before anybody looks at what it says. */
export type RefusedStatus = keyof typeof fr.refused

export const words: Record<Lang, typeof fr> = { fr, ar, en }
