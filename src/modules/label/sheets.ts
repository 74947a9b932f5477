import { choice, day, number, reference, sheet, text } from '../../core/sheet.ts'

export const schemes = ['Pompage solaire', 'PV', 'PV+'] as const
export const states = ['candidat', 'valide', 'suspendu', 'retiré', 'refusé'] as const

export const labels = sheet({
  name: 'labels',
  table: 'label',
  key: ['number'],
  calledBy: ['number'],
  columns: {
    number: text('Numéro', { required: true, synonyms: ['N°', 'Numéro de label', 'N° de certificat', 'Référence'] }),
    scheme: choice('Label', schemes, {
      required: true,
      synonyms: ['Type de label', 'Type'],
      also: { pompage: 'Pompage solaire', 'pv plus': 'PV+', 'pv +': 'PV+' },
    }),
    holder: reference('organisations', 'Titulaire', {
      required: true,
      synonyms: [
        'Entreprise labellisée',
        'Société',
        'Installateur',
        'Entreprise',
        'Organisation',
        'Raison sociale',
        'Nom',
      ],
    }),
    referent: text('Référent', { personal: true, synonyms: ['Personne référente', 'Référent technique'] }),
    trained: day('Date de formation', { synonyms: ['Formé le', 'Formation'] }),
    test_mark: number('Note au test', { synonyms: ['Note', 'Test'] }),
    charter: day('Date de charte', { synonyms: ['Charte', 'Charte signée le', 'Date de la charte'] }),
    granted: day("Date d'octroi", {
      synonyms: [
        'Date d’obtention',
        'Obtenu le',
        'Attribué le',
        'Date d’attribution',
        'Accordé le',
        'Octroyé le',
        'Octroi',
        'Délivré le',
        'Date de délivrance',
      ],
    }),
    ends: day('Date de fin', {
      synonyms: [
        'Validité',
        'Date de validité',
        'Valide jusqu’au',
        "Date d'expiration",
        'Fin',
        'Échéance',
        'Valable jusqu’au',
        'Expire le',
      ],
    }),
    state: choice('Statut', states, {
      required: true,
      synonyms: ['État'],
      also: { valable: 'valide', candidate: 'candidat', suspendue: 'suspendu', retiree: 'retiré', refusee: 'refusé' },
    }),
    state_on: day('Date du statut', { synonyms: ['Statut au', 'Date de statut'] }),
    reason: text('Motif', { synonyms: ['Raison'] }),
    origin: text('Origine', { synonyms: ['Provenance'] }),
  },
  order: [['granted', 'ends']],
})

export const sheets = [labels]
