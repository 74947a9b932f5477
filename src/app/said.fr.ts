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
    do: 'fait un acte au nom du bureau : ce que demande son formulaire, en objet JSON dans un fichier',
    invite: 'invite une personne et montre le lien par lequel elle entre',
    signOut:
      'ferme toutes les sessions d’une personne (--all : de tout le monde), et oublie son code si elle l’a perdu',
    verify:
      'suit la chaîne du journal, la confronte aux têtes signées (celles d’ici, celles qu’un tiers a gardées) et nomme chaque écriture qui ne tient pas',
    heads: 'signe la tête du journal et donne toutes les têtes signées, à remettre à un tiers',
    backup: 'met toute l’installation dans un seul fichier, sans l’arrêter',
    restore: 'rétablit une sauvegarde dans un endroit vide, après l’avoir contrôlée',
    move: 'emporte tout vers un serveur PostgreSQL, ou en revient',
    doctor: 'dit ce qui ne va pas dans cette installation et comment y remédier',
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
  noDeed: (name: string) => `aucun acte ne s’appelle « ${name} »`,
  notJson: (path: string) => `« ${path} » n’est pas un objet JSON`,
  invited: (email: string) => `${email} est invité ; ce lien le fait entrer une fois, pendant sept jours :`,
  whoNeeded: 'une adresse de courriel est attendue, ou --all',
  noLogin: (email: string) => `personne n’entre ici avec l’adresse ${email}`,
  signedOut: (count: number, forgotten: boolean) =>
    `${count} sessions fermées${forgotten ? ', code oublié : il sera à remettre après la prochaine connexion' : ''}`,
  noneYet: 'aucun cluster pour l’instant : ./grappe import DOSSIER --cluster NOM',
  toCorrect: (count: number) => `${count} à corriger ; rien n’a été importé.`,
  trial: 'Essai : rien n’a été écrit. ',
  imported: (rows: number, tables: number, added: number, changed: number, unchanged: number) =>
    `${rows} lignes de ${tables} tableaux : ${added} ajoutées, ${changed} changées, ${unchanged} inchangées.`,
  exported: (tables: number, folder: string) => `${tables} tableaux dans ${folder}`,
  journalHolds: (count: number, last: string, heads: number) =>
    `${count} écritures au journal, toutes à leur place, et ${heads} têtes signées qui concordent ; la dernière : ${last}`,
  flaws: {
    missing: (from: number, until: number) =>
      from === until ? `écriture ${from} : elle manque` : `écritures ${from} à ${until} : elles manquent`,
    changed: (seq: number) => `écriture ${seq} : elle a été changée ou déplacée`,
    unlinked: (seq: number) => `écriture ${seq} : elle ne suit pas celle d’avant`,
    cut: (seq: number, day: string) =>
      `écriture ${seq} : la tête signée le ${day} l’atteste, et le journal finit avant`,
    rewritten: (seq: number, day: string) => `écriture ${seq} : elle n’est plus celle qui a été signée le ${day}`,
    forged: (seq: number, day: string) =>
      `tête de l’écriture ${seq}, du ${day} : sa signature n’est pas de cette installation`,
  },
  notHeads: (path: string) => `« ${path} » n’est pas un fichier de têtes (./grappe heads)`,
  headsOut: (count: number, path: string) =>
    `${count} têtes signées dans ${path} : remettez-le à qui doit pouvoir vérifier`,
  fileThere: (path: string) => `« ${path} » existe déjà`,
  backedUp: (path: string, rows: number, tables: number, documents: number, bytes: number) =>
    `${rows} lignes de ${tables} tableaux et ${documents} documents dans ${path} (${Math.ceil(bytes / 1024)} ko), relu et juste. Il contient les clés : rangez-le comme elles.`,
  archiveDamaged: (path: string) => `« ${path} » est abîmé ou n’est pas une sauvegarde de Grappe ; rien n’a été touché`,
  archiveWhole: (version: string, madeAt: string) => `Sauvegarde de Grappe ${version}, du ${madeAt}, entière.`,
  restored: (rows: number, tables: number) =>
    `${rows} lignes de ${tables} tableaux rétablies ; chaque tableau est le même.`,
  placeTaken: (path: string) =>
    `« ${path} » n’est pas vide : rétablissez dans un autre dossier (GRAPPE_DATA=…) ou écartez celui-ci`,
  notPlaced: {
    newer: (name: string) =>
      `la sauvegarde est d’une version plus récente (elle a ${name}) : mettez d’abord le programme à jour`,
    'not-empty': (name: string) => `la destination n’est pas vide (${name})`,
    unlike: (name: string) =>
      `le tableau ${name} a changé pendant la copie : relancez la même commande, il sera repris`,
    'other-columns': (name: string) => `le tableau ${name} n’a pas les mêmes colonnes des deux côtés`,
  },
  toNeeded: '« --to postgres://… » ou « --to embedded » est nécessaire',
  alreadyThere: 'le dépôt est déjà dans son dossier : DATABASE_URL n’est pas réglé',
  nothingHere: (folder: string) => `il n’y a pas de dépôt dans ${folder}`,
  moved: (rows: number, tables: number) =>
    `${rows} lignes de ${tables} tableaux emportées ; chaque tableau est le même.`,
  nowSet: 'Réglez DATABASE_URL sur cette adresse et relancez. L’ancien dépôt est gardé sous store.moved-….',
  nowUnset: 'Retirez DATABASE_URL et relancez. La base du serveur est restée telle quelle.',
  folderLost: (folder: string) => `le dossier ${folder} a été pris par un autre processus : arrêt immédiat`,
  doctor: {
    good: 'bien',
    bad: 'MAL ',
    opens: (engine: string) => `le dépôt s’ouvre : ${engine}`,
    closedMend:
      'le dépôt ne s’ouvre pas : libérez de la place, rendez le dossier à son propriétaire, ou rétablissez une sauvegarde ailleurs',
    noFolder: (folder: string) => `le dossier ${folder} n’existe pas`,
    startOnce: 'démarrez une fois : npm start',
    full: (mb: number) => `il ne reste que ${mb} Mo : on ne peut plus écrire`,
    free: (mb: number) => `${mb} Mo libres`,
    makeRoom: 'libérez de la place sur ce disque ; l’écriture reprend d’elle-même',
    keySafe: 'les clés ne sont lisibles que par leur propriétaire',
    keyOpen: 'une clé est lisible par d’autres',
    closeKey: (path: string) => `chmod 600 ${path}`,
    secretLost: (of: string) =>
      `le secret de ${of} ne s’ouvre pas : la clé qui l’a scellé n’est pas dans keys/secrets.key, ou quelqu’un y a touché`,
    secretMend:
      'reprenez la clé d’une sauvegarde (tar xf SAUVEGARDE keys) ; sinon ./grappe sign-out COURRIEL --forget-code, et refaites le crochet',
    secretsClear: (count: number) => `${count} secrets sont encore en clair dans la base`,
    secretsSealed: (count: number) => `${count} secrets, tous scellés`,
    halfFilled: 'une copie n’est pas allée au bout',
    fillAgain: 'relancez la même commande (restore ou move) : elle reprend où elle en était',
    moved: 'le dépôt est parti vers un serveur, et DATABASE_URL n’est pas réglé',
    setUrl: 'réglez DATABASE_URL, ou revenez : ./grappe move --to embedded',
    ballast: 'la réserve pour disque plein est en place',
    noBallast: 'la réserve pour disque plein manque',
    backupsOff: 'aucune sauvegarde n’est faite (GRAPPE_BACKUPS=no)',
    turnOn: 'retirez ce réglage, ou sauvegardez autrement et vérifiez',
    noBackup: (folder: string) => `aucune sauvegarde dans ${folder}`,
    backUp: 'faites-en une : ./grappe backup',
    backupDamaged: (name: string) => `la dernière sauvegarde, ${name}, est abîmée`,
    backupOld: (name: string, days: number) => `la dernière sauvegarde, ${name}, a ${days} jours`,
    backupWhole: (name: string) => `la dernière sauvegarde, ${name}, est entière`,
    journal: (slug: string, entries: number, heads: number) =>
      `${slug} : ${entries} écritures au journal et ${heads} têtes signées, toutes à leur place`,
    journalMend: 'quelqu’un a touché à la base : comparez avec une sauvegarde et les têtes gardées dehors',
    headOld: (slug: string, day: string) => `${slug} : la dernière tête signée est du ${day}`,
    signNow: (slug: string) => `./grappe heads --cluster ${slug} --out FICHIER`,
    documents: (slug: string, count: number) => `${slug} : ${count} documents, tous entiers`,
    documentLost: (slug: string, name: string) => `${slug} : le document « ${name} » manque ou n’est plus le même`,
    documentMend: 'reprenez-le d’une sauvegarde (tar xf SAUVEGARDE documents)',
    unsent: (slug: string, givenUp: number, late: number) =>
      `${slug} : ${givenUp} envois abandonnés, ${late} en attente depuis plus d’un jour`,
    unsentMend: 'vérifiez le courrier (réglages SMTP) et les adresses des crochets',
  },
  verdicts: { right: 'juste', wrong: 'FAUX', unknown: 'inconnu' },
  line: (row: number) => `ligne ${row}`,
  wrongSetting: (what: string) => `un réglage est faux : ${what}`,
  busy: (folder: string, pid: number, since: string, address: string | null) =>
    `le dossier de données ${folder} est tenu par le processus ${pid} depuis ${since}${address ? `, qui sert ${address}/` : ''}. Arrêtez-le d’abord, ou choisissez un autre dossier : GRAPPE_DATA=…`,
  databaseClosed: (reason: string) => `la base de DATABASE_URL ne s’ouvre pas : ${reason}`,
  storeClosed: (folder: string, reason: string) => `le dépôt de ${folder} ne s’ouvre pas : ${reason}`,
  noCertificate: (folder: string, code: string) =>
    `le certificat de ${folder} ne se lit pas (${code}). Il y faut fullchain.pem et privkey.pem, lisibles par Grappe.`,
  portTaken: (port: number, code: string) =>
    `le port ${port} est pris (${code}). Choisissez-en un autre : PORT=4001 npm start`,
  firstStart: 'Premier départ : mise en place du cluster de démonstration…',
  demoBroken: (count: number, first: string) =>
    `le dossier de démonstration a ${count} problèmes ; le premier : ${first}`,
}
