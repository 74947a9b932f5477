import type { Lang } from '../../platform/texts.ts'

type Processing = readonly [what: string, why: string, data: string, kept: string, seen: string]

/** The register of processings that law 09-08 and the GDPR (article 30) ask for, as the house keeps data by itself. */
export const processings: Record<Lang, readonly Processing[]> = {
  fr: [
    [
      'Comptes',
      'Laisser entrer qui en a le droit',
      'Nom, courriel, empreinte du mot de passe, appareils',
      'Le compte : tant qu’un rôle est tenu. Une session : 30 jours au plus',
      'La personne et le secrétariat',
    ],
    [
      'Membres et partenaires',
      'Tenir l’annuaire, appeler les cotisations',
      'Courriel et téléphone des organisations',
      'Cinq ans après la fin de l’adhésion',
      'Le bureau ; le public voit l’annuaire sans eux',
    ],
    [
      'Candidatures et parcours',
      'Choisir, accompagner, rendre compte aux bailleurs',
      'Nom, sexe, année de naissance, région, projet',
      'La durée du programme et cinq ans',
      'Le bureau et le conseil ; les bailleurs et le public, sans les noms',
    ],
    [
      'Formations',
      'Compter les heures, attester la présence',
      'Nom, sexe, organisation, demi-journées',
      'Cinq ans',
      'Le bureau et le conseil ; l’organisation de la personne',
    ],
    [
      'Organes de l’association',
      'Convoquer, voter, déclarer',
      'Nom, qualité, mandat, présence, voix',
      'Sans limite : archives de l’association',
      'Les mandats sont publics ; les voix, au bureau et au conseil',
    ],
    [
      'Journal',
      'Prouver que rien n’a été réécrit',
      'Le nom de qui a fait l’acte ; une marque à la place des faits personnels',
      'Sans limite',
      'Le bureau et le conseil',
    ],
  ],
  ar: [
    [
      'الحسابات',
      'إدخال من له الحق',
      'الاسم والبريد وبصمة كلمة السر والأجهزة',
      'الحساب ما دام للشخص دور. والجلسة 30 يوما على الأكثر',
      'الشخص والكتابة',
    ],
    [
      'الأعضاء والشركاء',
      'مسك الدليل وطلب الاشتراكات',
      'بريد الهيئات وهاتفها',
      'خمس سنوات بعد نهاية العضوية',
      'المكتب؛ ويرى العموم الدليل من دونها',
    ],
    [
      'الترشيحات والمسارات',
      'الاختيار والمواكبة وتقديم الحساب للممولين',
      'الاسم والجنس وسنة الميلاد والجهة والمشروع',
      'مدة البرنامج وخمس سنوات',
      'المكتب والمجلس؛ والممولون والعموم بلا أسماء',
    ],
    [
      'التكوينات',
      'عد الساعات وإثبات الحضور',
      'الاسم والجنس والهيئة وأنصاف الأيام',
      'خمس سنوات',
      'المكتب والمجلس؛ وهيئة الشخص',
    ],
    [
      'أجهزة الجمعية',
      'الدعوة والتصويت والتصريح',
      'الاسم والصفة والانتداب والحضور والصوت',
      'بلا حد: أرشيف الجمعية',
      'الانتدابات عمومية؛ والأصوات للمكتب والمجلس',
    ],
    [
      'اليومية',
      'إثبات أن لا شيء أُعيدت كتابته',
      'اسم من قام بالإجراء؛ وعلامة مكان الوقائع الشخصية',
      'بلا حد',
      'المكتب والمجلس',
    ],
  ],
  en: [
    [
      'Accounts',
      'Letting in who may come in',
      'Name, e-mail, hash of the password, devices',
      'The account: while a role is held. A session: 30 days at most',
      'The person and the secretariat',
    ],
    [
      'Members and partners',
      'Keeping the directory, calling dues',
      'E-mail and phone of organisations',
      'Five years after the membership ends',
      'The office; the public sees the directory without them',
    ],
    [
      'Applications and journeys',
      'Choosing, supporting, accounting to funders',
      'Name, sex, year of birth, region, project',
      'The programme’s time and five years',
      'The office and the board; funders and the public, without the names',
    ],
    [
      'Trainings',
      'Counting hours, attesting presence',
      'Name, sex, organisation, half-days',
      'Five years',
      'The office and the board; the person’s organisation',
    ],
    [
      'Organs of the association',
      'Convening, voting, declaring',
      'Name, capacity, mandate, attendance, vote',
      'Without limit: archives of the association',
      'Mandates are public; votes, for the office and the board',
    ],
    [
      'Journal',
      'Proving that nothing was rewritten',
      'The name of who did the deed; a mark in place of personal facts',
      'Without limit',
      'The office and the board',
    ],
  ],
}
