import { createHash } from 'node:crypto'
import { isUuid } from '../ids.ts'
import type { Sql } from '../store/store.ts'

/** A table as it is written down: its columns with their types, and the key that gives its rows one order on every engine. */
export type Table = { name: string; columns: { name: string; type: string }[]; order: string; ofCluster: boolean }

export type Counted = { rows: number; sha256: string }

// Not rows of anybody: what was applied, and the notes of a filling.
const notKept = ['migration', 'filling', 'filling_key']

/** The tables of a store, with what is generated in them left out: it is generated again. */
export async function tablesOf(sql: Sql): Promise<Table[]> {
  const rows = await sql`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select string_agg(format('%I', a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', ' order by k.place)
        from pg_index i cross join unnest(i.indkey::int[]) with ordinality k(num, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> all(${notKept}) order by c.relname collate "C"`
  return rows.map(({ name, columns, key }) => {
    if (!key) throw new Error(`table ${name} has no primary key`)
    return {
      name,
      columns,
      order: key,
      ofCluster: columns.some((column: { name: string }) => column.name === 'cluster_id'),
    }
  })
}

/** What a transaction needs so that a value is the same text on every engine. */
export const plainTexts =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1"

export async function clusterIds(sql: Sql): Promise<string[]> {
  return (await sql`select id from cluster order by id`).map(({ id }) => id as string)
}

const batch = 2000

/** A table's rows, each a line of JSON texts, in the order of its key; cluster by cluster, for the row policies hold for owners too. */
export async function* linesOf(sql: Sql, table: Table, clusters: string[]): AsyncGenerator<string[]> {
  const fields = table.columns.map(({ name }) => `"${name}"::text`).join(', ')
  const read = (where: string, bound: string[]) =>
    sql
      .unsafe(
        `select json_build_array(${fields})::text as line from "${table.name}" ${where} order by ${table.order}`,
        bound,
      )
      .cursor(batch)
  if (!table.ofCluster) {
    for await (const rows of read('', [])) yield rows.map(({ line }) => line as string)
    return
  }
  for (const cluster of clusters) {
    await nameCluster(sql, cluster)
    for await (const rows of read('where cluster_id = $1', [cluster])) yield rows.map(({ line }) => line as string)
  }
}

async function nameCluster(sql: Sql, cluster: string): Promise<void> {
  if (!isUuid(cluster)) throw new Error('not a cluster id')
  await sql.unsafe(`set local app.cluster_id = '${cluster}'`)
}

/** Counts rows and digests them on their way. */
export class Counter {
  rows = 0
  readonly #hash = createHash('sha256')

  add(lines: string[]): string {
    this.rows += lines.length
    const text = lines.map((line) => `${line}\n`).join('')
    this.#hash.update(text)
    return text
  }

  done(): Counted {
    return { rows: this.rows, sha256: this.#hash.digest('hex') }
  }
}

export async function countedOf(sql: Sql, table: Table, clusters: string[]): Promise<Counted> {
  const counter = new Counter()
  for await (const lines of linesOf(sql, table, clusters)) counter.add(lines)
  return counter.done()
}

/** Adds lines to a table, as they were read from one of the same columns. */
export async function addLines(
  sql: Sql,
  { name, columns }: Pick<Table, 'name' | 'columns'>,
  lines: string[],
): Promise<void> {
  if (lines.length === 0) return
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const values = columns.map(({ type }, place) => `(r.v->>${place})::${type}`).join(', ')
  await sql.unsafe(
    `insert into "${name}" (${names}) select ${values} from jsonb_array_elements($1::text::jsonb) with ordinality r(v, place) order by r.place`,
    [`[${lines.join(',')}]`],
  )
}
