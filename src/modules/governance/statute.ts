import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { choice, day, integer, share, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import { shareOf } from './rules.ts'

const majorities = ['simple', '2/3'] as const

/** What the statutes ask of an organ from a day on. Those before hold until the day before, for the meetings held under them. */
export const setStatute = deed({
  name: 'board.statute',
  may: ['secretary'],
  asks: {
    organ: text('Organe', { required: true }),
    since: day('Début', { required: true }),
    quorum: share('Quorum', { required: true }),
    second_quorum: share('Quorum de seconde convocation'),
    proxies_max: integer('Pouvoirs par personne', { required: true }),
    notice_days: integer('Jours de convocation', { required: true }),
    majority: choice('Majorité', majorities, { required: true }),
    special_majority: choice('Majorité extraordinaire', majorities, { required: true }),
  },
  refuses: ['bad-share', 'later-statute'],
  does: async ({ scope: { sql, cluster } }, asked): Promise<Outcome> => {
    const { organ, since, quorum, second_quorum, proxies_max, notice_days, majority, special_majority } = asked
    for (const [field, text] of Object.entries({ quorum, second_quorum })) {
      if (text === null) continue
      const [over, under] = shareOf(text)
      if (over <= 0 || over > under) return refusal('bad-share', field)
    }
    const [later] =
      await sql`select since from statute where cluster_id = ${cluster} and organ = ${organ} and since >= ${since}`
    if (later) return refusal('later-statute', 'since', { day: later.since })
    await sql`update statute set until = ${since}::date - 1 where cluster_id = ${cluster} and organ = ${organ} and until is null`
    const id = newId()
    await sql`
      insert into statute (cluster_id, id, organ, since, quorum, second_quorum, proxies_max, notice_days, majority, special_majority)
      values (${cluster}, ${id}, ${organ}, ${since}, ${quorum}, ${second_quorum}, ${Number(proxies_max)}, ${Number(notice_days)}, ${majority}, ${special_majority})`
    return {
      ok: true,
      done: { statute: id, to: '/bureau/conseil' },
      facts: [{ record: { kind: 'statute', id }, body: asked }],
    }
  },
})
