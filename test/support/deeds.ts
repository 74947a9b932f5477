import { aroundOf } from '../../src/app/around.ts'
import { deedsByName } from '../../src/app/modules.ts'
import { type Answer, perform } from '../../src/core/deed.ts'
import { type Actor, officeActor } from '../../src/core/permission.ts'
import { findCluster } from '../../src/modules/directory/index.ts'
import type { Store } from '../../src/platform/store/store.ts'

const common = new Set(['not-allowed', 'in-progress', 'key-reused', 'bad-input', 'out-of-bounds'])

export const zone = 'Africa/Casablanca'

/** Does a deed in a cluster as somebody on a day, as the office in the year of the demo where it is not said. */
export async function doing(
  store: Store,
  slug: string,
  name: string,
  given: object,
  { actor = officeActor, on = '2019-12-24', key }: { actor?: Actor; on?: string; key?: string } = {},
): Promise<Answer> {
  const cluster = await findCluster(store, slug)
  const deed = deedsByName.get(name)
  if (!cluster || !deed) throw new Error(`no cluster ${slug} or no deed ${name}`)
  const around = aroundOf(store, actor, new Date(`${on}T10:00:00Z`))
  const answer = await perform({ store, cluster: cluster.id }, around, deed, given, key)
  // What a deed may refuse with is declared, so that it has its words and its place in the order.
  if (!answer.ok && !common.has(answer.why) && !deed.refuses.includes(answer.why))
    throw new Error(`${name} refused with ${answer.why}, which it does not declare`)
  return answer
}

/** The record a deed was done to, or the test fails with what was refused. */
export function recordOf(answer: Answer): string {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer.done.record!.id
}
