import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { Breaking } from './breaking.ts'
import { freeBytes, keepBallast, type Room, usualRoom } from './disk.ts'
import { type Engine, startEngine } from './wire.ts'

export const types = {
  // A civil day is text, never an instant of some zone.
  day: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
}

/** A way to an engine, of either kind. */
export type Opened = {
  /** Some work outside of a transaction, on one connection. */
  run<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T>
  begin<T>(work: (sql: postgres.TransactionSql) => Promise<T>): Promise<T>
  /** What a transaction begins with. */
  mode(): string
  stop(): Promise<void>
}

type Place = { folder: string | null; room?: Room; answerMs?: number; engineProgram?: URL }
type Running = { engine: Engine; sql: postgres.Sql; breaking: Breaking }

const usualAnswerMs = 60_000
const openMs = 5 * 60_000

/** The engine in a folder of this machine (null: in memory), started again when it breaks. */
export async function openEmbedded({
  folder,
  room = usualRoom,
  answerMs = usualAnswerMs,
  engineProgram,
}: Place): Promise<Opened> {
  const place = folder && join(folder, 'store')
  const ballast = join(folder ?? '', 'ballast')
  if (place) mkdirSync(place, { recursive: true, mode: 0o700 })
  let running: Promise<Running> | null = null

  const start = async (): Promise<Running> => {
    const breaking = new Breaking(() => {
      running = null
    })
    const breaks = (reason: Error) => breaking.breaks(reason)
    const engine = await startEngine({ folder: place, ballast, room }, { answerMs, openMs }, breaks, engineProgram)
    return { engine, sql: driverOf(engine), breaking }
  }
  const current = (): Promise<Running> => {
    running ??= start().catch((error) => {
      running = null
      throw error
    })
    return running
  }
  await current()
  if (folder) keepBallast(ballast, folder, room)
  let isShort = false
  const run = async <T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
    const { sql, breaking } = await current()
    // The driver of a broken engine never answers.
    return breaking.until(() => work(sql))
  }
  return {
    run,
    begin: (work) => run((sql) => sql.begin((tx) => work(tx)) as never),
    // Below the floor a transaction may only read: the refusal comes before the disk is full, not after.
    mode: () => {
      if (!folder) return ''
      const wasShort = isShort
      isShort = freeBytes(folder) < room.floorBytes
      if (wasShort && !isShort) keepBallast(ballast, folder, room)
      return isShort ? 'set transaction read only; ' : ''
    },
    stop: async () => {
      const last = await running
      await last?.sql.end({ timeout: 5 })
      await last?.engine.close()
    },
  }
}

function driverOf(engine: Engine): postgres.Sql {
  const options = {
    types,
    max: 1,
    onnotice: () => {},
    socket: async () => engine.socket(),
    user: 'postgres',
    database: 'postgres',
  }
  return postgres(options as postgres.Options<Record<string, postgres.PostgresType>>) as postgres.Sql
}
