/** What the program says to whoever starts it or types a command. */
export const said = {
  usage: (line: string) => `usage : ./grappe ${line}`,
  commands: 'usage : ./grappe COMMANDE',
  does: {
    import:
      'fait entrer un dossier (des tableaux CSV dans un dossier, ou un classeur) dans un cluster, entier ou pas du tout',
    export: 'écrit le dossier d’un cluster, qui s’importe à nouveau vers les mêmes chiffres',
    bilan: 'donne les chiffres de l’année',
    evidence: 'donne les lignes qu’un chiffre compte, chacune avec la cellule d’où elle vient',
    pressCheck: 'confronte chaque nombre d’un article aux chiffres d’un jour',
    verify: 'suit la chaîne du journal et nomme la première écriture qui ne tient pas',
    clusters: 'liste les clusters de cette installation',
    serve: 'sert le site (comme npm start)',
    selection: 'choisit sous quotas, tire au sort, attribue les jurys, compare les notes ; chaque choix se vérifie',
    solar: 'calcule un toit, une chaleur solaire, un micro-réseau, son financement ; contrôle une installation',
    meetings: 'fait, contrôle et répare le planning de rencontres B2B',
  },
  unknownCommand: (name: string) => `la commande « ${name} » n’existe pas`,
  unknownOption: (name: string) => `l’option « --${name} » n’existe pas`,
  wantsValue: (name: string) => `« --${name} » demande une valeur`,
  clusterNeeded: '« --cluster NOM » est nécessaire : minuscules, chiffres, tirets',
  notADay: (text: string) => `« ${text} » n’est pas une date`,
  writeDay: 'écrivez-la 2019-12-23',
  noCluster: (slug: string) => `aucun cluster ne s’appelle « ${slug} »`,
  known: (names: string) => `connus : ${names || 'aucun pour l’instant'}`,
  pathNeeded: 'un seul chemin est attendu',
  outNeeded: '« --out DOSSIER » est nécessaire',
  noFormat: (format: string) => `le format « ${format} » n’existe pas`,
  formats: (names: string) => `formats : ${names}`,
  noFigure: (name: string) => `aucun chiffre ne s’appelle « ${name} »`,
  noFile: (path: string) => `le fichier « ${path} » n’existe pas`,
  noneYet: 'aucun cluster pour l’instant : ./grappe import DOSSIER --cluster NOM',
  toCorrect: (count: number) => `${count} à corriger ; rien n’a été importé.`,
  trial: 'Essai : rien n’a été écrit. ',
  imported: (rows: number, tables: number, added: number, changed: number, unchanged: number) =>
    `${rows} lignes de ${tables} tableaux : ${added} ajoutées, ${changed} changées, ${unchanged} inchangées.`,
  exported: (tables: number, folder: string) => `${tables} tableaux dans ${folder}`,
  journalHolds: (count: number, head: string) =>
    `${count} écritures au journal, toutes à leur place ; la dernière : ${head}`,
  journalBroken: (place: number) =>
    `Le journal ne tient pas à l’écriture ${place} : elle a été changée, retirée ou déplacée.`,
  verdicts: { right: 'juste', wrong: 'FAUX', unknown: 'inconnu' },
  line: (row: number) => `ligne ${row}`,
  wrongSetting: (what: string) => `un réglage est faux : ${what}`,
  busy: (folder: string, pid: number, since: string, address: string | null) =>
    `le dossier de données ${folder} est tenu par le processus ${pid} depuis ${since}${address ? `, qui sert ${address}/` : ''}. Arrêtez-le d’abord, ou choisissez un autre dossier : GRAPPE_DATA=…`,
  databaseClosed: (reason: string) => `la base de DATABASE_URL ne s’ouvre pas : ${reason}`,
  storeClosed: (folder: string, reason: string) => `le dépôt de ${folder} ne s’ouvre pas : ${reason}`,
  portTaken: (port: number, code: string) =>
    `le port ${port} est pris (${code}). Choisissez-en un autre : PORT=4001 npm start`,
  firstStart: 'Premier départ : mise en place du cluster de démonstration…',
  demoBroken: (count: number, first: string) =>
    `le dossier de démonstration a ${count} problèmes ; le premier : ${first}`,
}
