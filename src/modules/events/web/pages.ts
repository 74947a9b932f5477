import { agendaPage, eventPage } from './agenda-pages.tsx'

export const pages = [agendaPage, eventPage]
