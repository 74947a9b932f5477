import type { Scope, Sql, Store } from '../../../src/platform/store/store.ts'

/** When the engine fails: at the n-th statement from now, a transaction's end counting as one. 0: never. */
export type Plan = { calls: number; failsAt: number; losesAnswer?: boolean }

const ioError = `do $$ begin raise exception 'could not read block' using errcode = '58030'; end $$`

/** A store whose engine fails as planned, as a disk that cannot be read would make it: the statement fails, and its transaction with it. */
export function faulty(store: Store, plan: Plan): Store {
  const isNext = () => ++plan.calls === plan.failsAt
  const wrapped = (sql: Sql): Sql =>
    new Proxy(sql, {
      apply: (target, self, args) => caught(sql, Reflect.apply(target as never, self, args)),
      get: (target, key) => {
        if (key === 'unsafe') return (...args: [string]) => caught(sql, target.unsafe(...args))
        if (key === 'savepoint')
          return (work: (inner: Sql) => Promise<unknown>) => target.savepoint((inner) => work(wrapped(inner as Sql)))
        return Reflect.get(target, key)
      },
    })
  // A statement runs when it is first waited for; a fragment of another never is.
  const caught = (sql: Sql, made: unknown): unknown => {
    if (!(made instanceof Promise)) return made
    // biome-ignore lint/suspicious/noThenProperty: a statement is a promise that runs when it is first waited for.
    made.then = ((done: never, failed: never) => {
      // The driver itself waits for it once more.
      delete (made as { then?: unknown }).then
      return (isNext() ? sql.unsafe(ioError) : made).then(done, failed)
    }) as never
    return made
  }
  const end = async (sql: Sql): Promise<void> => {
    if (isNext()) await sql.unsafe(ioError)
  }
  const lost = <T>(answer: T): T => {
    if (!plan.losesAnswer) return answer
    plan.losesAnswer = false
    throw Object.assign(new Error('the connection was lost behind the commit'), { code: '08006' })
  }
  return {
    ...store,
    within: async <T>(cluster: string, work: (scope: Scope) => Promise<T>) =>
      lost(
        await store.within(cluster, async (scope) => {
          const answer = await work({ ...scope, sql: wrapped(scope.sql) })
          await end(scope.sql)
          return answer
        }),
      ),
    open: (work) =>
      store.open(async (sql) => {
        const answer = await work(wrapped(sql))
        await end(sql)
        return answer
      }),
  }
}
