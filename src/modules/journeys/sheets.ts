import { amount, choice, day, number, party, reference, sheet, text } from '../../core/sheet.ts'

const programme = () => reference('programmes', 'Programme', { required: true, synonyms: ['Code programme', 'Projet'] })
const beneficiary = {
  required: true,
  personal: true,
  synonyms: ['Bénéficiaires', 'Nom', 'Startup', 'Start-up', 'Entrepreneur', 'Personne', 'Porteur'],
}

export const journeys = sheet({
  name: 'parcours',
  table: 'journey',
  key: ['programme', 'beneficiary', 'stage', 'entered'],
  repeats: true,
  columns: {
    programme: programme(),
    beneficiary: party('organisations', 'Bénéficiaire', { ...beneficiary, natureIn: 'nature', persons: ['personne'] }),
    nature: choice('Nature', ['personne', 'startup'], {
      required: true,
      synonyms: ['Type'],
      also: { 'start-up': 'startup', 'start up': 'startup', entrepreneur: 'personne' },
    }),
    stage: text('Étape', { synonyms: ['Phase', 'Stade'] }),
    entered: day('Entrée', { synonyms: ["Date d'entrée", 'Début', 'Entré le'] }),
    ended: day('Sortie', { synonyms: ['Date de sortie', 'Fin', 'Sorti le'] }),
    reason: text('Motif', { synonyms: ['Motif de sortie', 'Raison'] }),
  },
  order: [['entered', 'ended']],
})

export const supportActs = sheet({
  name: 'accompagnements',
  table: 'support_act',
  key: ['programme', 'beneficiary', 'day', 'kind', 'adviser'],
  repeats: true,
  columns: {
    programme: programme(),
    beneficiary: party('organisations', 'Bénéficiaire', beneficiary),
    day: day('Date', { required: true, synonyms: ['Le', "Date de l'acte"] }),
    kind: text('Type', { synonyms: ['Nature', 'Acte'] }),
    adviser: text('Intervenant', { personal: true, synonyms: ['Mentor', 'Expert', 'Coach', 'Conseiller'] }),
    hours: number('Heures', { required: true, synonyms: ['Durée', 'Durée (h)', "Nombre d'heures", 'H'] }),
  },
})

export const aids = sheet({
  name: 'aides',
  table: 'aid',
  key: ['reference'],
  calledBy: ['reference'],
  columns: {
    reference: text('Référence', { required: true, synonyms: ['Réf.', 'Réf', 'N°', 'Numéro'] }),
    programme: programme(),
    beneficiary: party('organisations', 'Bénéficiaire', beneficiary),
    instrument: text('Instrument', { synonyms: ['Type', 'Nature'] }),
    amount: amount('Montant', { required: true, synonyms: ['Montant (DH)'] }),
    awarded: day("Date d'octroi", { required: true, synonyms: ['Octroyée le', 'Octroi', 'Accordée le'] }),
    paid: day('Date de versement', { synonyms: ['Versée le', 'Versement', 'Payée le', 'Date de paiement'] }),
    voucher: text('Pièce', { synonyms: ['Justificatif', 'N° pièce', 'Ordre de virement'] }),
  },
})

export const sheets = [journeys, supportActs, aids]
