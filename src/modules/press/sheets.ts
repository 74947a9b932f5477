import { day, sheet, text } from '../../core/sheet.ts'

export const articles = sheet({
  name: 'presse',
  table: 'article',
  key: ['day', 'title'],
  calledBy: ['title'],
  columns: {
    day: day('Date', { required: true, synonyms: ['Publié le', 'Date de publication', 'Parution'] }),
    title: text('Titre', { required: true, synonyms: ['Article', 'Intitulé'] }),
    publisher: text('Source', { synonyms: ['Média', 'Journal', 'Publication'] }),
    url: text('URL', { synonyms: ['Lien', 'Adresse'] }),
    lead: text('Chapeau', { synonyms: ['Résumé', 'Chapô'] }),
    tags: text('Étiquettes', { synonyms: ['Mots-clés', 'Tags', 'Étiquette'] }),
    origin: text('Origine', { synonyms: ['Provenance'] }),
  },
})

export const sheets = [articles]
