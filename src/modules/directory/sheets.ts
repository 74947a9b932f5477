import { checked, choice, type Finding, integer, name, type Row, sheet, text } from '../../core/sheet.ts'
import { parseCell } from '../../platform/cell.ts'
import { formerly } from './formerly.ts'
import { parseIce } from './ice.ts'
import { regions } from './regions.ts'

const fields = ['Nom', 'Ville', 'Exercice', 'Arrêté au', 'Devise', 'Statut juridique', 'Identifiant IATI'] as const

/** The facts a cluster states about itself. Days and codes are checked where they stand, in the value's cell. */
export const settings = sheet({
  name: 'cluster',
  keptBy: ['secretary'],
  table: 'setting',
  key: ['field'],
  columns: {
    // A field misspelt would be a fact lost, the day of the figures above all: so the list is closed.
    field: choice('Champ', fields, {
      required: true,
      synonyms: ['Paramètre', 'Clé'],
      also: {
        'arrete le': 'Arrêté au',
        "date d'arrete": 'Arrêté au',
        annee: 'Exercice',
        monnaie: 'Devise',
        'forme juridique': 'Statut juridique',
        'raison sociale': 'Nom',
        siege: 'Ville',
      },
    }),
    value: text('Valeur', { required: true }),
  },
  rules: [{ reads: ['field', 'value'], find: (rows) => rows.flatMap(settingFault) }],
})

function settingFault(row: Row): Finding[] {
  const value = row.values.value ?? ''
  const kind = ({ 'Arrêté au': 'day', Devise: 'currency' } as const)[row.values.field ?? '']
  const parsed = kind ? parseCell({ kind }, value, 'UTC') : { value }
  if ('code' in parsed) return [{ row, column: 'value', code: parsed.code }]
  if (row.values.field === 'Exercice' && !/^(19|20|21)\d\d$/.test(value))
    return [{ row, column: 'value', code: 'bad-number' }]
  return []
}

const natures = [
  'Entreprise',
  'Startup',
  'Université',
  'Institution',
  'Association',
  'Bailleur',
  "Donneur d'ordre",
] as const

export const organisations = sheet({
  name: 'organisations',
  table: 'organisation',
  key: ['name'],
  calledBy: ['name', 'ice'],
  qualifiedBy: 'legal_form',
  identify: ['ice', 'name'],
  formerly,
  columns: {
    name: name('Nom', {
      synonyms: ['Raison sociale', 'Dénomination', 'Organisation', 'Société', 'Entreprise', 'Nom de l’organisation'],
    }),
    legal_form: text('Forme juridique', { synonyms: ['Statut juridique', 'Forme'] }),
    ice: checked('ICE', parseIce, {
      synonyms: [
        'Code ICE',
        'N° d’ICE',
        'N° ICE',
        'Numéro ICE',
        'Identifiant commun',
        "Identifiant commun de l'entreprise",
      ],
    }),
    city: text('Ville', { synonyms: ['Localité', 'Siège'] }),
    region: choice(
      'Région',
      regions.map(({ fr }) => fr),
      { closed: false },
    ),
    nature: choice('Nature', natures, {
      required: true,
      synonyms: ['Type', 'Catégorie'],
      also: {
        'start-up': 'Startup',
        'start up': 'Startup',
        societe: 'Entreprise',
        ecole: 'Université',
        ong: 'Association',
      },
    }),
    headcount: integer('Effectif', {
      synonyms: ['Employés', 'Nombre d’employés', 'Effectifs', 'Nombre de salariés', 'Salariés'],
    }),
    fields: text('Domaines', {
      synonyms: [
        'Secteur',
        'Activité',
        'Secteur d’activité',
        'Métiers',
        'Domaine',
        "Domaines d'activité",
        'Activités',
        'Secteurs',
      ],
    }),
    email: text('Courriel', {
      synonyms: [
        'Adresse e-mail',
        'Adresse mail',
        'Courriels',
        'Contact',
        'E-mail',
        'Email',
        'Mail',
        'Adresse électronique',
        'Mél',
      ],
      personal: true,
    }),
    phone: text('Téléphone', {
      synonyms: ['N° de téléphone', 'Mobile', 'Portable', 'Fixe', 'Tél.', 'Tel', 'Tél', 'Phone', 'GSM'],
      personal: true,
    }),
    origin: text('Origine', { synonyms: ['Provenance'] }),
  },
})

export const sheets = [settings, organisations]
