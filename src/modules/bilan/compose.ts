import type { At } from '../../core/figure.ts'
import { chapters } from './chapters.ts'
import type { Bilan } from './document.ts'
import { spoken } from './sentence.ts'
import { type Reading, saysNothing, speechOf } from './speech.ts'
import { texts } from './texts.ts'
import { writtenOf } from './written.ts'

/** Everything the bilan says of a year, read off the records. */
export async function bilanOf(web: Reading, at: At): Promise<Bilan> {
  const values = await web.values(at)
  const speech = speechOf(web, at, values)
  const { bilan, lead } = texts[web.lang]
  const written = await writtenOf(web, at.year)
  const sections = await Promise.all(chapters.map((chapter) => chapter({ web, at, values, speech, written })))
  return {
    cluster: web.profile.name,
    year: at.year,
    asOf: at.asOf,
    title: `${bilan} ${at.year}`,
    lead: spoken(written.get('lead')?.join(' ') ?? lead, speech),
    sections: sections.filter((section) => section !== null),
    isEmpty: saysNothing(values),
  }
}
