/** T7: fifty clients at once on what two people could break together, on one cluster; what must hold is looked at while they work. */
import { aroundOf } from '../../../src/app/around.ts'
import { perform } from '../../../src/core/deed.ts'
import { officeActor } from '../../../src/core/permission.ts'
import { chanceOf, filled } from '../../support/chance.ts'
import { type Engine, type Finding, seeded } from '../seeded.ts'
import { broken, dayOfWork, doable, importTable, openOffice } from './office.ts'

// Payments and receipts, members and candidates, vouchers and the bank, roles, votes, money received.
const contended = [
  ...[
    'dues.pay',
    'dues.call',
    'membership.apply',
    'membership.admit',
    'membership.refuse',
    'membership.end',
    'membership.rejoin',
  ],
  ...[
    'accounts.enter',
    'accounts.reverse',
    'accounts.commit',
    'accounts.settle',
    'bank.import',
    'bank.match',
    'bank.unmatch',
  ],
  ...[
    'people.invite',
    'people.end-role',
    'board.attend',
    'board.vote',
    'tasks.finish',
    'fees.set',
    'programmes.plan',
    'programmes.finish',
  ],
  ...[
    'agreements.sign',
    'funding.move',
    'funding.receive',
    'organisations.add',
    'organisations.merge',
    'adhesions.add',
    'documents.attach',
  ],
]

export async function together({
  operations,
  clients,
  seed,
  engine,
}: {
  operations: number
  clients: number
  seed: number
  engine: Engine
}): Promise<Finding> {
  const office = await openOffice(engine, seed)
  const { store, cluster, slug } = office
  const wrong: string[] = []
  const tally = { done: 0, refused: 0 }
  const deeds = contended.map((name) => doable.find((deed) => deed.name === name)!)
  const when = new Date(`${dayOfWork}T10:00:00Z`)
  let left = operations
  let checks = 0
  const client = async (number: number) => {
    // Some clients draw alike, so that they want the same thing at the same moment.
    const chance = chanceOf(seeded(seed * 100 + Math.floor(number / 5)), store.documents)
    while (left-- > 0) {
      if (left % 499 === 0)
        await importTable(store, slug, 'organisations', `Nom;Nature\nCommun ${left % 7};Entreprise\n`, when)
      if (left % 997 === 0) {
        checks += 1
        wrong.push(...(await store.within(cluster, broken)))
      }
      const deed = chance.one(deeds)
      const given = await store.within(cluster, (scope) => filled(scope, chance, deed, dayOfWork))
      try {
        const answer = await perform({ store, cluster }, aroundOf(store, officeActor, when), deed, given)
        if (answer.ok) tally.done += 1
        else tally.refused += 1
      } catch (error) {
        wrong.push(`${deed.name} broke: ${(error as Error).message} ${JSON.stringify(given)}`)
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
    wrong.push(...(await store.within(cluster, broken)))
  } finally {
    await office.close()
  }
  return {
    name: `T7 ${clients} clients at once (${engine})`,
    target: '0 violations',
    figure: `${operations} operations, ${tally.done} done, ${tally.refused} refused, looked at ${checks + 1} times, ${wrong.length} violations`,
    ok: wrong.length === 0,
    faults: wrong.map((fault) => `seed ${seed}: ${fault}`),
  }
}
