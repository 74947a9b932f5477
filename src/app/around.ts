import type { Around } from '../core/deed.ts'
import type { Actor } from '../core/permission.ts'
import { defaultZone } from '../modules/directory/index.ts'
import { dayIn } from '../platform/day.ts'
import type { Store } from '../platform/store/store.ts'
import { figuresByName, figureText, sheets } from './modules.ts'

/** What surrounds a deed done by somebody at an instant. */
export const aroundOf = ({ documents, seals }: Store, actor: Actor, when: Date): Around => ({
  actor,
  when,
  today: dayIn(when, defaultZone),
  zone: defaultZone,
  sheets,
  figures: figuresByName,
  words: (figure, lang) => figureText(lang, figure),
  documents,
  seals,
})
