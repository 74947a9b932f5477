import { fold } from '../../platform/fold.ts'
import { type Article, tagsOf } from './views.ts'

// Words that are in every text tell nothing of what it is about.
const empty = new Set(
  'au aux avec ce ces cette dans de des du elle en est et il ils la le les leur leurs l d un une ou par pas plus pour qu que qui sa se ses son sont sur the of and to in for on a is dans'.split(
    ' ',
  ),
)

const wordsOf = ({ title, lead }: Article): string[] =>
  fold(`${title} ${title} ${lead ?? ''}`)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !empty.has(word))

/**
 * The articles nearest to one: each shared tag weighs by how rare it is, and the texts by the cosine of their TF-IDF vectors
 * (Salton, Wong & Yang 1975). Those with nothing in common are left out.
 */
export function relatedTo(article: Article, all: Article[], most = 4): Article[] {
  const documents = new Map(all.map((one) => [one.id, wordsOf(one)]))
  const seenIn = count([...documents.values()].flatMap((words) => [...new Set(words)]))
  const taggedBy = count(all.flatMap((one) => tagsOf(one).map(fold)))
  const rarity = (times: number) => Math.log(1 + all.length / times)
  const vectorOf = (words: string[]) =>
    new Map([...count(words)].map(([word, times]) => [word, times * rarity(seenIn.get(word)!)]))
  const own = vectorOf(documents.get(article.id) ?? wordsOf(article).filter((word) => seenIn.has(word)))
  const ownTags = new Set(tagsOf(article).map(fold))
  return all
    .filter(({ id }) => id !== article.id)
    .map((other) => {
      const tags = tagsOf(other)
        .map(fold)
        .filter((tag) => ownTags.has(tag))
      const score =
        tags.reduce((sum, tag) => sum + rarity(taggedBy.get(tag)!), 0) +
        2 * cosine(own, vectorOf(documents.get(other.id)!))
      return { other, score }
    })
    .filter(({ score }) => score > 0.05)
    .sort((a, b) => b.score - a.score || (a.other.day < b.other.day ? 1 : -1))
    .slice(0, most)
    .map(({ other }) => other)
}

function count(words: string[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  return times
}

function cosine(a: Map<string, number>, b: Map<string, number>): number {
  const norm = (vector: Map<string, number>) => Math.hypot(...vector.values())
  let dot = 0
  for (const [word, weight] of a) dot += weight * (b.get(word) ?? 0)
  return dot === 0 ? 0 : dot / (norm(a) * norm(b))
}
