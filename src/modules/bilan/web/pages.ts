import type { Page } from '../../../core/page.ts'
import { fill } from '../../../platform/texts.ts'
import { texts } from '../texts.ts'
import { bilanPage } from './bilan-page.tsx'
import { deskPage } from './desk-page.tsx'
import { figurePage } from './figure-page.tsx'
import { homePage } from './home-page.tsx'
import { pressCheckPage } from './press-check-page.tsx'
import { recordPage } from './record-page.tsx'
import { sourcePage } from './source-page.tsx'
import { besidePage, writingNow, writingPage } from './writing-page.tsx'

/** `/bilan` is the bilan of the cluster's year. */
const latest: Page = {
  path: '/bilan',
  nav: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  answer: async ({ link, at }) => ({ to: fill(link('/bilan/{year}'), { year: String(at.year) }) }),
}

export const pages: Page[] = [
  homePage,
  deskPage,
  latest,
  besidePage,
  bilanPage,
  writingNow,
  writingPage,
  pressCheckPage,
  figurePage,
  recordPage,
  sourcePage,
]
