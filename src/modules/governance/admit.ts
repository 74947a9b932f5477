import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { day, reference, text } from '../../core/sheet.ts'
import { enter, enterRefuses } from '../dossier/index.ts'
import { memberships } from '../members/index.ts'
import { isAdopted } from './rules.ts'

const asks = {
  organisation: reference('organisations', 'Organisation', { required: true }),
  resolution: reference('resolutions', 'Résolution', { required: true }),
}
const refuses = ['no-candidacy', 'not-adopted', 'before-asked'] as const

/** The board admits whoever asked to be a member, by a resolution it adopted. */
export const admit = deed({
  name: 'membership.admit',
  may: ['secretary'],
  on: { sheet: 'organisations', field: 'organisation' },
  asks: { ...asks, joined: day("Date d'adhésion"), college: text('Collège') },
  refuses: [...refuses, ...enterRefuses],
  does: async (doing, { organisation, resolution, joined, college }): Promise<Outcome> => {
    const found = await decided(doing, organisation, resolution)
    if (!found.ok) return found
    const { candidacy, held } = found
    const values = { organisation, joined: joined ?? held, college: college ?? candidacy.college }
    const entered = await enter(doing, 'membership.admit', memberships, [{ values }])
    if (!entered.ok) return entered
    await decide(doing, candidacy.id, 'admitted', held, resolution, entered.ids[0]!)
    const record = { kind: 'membership', id: entered.ids[0]! }
    const about = { kind: 'organisation', id: organisation }
    return {
      ok: true,
      done: { record },
      facts: [...entered.facts, { record: about, body: { admittedBy: resolution } }],
    }
  },
})

/** The board refuses. The request and its answer stay. */
export const refuse = deed({
  name: 'membership.refuse',
  may: ['secretary'],
  on: { sheet: 'organisations', field: 'organisation' },
  asks,
  refuses,
  does: async (doing, { organisation, resolution }): Promise<Outcome> => {
    const found = await decided(doing, organisation, resolution)
    if (!found.ok) return found
    await decide(doing, found.candidacy.id, 'refused', found.held, resolution, null)
    const record = { kind: 'organisation', id: organisation }
    return { ok: true, done: { record }, facts: [{ record, body: { refusedBy: resolution } }] }
  },
})

type Candidacy = { id: string; college: string | null; asked_on: string }

async function decided(
  { scope: { sql, cluster } }: Doing,
  organisation: string,
  resolution: string,
): Promise<{ ok: true; candidacy: Candidacy; held: string } | ReturnType<typeof refusal>> {
  const [candidacy] = await sql<Candidacy[]>`
    select id, college, asked_on from candidacy where cluster_id = ${cluster} and organisation_id = ${organisation} and decided_on is null`
  if (!candidacy) return refusal('no-candidacy', 'organisation')
  const [vote] = await sql`
    select r.majority, r.votes_for, r.votes_against, m.held from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
    where r.cluster_id = ${cluster} and r.id = ${resolution}`
  if (!isAdopted(vote!.majority, vote!.votes_for, vote!.votes_against)) return refusal('not-adopted', 'resolution')
  if (vote!.held < candidacy.asked_on) return refusal('before-asked', 'resolution', { day: candidacy.asked_on })
  return { ok: true, candidacy, held: vote!.held }
}

const decide = (
  { scope: { sql, cluster } }: Doing,
  id: string,
  decision: string,
  on: string,
  resolution: string,
  membership: string | null,
) => sql`
  update candidacy set decision = ${decision}, decided_on = ${on}, resolution_id = ${resolution}, membership_id = ${membership}
  where cluster_id = ${cluster} and id = ${id}`
