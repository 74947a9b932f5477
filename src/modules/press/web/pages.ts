import { feedPage } from './feed.ts'
import { articlePage, pressPage } from './press-pages.tsx'

export const pages = [pressPage, articlePage, feedPage]
