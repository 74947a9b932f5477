import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import { sha256 } from '../ids.ts'

/** Brings the store to the newest form: numbered files, forward only, each in one transaction, refused when an applied one was edited. */
export async function migrate(sql: postgres.Sql, folder: string): Promise<void> {
  await sql`create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null)`
  const files = readdirSync(folder)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .sort()
  await sql.begin(async (tx) => {
    // Two servers may start on one database at once: the second waits here and finds the work done.
    await tx`lock table migration in exclusive mode`
    const applied = new Map(
      (await tx`select name, sha256 from migration`).map((row) => [row.name as string, row.sha256 as string]),
    )
    const foreign = [...applied.keys()].find((name) => !files.includes(name))
    if (foreign) throw new Error(`this store was made by a newer Grappe (it has ${foreign}): update the program first`)
    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8')
      const digest = sha256(text)
      const before = applied.get(name)
      if (before === digest) continue
      if (before) throw new Error(`migration ${name} was edited after it had been applied`)
      await tx.unsafe(text)
      await tx`insert into migration values (${name}, ${digest}, ${new Date()})`
    }
  })
}
