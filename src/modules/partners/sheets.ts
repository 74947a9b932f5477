import { choice, day, reference, references, sheet, text } from '../../core/sheet.ts'

export const agreements = sheet({
  name: 'conventions',
  table: 'agreement',
  key: ['reference'],
  calledBy: ['reference'],
  columns: {
    reference: text('Référence', { required: true, synonyms: ['Réf.', 'Réf', 'N°', 'Numéro'] }),
    title: text('Intitulé', { required: true, synonyms: ['Titre', 'Objet', 'Libellé'] }),
    parties: references('organisations', { via: 'agreement_party', as: 'organisation_id' }, 'Parties', {
      required: true,
      synonyms: ['Partenaires', 'Partie', 'Signataires', 'Partenaire'],
    }),
    nature: choice('Nature', ['convention', 'avenant', "lettre d'intention"], {
      required: true,
      synonyms: ['Type'],
      also: { "lettre d'intentions": "lettre d'intention", "lettres d'intention": "lettre d'intention" },
    }),
    signed: day('Date de signature', { synonyms: ['Signé le', 'Signée le', 'Signature'] }),
    ends: day('Date de fin', { synonyms: ['Fin', 'Échéance', "Date d'échéance", 'Expire le'] }),
    programme: reference('programmes', 'Programme', { synonyms: ['Code programme', 'Projet'] }),
  },
  order: [['signed', 'ends']],
})

export const sheets = [agreements]
