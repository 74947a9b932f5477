import { lines } from '../../core/asked.ts'
import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { text } from '../../core/sheet.ts'
import { isUuid, newId } from '../../platform/ids.ts'
import { newSecret } from '../../platform/sign-in/secrets.ts'
import { hookSecret, isCallable } from '../../platform/webhooks.ts'

/** Has another program told of deeds as they are done. The secret signs the calls, and is shown once. */
export const addWebhook = deed({
  name: 'webhooks.add',
  may: ['secretary'],
  asks: {
    address: text('Adresse', { required: true }),
    deeds: lines('Actes', { deed: text('Acte', { required: true }) }),
  },
  refuses: ['address-refused'],
  does: async ({ scope: { sql, cluster }, actor, when, seals }, { address, deeds }): Promise<Outcome> => {
    if (!isCallable(address, process.env.GRAPPE_PRIVATE_HOOKS === 'yes')) return refusal('address-refused', 'address')
    const [id, secret] = [newId(), newSecret()]
    const names = [...new Set(deeds.map(({ deed }) => deed))]
    await sql`
      insert into webhook (cluster_id, id, url, secret, deeds, created_by, created_at)
      values (${cluster}, ${id}, ${address}, ${seals.seal(secret, hookSecret(cluster, id))}, ${names}, ${actor.name}, ${when})`
    const fact = { record: { kind: 'webhook', id }, body: { address, deeds: names } }
    return { ok: true, done: { webhook: id }, secret, facts: [fact] }
  },
})

/** Tells another program no more. */
export const endWebhook = deed({
  name: 'webhooks.end',
  may: ['secretary'],
  asks: { webhook: text('Appel', { required: true }) },
  refuses: ['no-record'],
  does: async ({ scope: { sql, cluster }, when }, { webhook: id }): Promise<Outcome> => {
    const ended = isUuid(id)
      ? await sql`update webhook set ended_at = ${when} where cluster_id = ${cluster} and id = ${id} and ended_at is null returning id`
      : []
    if (ended.length === 0) return refusal('no-record', 'webhook')
    return { ok: true, done: { webhook: id }, facts: [{ record: { kind: 'webhook', id }, body: { ended: true } }] }
  },
})
