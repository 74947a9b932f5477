import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { newId } from './ids.ts'

/** Where an installation's keys lie. They are not in the store: who can read or write there must not have them. */
export const keysFolder = (folder: string): string => join(folder, 'keys')

/** The text of a key file, or null where there is none. */
export function heldKey(folder: string, name: string): string | null {
  const path = join(keysFolder(folder), name)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** The text of a key file, made the first time and readable by its owner alone. */
export function keyText(folder: string, name: string, make: () => string): string {
  const path = join(keysFolder(folder), name)
  if (!existsSync(path)) makeOnce(folder, path, make())
  return readFileSync(path, 'utf8')
}

function makeOnce(folder: string, path: string, text: string): void {
  mkdirSync(keysFolder(folder), { recursive: true, mode: 0o700 })
  const draft = `${path}.${newId()}`
  const file = openSync(draft, 'wx', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
  try {
    // Of two that make it at once, one key stays: a link does not replace.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
