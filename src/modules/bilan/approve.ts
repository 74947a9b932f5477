import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import {
  type At,
  atDay,
  definitionAt,
  type Evidence,
  evidenceOf,
  type Figure,
  type Value,
  valuesOf,
} from '../../core/figure.ts'
import type { Profile } from '../../core/page.ts'
import { publicActor } from '../../core/permission.ts'
import { day, integer, reference } from '../../core/sheet.ts'
import { canonicalJson, newId, sha256 } from '../../platform/ids.ts'
import type { Scope } from '../../platform/store/store.ts'
import { type Lang, langs } from '../../platform/texts.ts'
import { profileOf } from '../directory/index.ts'
import { isAdopted } from '../governance/index.ts'
import { bilanOf } from './compose.ts'
import type { Bilan } from './document.ts'

/** A row of evidence as it stood: which record, and a digest of all the row said. */
export type FrozenRow = [kind: string, id: string, digest: string]

/** What the board approved: the text in every language, each figure's value with its splits, and the identity of every row behind it. */
export type Frozen = {
  texts: Record<Lang, Bilan>
  figures: Record<string, { value: Value; definition: number; rows: FrozenRow[] }>
}

/** Freezes a year's bilan with the resolution by which the board approved it. */
export const approve = deed({
  name: 'bilan.approve',
  may: ['secretary'],
  asks: {
    year: integer('Exercice', { required: true }),
    as_of: day('Arrêté au', { required: true }),
    resolution: reference('resolutions', 'Résolution', { required: true }),
  },
  refuses: ['not-that-year', 'not-adopted', 'board-before', 'approved-same'],
  does: async (doing, { year, as_of, resolution }): Promise<Outcome> => {
    const { scope, actor, when } = doing
    const { sql, cluster } = scope
    if (!as_of.startsWith(`${year}-`)) return refusal('not-that-year', 'as_of', { year })
    const [vote] = await sql`
      select r.majority, r.votes_for, r.votes_against, m.held from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
      where r.cluster_id = ${cluster} and r.id = ${resolution}`
    if (!isAdopted(vote!.majority, vote!.votes_for, vote!.votes_against)) return refusal('not-adopted', 'resolution')
    if (vote!.held < as_of) return refusal('board-before', 'resolution', { day: vote!.held })
    const frozen = await freeze(doing, as_of)
    const digest = sha256(canonicalJson(frozen))
    const [last] = await sql`
      select sha256 from bilan_approved where cluster_id = ${cluster} and year = ${Number(year)} order by approved_at desc limit 1`
    if (last?.sha256 === digest) return refusal('approved-same', 'year')
    const [head] = await sql`select seq, hash from journal where cluster_id = ${cluster} order by seq desc limit 1`
    const id = newId()
    await sql`
      insert into bilan_approved (cluster_id, id, year, as_of, resolution_id, approved_by, approved_at, head, head_seq, sha256, body)
      values (${cluster}, ${id}, ${Number(year)}, ${as_of}, ${resolution}, ${actor.name}, ${when}, ${head?.hash ?? ''}, ${Number(head?.seq ?? 0)}, ${digest}, ${JSON.stringify(frozen)}::text::jsonb)`
    const body = {
      year,
      as_of,
      resolution,
      digest,
      head: head?.hash ?? '',
      figures: Object.keys(frozen.figures).length,
    }
    const facts = [{ record: { kind: 'resolution', id: resolution }, body }]
    return { ok: true, done: { bilan: id, digest, to: `/bilan/${year}` }, facts }
  },
})

async function freeze(doing: Doing, asOf: string): Promise<Frozen> {
  const { scope, figures, zone } = doing
  const at = atDay(asOf, zone)
  const values = await valuesOf(scope, [...figures.values()], at)
  const [cluster] = await scope.sql`select slug from cluster where id = ${scope.cluster}`
  const profile: Profile = { ...(await profileOf(scope, cluster!.slug, doing.today)), asOf }
  const read = (lang: Lang): Promise<Bilan> =>
    bilanOf(
      {
        scope,
        // The board approves what the public reads.
        actor: publicActor,
        lang,
        profile,
        figures,
        words: (figure, other = lang) => doing.words(figure, other),
        values: () => Promise.resolve(values),
      },
      at,
    )
  const texts = {} as Record<Lang, Bilan>
  for (const lang of langs) texts[lang] = await read(lang)
  const frozen: Frozen['figures'] = {}
  for (const [name, figure] of figures)
    frozen[name] = {
      value: values.get(name)!,
      definition: definitionAt(figure, asOf).version,
      rows: await rowsOf(scope, figure, at),
    }
  return { texts, figures: frozen }
}

/** The rows of a figure with their digests. A digest tells that a row changed, not what it said: names of people are not kept. */
export const rowsOf = async (scope: Scope, figure: Figure, at: At): Promise<FrozenRow[]> =>
  (await evidenceOf(scope, figure, at)).map((row) => [row.record.kind, row.record.id, digestOf(row)])

const digestOf = ({ record, records, day, quantity, parts }: Evidence): string =>
  sha256(canonicalJson({ record, records, day, quantity, parts })).slice(0, 24)
