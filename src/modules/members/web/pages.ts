import { directoryPage } from './directory-page.tsx'

export const pages = [directoryPage]
