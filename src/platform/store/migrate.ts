import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import { sha256 } from '../ids.ts'

export type Applied = { name: string; sha256: string }

/** The migrations a copy of the program has, in order. */
export const migrationsIn = (folder: string): Applied[] =>
  readdirSync(folder)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .sort()
    .map((name) => ({ name, sha256: sha256(readFileSync(join(folder, name), 'utf8')) }))

/** The migrations a store has. */
export const appliedOf = async (sql: postgres.Sql | postgres.TransactionSql): Promise<Applied[]> =>
  (await sql`select name, sha256 from migration order by name`).map((row) => ({ name: row.name, sha256: row.sha256 }))

/** The first migration a store has that this copy does not have, or has otherwise: it was made by another version. */
export const foreignTo = (applied: Applied[], own: Applied[]): string | undefined =>
  applied.find(({ name, sha256 }) => own.find((one) => one.name === name)?.sha256 !== sha256)?.name

/** A migration that makes tables says here where they are to be spread, before their keys are added. */
const spreadHere = /^-- spread$/m

/**
 * Brings the store to the newest form, or to that of `only`: numbered files, forward only, each in one transaction, refused when an
 * applied one was edited. Numbers may have gaps.
 */
export async function migrate(sql: postgres.Sql, folder: string, only?: readonly string[]): Promise<void> {
  await sql`create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null)`
  const files = migrationsIn(folder).filter(({ name }) => !only || only.includes(name))
  const spreadFile = join(folder, 'spread.sql')
  const spread = existsSync(spreadFile) ? readFileSync(spreadFile, 'utf8') : ''
  await sql.begin(async (tx) => {
    // Two servers may start on one database at once: the second waits here and finds the work done.
    await tx`lock table migration in exclusive mode`
    const applied = new Map((await appliedOf(tx)).map(({ name, sha256 }) => [name, sha256]))
    const foreign = [...applied.keys()].find((name) => !files.some((file) => file.name === name))
    if (foreign) throw new Error(`this store was made by a newer Grappe (it has ${foreign}): update the program first`)
    for (const { name, sha256: digest } of files) {
      const before = applied.get(name)
      if (before === digest) continue
      if (before) throw new Error(`migration ${name} was edited after it had been applied`)
      for (const [place, part] of readFileSync(join(folder, name), 'utf8').split(spreadHere).entries()) {
        if (place > 0) await tx.unsafe(spread)
        await tx.unsafe(part)
      }
      await tx`insert into migration values (${name}, ${digest}, ${new Date()})`
    }
    await tx.unsafe(spread)
  })
}
