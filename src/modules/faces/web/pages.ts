import { agendaFeed, deadlinesFeed, funderIati, officeIati } from './feeds.ts'
import { funderPage, reportPage } from './funder-pages.tsx'
import { memberPage } from './member-page.tsx'

export const pages = [memberPage, funderPage, reportPage, funderIati, officeIati, agendaFeed, deadlinesFeed]
