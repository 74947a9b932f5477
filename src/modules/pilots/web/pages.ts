import { pilotPage, pilotsPage } from './pilot-pages.tsx'

export const pages = [pilotsPage, pilotPage]
