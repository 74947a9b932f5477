/** A disk that fills up under a working store, at random moments: every call must be answered, reading must go on, and room given back must be enough. */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../src/platform/ids.ts'
import { freeBytes } from '../../src/platform/store/disk.ts'
import { isFull, openStore, type Scope, type Store } from '../../src/platform/store/store.ts'
import { type Finding, seeded } from './seeded.ts'

const mega = 1024 * 1024
const room = { floorBytes: 24 * mega, ballastBytes: 16 * mega }
const answerMsMax = 5000
const migrations = join(import.meta.dirname, '../../migrations')

/** A small disk of its own, or null where this user may not make one. */
export function smallDisk(sizeMb: number): { folder: string; drop(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'grappe-full-'))
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'none', folder]).status === 0
  if (!made) rmSync(folder, { recursive: true })
  const drop = () => {
    spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  }
  return made ? { folder, drop } : null
}

/** Takes all the room but so much, as another program would. */
function fill(path: string, folder: string, leave: number): void {
  const file = openSync(path, 'a')
  try {
    for (;;) {
      const free = freeBytes(folder) - leave
      if (free <= 0) break
      writeSync(file, Buffer.alloc(Math.min(free, mega), 1))
    }
  } catch {
    // Full is what was wanted.
  } finally {
    closeSync(file)
  }
}

type World = { store: Store; cluster: string; acknowledged: number; slowestMs: number }

async function timed<T>(world: World, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  try {
    return await work()
  } finally {
    world.slowestMs = Math.max(world.slowestMs, performance.now() - begun)
  }
}

/** One deed of so many bytes; true when it was acknowledged, false when it was refused for want of room. */
function write(world: World, bytes: number): Promise<boolean> {
  return deed(world, ({ sql, cluster }, key) => {
    const value = Array.from({ length: Math.ceil(bytes / 20) }, () => newId().slice(0, 20)).join('')
    return sql`insert into setting (cluster_id, id, key, digest, field, value) values (${cluster}, ${newId()}, ${key}, '', 'f', ${value})`
  })
}

/** One deed larger than all the room there is: its table cannot grow, while the log still could. */
const writeTooMuch = (world: World): Promise<boolean> =>
  deed(
    world,
    ({ sql, cluster }, key) => sql`insert into setting (cluster_id, id, key, digest, field, value)
      select ${cluster}::uuid, gen_random_uuid(), ${key} || n, '', 'f', (select string_agg(md5(n || '.' || m), '') from generate_series(1, 60) m)
      from generate_series(1, 200000) n`,
  )

async function deed(world: World, work: (scope: Scope, key: string) => Promise<unknown>): Promise<boolean> {
  const number = world.acknowledged + 1
  try {
    await timed(world, () => world.store.within(world.cluster, (scope) => work(scope, `k${number}`)))
  } catch (error) {
    if (isFull(error)) return false
    throw error
  }
  world.acknowledged = number
  return true
}

const counted = (world: World): Promise<number> =>
  timed(world, () =>
    world.store.within(world.cluster, async ({ sql, cluster }) => {
      const [row] = await sql`select count(*)::int as n from setting where cluster_id = ${cluster}`
      return row!.n as number
    }),
  )

/** Fills the disk of a store at one random moment, in one of three ways, and says what went wrong. */
async function onePoint(folder: string, world: World, random: () => number, reopen: () => Promise<Store>) {
  const filler = join(folder, 'filler')
  const way = Math.floor(random() * 3)
  for (let left = Math.floor(random() * 20); left > 0; left--) await write(world, random() * 5000)
  // Nothing left at all at once; or room below the floor; or room that the store itself uses up.
  if (way === 0) fill(filler, folder, 0)
  else if (way === 1) fill(filler, folder, Math.floor(random() * room.floorBytes))
  else fill(filler, folder, room.floorBytes + Math.floor(random() * 8 * mega))
  if (way === 2 && random() < 0.5 && (await writeTooMuch(world))) return 'more was written than there is room for'
  let refused = false
  for (let tries = 0; tries < 200 && !refused; tries++) refused = !(await write(world, 100_000 + random() * 400_000))
  if (!refused) return 'a full disk was written to'
  if ((await counted(world)) !== world.acknowledged) return 'rows lost while full'
  if (random() < 0.5) {
    await world.store.close()
    world.store = await reopen()
    if ((await counted(world)) !== world.acknowledged) return 'rows lost over a start on a full disk'
    if (await write(world, 10)) return 'written on a full disk after a start'
  }
  rmSync(filler, { force: true })
  if (!(await write(world, 10))) return 'room given back, and writing still refused'
  if ((await counted(world)) !== world.acknowledged) return 'rows lost after room was given back'
  if (!existsSync(join(folder, 'data', 'ballast'))) return 'no new ballast'
  // What the deeds took is given back too, so that the next point has as much room.
  await world.store.within(world.cluster, ({ sql, cluster }) => sql`delete from setting where cluster_id = ${cluster}`)
  world.acknowledged = 0
  return null
}

export async function fullDisks({ points, seed }: { points: number; seed: number }): Promise<Finding | null> {
  const random = seeded(seed)
  const faults: string[] = []
  let slowestMs = 0
  const perDisk = 5
  for (let point = 0; point < points; ) {
    const disk = smallDisk(320)
    if (!disk) return null
    const data = join(disk.folder, 'data')
    mkdirSync(data)
    const open = () => openStore({ folder: data, migrations, room, answerMs: answerMsMax })
    const world: World = { store: await open(), cluster: newId(), acknowledged: 0, slowestMs: 0 }
    try {
      await world.store.open((sql) => sql`insert into cluster values (${world.cluster}, 'trust', ${new Date()})`)
      for (let here = 0; here < perDisk && point < points; here++, point++) {
        const fault = await onePoint(disk.folder, world, random, open).catch((error: Error) => error.message)
        if (fault) {
          faults.push(`seed ${seed}, point ${point}: ${fault}`)
          point++
          break
        }
      }
    } finally {
      slowestMs = Math.max(slowestMs, world.slowestMs)
      await world.store.close().catch(() => {})
      disk.drop()
    }
  }
  if (slowestMs > answerMsMax) faults.push(`a call took ${Math.round(slowestMs)} ms`)
  return {
    name: 'T3 full disk',
    target: `0 lost, every call answered in ${answerMsMax} ms, reading goes on, no hand work`,
    figure: `${points} points, ${faults.length} faults, slowest answer ${Math.round(slowestMs)} ms`,
    ok: faults.length === 0,
    faults,
  }
}
