import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lang } from '../texts.ts'
import { makePdf } from './pdf.ts'

/** What stands on a page to hand over, from top to bottom. */
export type Block =
  | { kind: 'h' | 'p'; text: string }
  | { kind: 'facts'; facts: [name: string, value: string][] }
  | { kind: 'table'; heads: string[]; ends: boolean[]; rows: string[][] }
  | { kind: 'sign'; names: string[] }

export type Letter = { lang: Lang; title: string; cluster: string; city: string; blocks: Block[] }

/** Sets a letter as PDF/A. `root` is the folder of the project's own files; the same letter of the same day gives the same bytes. */
export const makeLetter = (root: string, letter: Letter, day: string): Promise<Uint8Array> =>
  makePdf(readFileSync(join(root, 'src/platform/pdf/letter.typ'), 'utf8'), letter, day)
