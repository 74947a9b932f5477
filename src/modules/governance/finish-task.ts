import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { text } from '../../core/sheet.ts'
import { isUuid } from '../../platform/ids.ts'

/** A task that a resolution left is done. */
export const finishTask = deed({
  name: 'tasks.finish',
  may: ['secretary', 'officer', 'accountant'],
  asks: { task: text('Tâche', { required: true }), note: text('Note') },
  refuses: ['no-record', 'done-already'],
  does: async ({ scope: { sql, cluster }, actor, when }, { task: id, note }): Promise<Outcome> => {
    const [task] = isUuid(id) ? await sql`select done_at from task where cluster_id = ${cluster} and id = ${id}` : []
    if (!task) return refusal('no-record', 'task')
    if (task.done_at) return refusal('done-already', 'task')
    await sql`update task set done_at = ${when}, done_by = ${actor.name} where cluster_id = ${cluster} and id = ${id}`
    return {
      ok: true,
      done: { task: id, to: '/bureau/conseil' },
      facts: [{ record: { kind: 'task', id }, body: { note } }],
    }
  },
})
