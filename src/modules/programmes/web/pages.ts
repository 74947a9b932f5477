import { programmePage, programmesPage } from './programme-pages.tsx'

export const pages = [programmesPage, programmePage]
