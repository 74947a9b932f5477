import { ar } from './texts.ar.ts'
import { en } from './texts.en.ts'
import { fr } from './texts.fr.ts'

export const texts = { fr, ar, en }
