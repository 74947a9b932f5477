import type { Problem, ProblemCode } from '../core/sheet.ts'

export type Said = Omit<Problem, 'message'>

/** What is wrong with a cell, and what to do about it. */
export const fr: Record<ProblemCode, (said: Said, about: Record<string, string>) => string> = {
  unreadable: ({ sheet, value }) =>
    `Le fichier « ${sheet} » ne se lit pas (${value}). Donnez un dossier de fichiers CSV ou un classeur .xlsx.`,
  'too-large': ({ sheet, value }) =>
    `« ${sheet} » est trop grand (${value}) pour un dossier. Découpez-le, ou retirez ce qui n’est pas un tableau de l’année.`,
  'missing-cell': ({ column }) => `« ${column} » est vide. Remplissez cette cellule.`,
  'missing-column': ({ column }) => `La colonne « ${column} » manque. Ajoutez-la, ou donnez-lui ce nom.`,
  'unknown-column': ({ value }) =>
    `La colonne « ${value} » n’est pas reconnue. Renommez-la, retirez-la, ou importez avec --skip-unknown-columns pour la laisser de côté.`,
  'unknown-sheet': ({ value }) => `« ${value} » n’est le nom d’aucun tableau du dossier. Renommez-le ou retirez-le.`,
  'missing-sheet': ({ sheet }, { times }) =>
    `Le tableau « ${sheet} » manque, et ${times} cellules d’autres tableaux s’y rapportent.`,
  'repeated-column': ({ column, value }) =>
    `« ${value} » dit une seconde fois la colonne « ${column} ». Gardez-en une.`,
  'repeated-sheet': ({ sheet, value }) =>
    `Le tableau « ${sheet} » est donné deux fois (ici dans ${value}). Gardez-en un.`,
  'bad-day': ({ value }) =>
    `« ${value} » n’est pas une date, ou n’existe pas au calendrier. Écrivez 2019-12-23 ou 23/12/2019.`,
  'bad-instant': ({ value }) => `« ${value} » n’est pas une date suivie d’une heure. Écrivez 2019-06-25T09:00.`,
  'bad-number': ({ value, column }) => `« ${value} » ne convient pas à « ${column} » : un nombre est attendu.`,
  'bad-boolean': ({ value }) => `« ${value} » n’est ni oui ni non.`,
  'not-in-list': ({ value, column }) => `« ${value} » n’est pas une valeur de « ${column} ».`,
  'bad-currency': ({ value }) => `« ${value} » n’est pas un code de monnaie (ISO 4217) : MAD, EUR, USD…`,
  'bad-ice': ({ value }) => `« ${value} » n’est pas un ICE : 15 chiffres dont les deux derniers vérifient les autres.`,
  negative: ({ value, column }) => `« ${column} » ne peut pas être négatif (${value}).`,
  'bad-document': () => 'Ce document n’est pas là. Envoyez-le d’abord.',
  'missing-rate': (_, { currency }) => `Un montant en ${currency} demande son taux en dirhams.`,
  'unknown-reference': ({ value, sheet }, { word, times }) =>
    word
      ? `Personne ne se rapporte à « ${value} » du tableau « ${sheet} », mais ${times} cellules disent « ${word} » : est-ce mal écrit ici ?`
      : times
        ? `« ${value} » n’est connu d’aucun tableau ; ${times} cellules le disent, celle-ci est la première.`
        : `« ${value} » n’est connu d’aucun tableau du dossier ni du cluster. Corrigez le nom, ou ajoutez ce à quoi il renvoie.`,
  'ambiguous-name': ({ value }) =>
    `« ${value} » peut désigner plusieurs organisations. Écrivez le nom avec sa forme juridique, ou l’ICE.`,
  duplicate: ({ value }, { line }) => `« ${value} » est déjà donné${line ? ` à la ligne ${line}` : ' plus haut'}.`,
  order: ({ value }, { from, column }) => `Cette date (${value}) vient avant « ${column} » (${from}).`,
  overlap: (_, { other }) =>
    `Cette organisation est déjà membre à cette date${other === '0' ? '' : ` (ligne ${other})`}. Terminez la première adhésion, ou retirez l’une des deux.`,
  'closed-period': ({ value }, { day }) =>
    `Le ${value} est dans une période close (jusqu’au ${day}). Passez une écriture dans une période ouverte.`,
  unbalanced: ({ value }, { difference, lines }) =>
    `La pièce « ${value} » n’est pas équilibrée : débit moins crédit font ${difference} (lignes ${lines}).`,
}

export const problemText = (said: Said, about: Record<string, string>): string => fr[said.code](said, about)
