import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who holds a data folder, and where a command can reach it. */
export type Holder = {
  pid: number
  born: string
  since: string
  address: string | null
  port: number | null
  token: string
}

export type Lock = { announce(address: string, port: number): void; token: string; release(): void }

const pathOf = (folder: string) => join(folder, 'grappe.lock')

/** The process as the system tells it apart from a later one with the same number; empty where /proc does not exist. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive({ pid, born }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !born || birthOf(pid) === born
}

/** The living process that holds the folder, or null. */
export function holderOf(folder: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(pathOf(folder), 'utf8')) as Holder
    return isAlive(holder) ? holder : null
  } catch {
    return null
  }
}

/**
 * Takes the folder for this process, or says who has it. The embedded engine would let a second process in and lose its rows, so
 * this file comes first: it appears whole or not at all (a hard link), and is taken over from a dead holder by an atomic rename.
 */
export function takeLock(folder: string): Lock | Holder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = pathOf(folder)
  const mine: Holder = {
    pid: process.pid,
    born: birthOf(process.pid),
    since: new Date().toISOString(),
    address: null,
    port: null,
    token: randomBytes(24).toString('hex'),
  }
  const draft = `${path}.${process.pid}`
  const write = () => writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  write()
  for (let tries = 0; ; tries++) {
    try {
      linkSync(draft, path)
      rmSync(draft)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 5) throw error
      const holder = holderOf(folder)
      if (holder) {
        rmSync(draft)
        return holder
      }
      clearDead(path)
    }
  }
  return {
    token: mine.token,
    announce: (address, port) => {
      Object.assign(mine, { address, port })
      write()
      renameSync(draft, path)
    },
    release: () => rmSync(path, { force: true }),
  }
}

/** Only one of several that find a dead holder wins the rename; the others find nothing to move and try again. */
function clearDead(path: string): void {
  const aside = `${path}.${process.pid}.dead`
  try {
    renameSync(path, aside)
    rmSync(aside, { force: true })
  } catch {}
}

export const isLock = (taken: Lock | Holder): taken is Lock => 'release' in taken
