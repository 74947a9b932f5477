import { deedPage } from './deed-page.tsx'
import { documentPage } from './document-page.tsx'
import { importPage } from './import-page.tsx'
import { journalPage } from './journal-page.tsx'
import { outboxPage } from './outbox-page.tsx'
import { registerPage, registersPage } from './register-pages.tsx'
import { searchPage } from './search-page.tsx'

export const pages = [
  registersPage,
  registerPage,
  searchPage,
  importPage,
  journalPage,
  outboxPage,
  documentPage,
  deedPage,
]
