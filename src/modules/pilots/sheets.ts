import { choice, day, instant, number, reference, sheet, text } from '../../core/sheet.ts'
import { regionNames } from '../directory/index.ts'

export const pilots = sheet({
  name: 'pilotes',
  table: 'pilot',
  key: ['code'],
  calledBy: ['code', 'title'],
  columns: {
    code: text('Code', { required: true, synonyms: ['Référence', 'Réf.'] }),
    title: text('Intitulé', { required: true, synonyms: ['Titre', 'Nom', 'Pilote', 'Projet'] }),
    place: text('Commune', { synonyms: ['Lieu', 'Ville'] }),
    region: choice('Région', regionNames, { closed: false }),
    partners: text('Partenaires', { synonyms: ['Partenaire'] }),
    commissioned: day('Mise en service', { synonyms: ['Mis en service le', 'Date de mise en service', 'Début'] }),
    ended: day('Fin', { synonyms: ['Date de fin', 'Arrêté le'] }),
    power_kwp: number('Puissance (kWc)', { synonyms: ['Puissance', 'Puissance kWc', 'kWc'] }),
    origin: text('Origine', { synonyms: ['Provenance'] }),
  },
  order: [['commissioned', 'ended']],
})

export const readings = sheet({
  name: 'releves',
  table: 'reading',
  key: ['pilot', 'taken_at', 'quantity'],
  repeats: true,
  columns: {
    pilot: reference('pilotes', 'Pilote', { required: true, synonyms: ['Code pilote', 'Code'] }),
    taken_at: instant('Horodatage', { required: true, synonyms: ['Date', 'Date et heure', 'Relevé le', 'Heure'] }),
    quantity: choice('Grandeur', ['energie_active'], {
      required: true,
      synonyms: ['Mesure'],
      also: { 'energie active': 'energie_active' },
    }),
    value: number('Valeur', { required: true, synonyms: ['Index', 'Compteur'] }),
    // The counter's rises are added as kWh: another unit would be added as if it were one.
    unit: choice('Unité', ['kWh']),
  },
})

export const sheets = [pilots, readings]
