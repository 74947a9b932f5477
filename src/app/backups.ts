import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeArchive } from '../platform/keep/archive.ts'
import type { Store } from '../platform/store/store.ts'

const dayMs = 86_400_000
/** How many days, weeks and months are kept, each by its newest archive. */
const kept = { days: 7, weeks: 5, months: 12 }

const named = /^grappe-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})\.tar$/

export const backupName = (now: Date): string =>
  `grappe-${now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.tar`

export type Backup = { name: string; madeAt: Date }

/** The archives of a folder that were made by the clock or without a name of their own, oldest first. */
export function backupsIn(folder: string): Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const [, year, month, day, hour, minute, second] = named.exec(name) ?? []
      return year ? [{ name, madeAt: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) }] : []
    })
}

/** Those that no day, week or month needs any more. */
export function overdue(backups: Backup[]): Backup[] {
  const keep = new Set<string>()
  const newestOf = (periodOf: (at: Date) => string | number, most: number) => {
    const periods = [...Map.groupBy(backups, ({ madeAt }) => periodOf(madeAt)).values()].slice(-most)
    for (const period of periods) keep.add(period.at(-1)!.name)
  }
  newestOf((at) => at.toISOString().slice(0, 10), kept.days)
  // The epoch began on a Thursday: weeks from Monday.
  newestOf((at) => Math.floor((at.getTime() / dayMs + 3) / 7), kept.weeks)
  newestOf((at) => at.toISOString().slice(0, 7), kept.months)
  return backups.filter(({ name }) => !keep.has(name))
}

/** Makes the day's archive if it is due, and lets the oldest go; gives its name when one was made. */
export async function backUpIfDue(store: Store, folder: string, version: string, now: Date): Promise<string | null> {
  const newest = backupsIn(folder).at(-1)
  if (newest && now.getTime() - newest.madeAt.getTime() < dayMs) return null
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = backupName(now)
  await writeArchive(store, join(folder, name), version, now)
  // Only after a new one is whole on the disk.
  for (const old of overdue(backupsIn(folder))) rmSync(join(folder, old.name))
  return name
}
