import { labelPage, registerPage } from './label-pages.tsx'

export const pages = [registerPage, labelPage]
