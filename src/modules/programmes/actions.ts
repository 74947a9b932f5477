import { deed, type Outcome, refusal } from '../../core/deed.ts'
import type { Watch } from '../../core/page.ts'
import { day, reference, text } from '../../core/sheet.ts'
import { isUuid, newId } from '../../platform/ids.ts'

/** Plans an action of a programme: what, by whom, from a day until another. */
export const planAction = deed({
  name: 'programmes.plan',
  may: ['secretary', 'officer'],
  on: { sheet: 'programmes', field: 'programme' },
  asks: {
    programme: reference('programmes', 'Programme', { required: true }),
    code: text('Code', { required: true }),
    title: text('Intitulé', { required: true }),
    owner: text('Responsable'),
    starts: day('Début', { required: true }),
    due: day('Échéance', { required: true }),
  },
  refuses: ['order', 'code-taken'],
  does: async ({ scope: { sql, cluster } }, { programme, code, title, owner, starts, due }): Promise<Outcome> => {
    if (due < starts) return refusal('order', 'due', { value: due, from: starts, column: 'Début' })
    const id = newId()
    const rows = await sql`
      insert into programme_action (cluster_id, id, programme_id, code, title, owner, starts, due)
      values (${cluster}, ${id}, ${programme}, ${code}, ${title}, ${owner}, ${starts}, ${due})
      on conflict (cluster_id, programme_id, code) do nothing returning id`
    if (rows.length === 0) return refusal('code-taken', 'code')
    const record = { kind: 'programme', id: programme }
    return {
      ok: true,
      done: { record, action: id },
      facts: [{ record, body: { action: id, code, title, owner, starts, due } }],
    }
  },
})

/** An action is done, on a day. */
export const finishAction = deed({
  name: 'programmes.finish',
  may: ['secretary', 'officer'],
  asks: { action: text('Action', { required: true }), on: day('Date', { required: true }), note: text('Note') },
  refuses: ['no-record', 'finished-already'],
  does: async ({ scope: { sql, cluster } }, { action: id, on, note }): Promise<Outcome> => {
    const [action] = isUuid(id)
      ? await sql`select programme_id, done_on from programme_action where cluster_id = ${cluster} and id = ${id}`
      : []
    if (!action) return refusal('no-record', 'action')
    if (action.done_on) return refusal('finished-already', 'action', { day: action.done_on })
    await sql`update programme_action set done_on = ${on}, note = ${note} where cluster_id = ${cluster} and id = ${id}`
    const record = { kind: 'programme', id: action.programme_id as string }
    return { ok: true, done: { record, action: id }, facts: [{ record, body: { action: id, done_on: on, note } }] }
  },
})

/** Actions past their day and not done. */
export const watches: Watch[] = [
  {
    name: 'actions-late',
    rows: async ({ sql, cluster }, { today }) => {
      const rows = await sql`
        select a.code, a.title, a.due, a.programme_id from programme_action a where a.cluster_id = ${cluster} and a.done_on is null and a.due < ${today} order by a.due`
      return rows.map(({ code, title, due, programme_id }) => ({
        label: `${code} · ${title}`,
        day: due,
        path: `/records/programme/${programme_id}`,
      }))
    },
  },
]
