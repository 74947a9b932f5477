import type { Sql, Store } from '../store/store.ts'
import {
  addLines,
  type Counted,
  Counter,
  clusterIds,
  countedOf,
  linesOf,
  plainTexts,
  type Table,
  tablesOf,
} from './tables.ts'

/** Where rows come from: an archive, or another store. */
export type Source = {
  tables: Pick<Table, 'name' | 'columns'>[]
  /** Gives a table's lines in order, some at a time. */
  each(name: string, take: (lines: string[]) => Promise<void>): Promise<void>
  /** What each table comes to, when it is known before; else it is what was read. */
  counted(name: string): Counted | null
}

export type Filled =
  | { ok: true; tables: Map<string, Counted> }
  | { ok: false; why: 'not-empty' | 'unlike' | 'other-columns'; table: string }

/**
 * Fills an empty store from a source, table by table, each whole or not at all, and compares digests at the end. Foreign keys are set
 * aside meanwhile, so the order does not matter; what is done is noted in the store, so that a filling that was cut goes on where it was.
 */
export async function fill(
  store: Store,
  source: Source,
  onTable: (name: string, counted: Counted) => void,
): Promise<Filled> {
  const { owned } = store
  const tables = await owned(tablesOf)
  const missing = source.tables.find(
    ({ name, columns }) =>
      !sameColumns(
        tables.find((own) => own.name === name),
        columns,
      ),
  )
  if (missing) return { ok: false, why: 'other-columns', table: missing.name }
  const full = await owned((sql) => begin(sql, tables))
  if (full) return { ok: false, why: 'not-empty', table: full }
  const done = new Map(
    (await owned((sql) => sql`select name, rows, sha256 from filling`)).map((row) => [
      row.name as string,
      { rows: Number(row.rows), sha256: row.sha256 as string },
    ]),
  )
  for (const table of source.tables) {
    if (done.has(table.name)) continue
    const counter = new Counter()
    await owned(async (sql) => {
      await sql.unsafe(plainTexts)
      // The engine writes some lines while the next ones are read.
      let writing = Promise.resolve()
      await source.each(table.name, async (lines) => {
        counter.add(lines)
        await writing
        writing = addLines(sql, table, lines)
        writing.catch(() => {})
      })
      await writing
      const { rows, sha256 } = counter.done()
      done.set(table.name, { rows, sha256 })
      await sql`insert into filling (name, rows, sha256) values (${table.name}, ${rows}, ${sha256})`
    })
    onTable(table.name, done.get(table.name)!)
  }
  const unlike = await owned((sql) => compared(sql, tables, source, done))
  if (unlike) {
    // Its rows go, so that the same command once more brings that table anew.
    await owned(async (sql) => {
      await sql.unsafe(`delete from "${unlike}"`)
      await sql`delete from filling where name = ${unlike}`
    })
    return { ok: false, why: 'unlike', table: unlike }
  }
  await owned(end)
  return { ok: true, tables: done }
}

const sameColumns = (table: Table | undefined, columns: Table['columns']): boolean =>
  table !== undefined &&
  table.columns.length === columns.length &&
  columns.every(({ name, type }) => table.columns.some((own) => own.name === name && own.type === type))

/** Sets keys and walls aside in an empty store, once; gives the first table that has rows already. */
async function begin(sql: Sql, tables: Table[]): Promise<string | null> {
  const [begun] = await sql`select to_regclass('filling') is not null as yes`
  if (begun!.yes) return null
  for (const { name, ofCluster } of tables) {
    // The owner must see the rows of every cluster to know that there are none.
    if (ofCluster) await sql.unsafe(`alter table "${name}" no force row level security`)
    if ((await sql.unsafe(`select 1 from "${name}" limit 1`)).length > 0) {
      for (const table of tables)
        if (table.ofCluster) await sql.unsafe(`alter table "${table.name}" force row level security`)
      return name
    }
  }
  await sql`create table filling (name text primary key, rows bigint not null, sha256 text not null)`
  await sql`create table filling_key (place bigint primary key, table_name text not null, name text not null, definition text not null)`
  const keys = await sql`
    select conrelid::regclass::text as table_name, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace order by oid`
  for (const [place, { table_name, name, definition }] of keys.entries()) {
    await sql`insert into filling_key values (${place}, ${table_name}, ${name}, ${definition})`
    await sql.unsafe(`alter table ${table_name} drop constraint "${name}"`)
  }
  return null
}

/** The first table that is not what its source was. */
async function compared(sql: Sql, tables: Table[], source: Source, done: Map<string, Counted>): Promise<string | null> {
  await sql.unsafe(plainTexts)
  const clusters = await clusterIds(sql)
  for (const table of tables) {
    if (!done.has(table.name)) continue
    const wanted = source.counted(table.name) ?? done.get(table.name)!
    const found = await countedOf(sql, table, clusters)
    if (found.rows !== wanted.rows || found.sha256 !== wanted.sha256) return table.name
  }
  return null
}

async function end(sql: Sql): Promise<void> {
  for (const {
    table_name,
    name,
    definition,
  } of await sql`select table_name, name, definition from filling_key order by place`)
    await sql.unsafe(`alter table ${table_name} add constraint "${name}" ${definition}`)
  for (const { name, ofCluster } of await tablesOf(sql))
    if (ofCluster) await sql.unsafe(`alter table "${name}" force row level security`)
  await sql`drop table filling, filling_key`
}

/** Another store as a source; it must stand still meanwhile, which the digests at the end would show. */
export async function sourceOf(store: Store): Promise<Source> {
  const { tables, clusters } = await store.owned(async (sql) => ({
    tables: await tablesOf(sql),
    clusters: await clusterIds(sql),
  }))
  const counts = new Map<string, Counted>()
  await store.owned(async (sql) => {
    await sql.unsafe(plainTexts)
    for (const table of tables) counts.set(table.name, await countedOf(sql, table, clusters))
  })
  return {
    tables,
    counted: (name) => counts.get(name) ?? null,
    each: (name, take) =>
      store.owned(async (sql) => {
        await sql.unsafe(plainTexts)
        for await (const lines of linesOf(sql, tables.find((table) => table.name === name)!, clusters))
          await take(lines)
      }),
  }
}
