import { randomBytes } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Who holds a data folder, and where a command can reach it. */
export type Holder = {
  pid: number
  born: string
  since: string
  address: string | null
  port: number | null
  token: string
  /** Where its number means something: the machine, its start and its room of processes. */
  home: string
}

export type Lock = {
  announce(address: string, port: number): void
  token: string
  /** Tells when the folder was taken by another: then nothing may be written any more. */
  onLost(tell: () => void): void
  release(): void
}

/** The holder shows that it lives so often; silent for so long, it is taken for dead by those who cannot look. */
const beatMs = 2_000
const silentMsMax = 20_000

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

const system = (path: string, read: (path: string) => string): string => {
  try {
    return read(path).trim()
  } catch {
    return ''
  }
}

/** Two processes of one home can look at each other; of another, say in a container that shares the folder, only the heartbeat tells. */
const home = [
  hostname(),
  system('/proc/sys/kernel/random/boot_id', (path) => readFileSync(path, 'utf8')),
  system('/proc/self/ns/pid', readlinkSync),
].join(' ')

function isAlive(holder: Holder, path: string): boolean {
  if (holder.home !== undefined && holder.home !== home) return beatsStill(path)
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !holder.born || birthOf(holder.pid) === holder.born
}

/** By the clock of the disk, which is the same for both. */
function beatsStill(path: string): boolean {
  const probe = `${path}.${process.pid}.probe`
  try {
    writeFileSync(probe, '')
    return statSync(probe).mtimeMs - statSync(path).mtimeMs < silentMsMax
  } catch {
    return true
  } finally {
    rmSync(probe, { force: true })
  }
}

/** The living process that holds the folder, or null. */
export function holderOf(folder: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(pathOf(folder), 'utf8')) as Holder
    return isAlive(holder, pathOf(folder)) ? holder : null
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
    home,
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
  let lost: (() => void) | null = null
  const isMine = () => system(path, (place) => (JSON.parse(readFileSync(place, 'utf8')) as Holder).token) === mine.token
  const beat = setInterval(() => {
    // A full disk must not stop the heart: a time is set, nothing is written.
    if (isMine()) utimesSync(path, new Date(), new Date())
    else if (lost) {
      clearInterval(beat)
      lost()
    }
  }, beatMs)
  beat.unref()
  return {
    token: mine.token,
    onLost: (tell) => {
      lost = tell
    },
    announce: (address, port) => {
      Object.assign(mine, { address, port })
      write()
      renameSync(draft, path)
    },
    release: () => {
      clearInterval(beat)
      if (isMine()) rmSync(path, { force: true })
    },
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
