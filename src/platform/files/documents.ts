import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newId, sha256 } from '../ids.ts'

/** Files kept by what they contain: the same file twice is one, and a name cannot lie about it. */
export type Documents = { put(bytes: Buffer): string; read(digest: string): Buffer | null }

const isDigest = /^[0-9a-f]{64}$/

/** Documents under `folder/documents/ab/ab…`; null keeps them in memory, for a store that is in memory too. */
export function openDocuments(folder: string | null): Documents {
  if (folder === null) {
    const kept = new Map<string, Buffer>()
    return {
      put: (bytes) => {
        const digest = sha256(bytes)
        kept.set(digest, bytes)
        return digest
      },
      read: (digest) => kept.get(digest) ?? null,
    }
  }
  const pathOf = (digest: string) => join(folder, 'documents', digest.slice(0, 2), digest)
  return {
    put: (bytes) => {
      const digest = sha256(bytes)
      const path = pathOf(digest)
      if (existsSync(path)) return digest
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      // On disk whole before it has its name: a record must never point to half a file.
      const draft = `${path}.${newId()}`
      const file = openSync(draft, 'wx', 0o600)
      writeSync(file, bytes)
      fsyncSync(file)
      closeSync(file)
      renameSync(draft, path)
      return digest
    },
    read: (digest) => {
      if (!isDigest.test(digest) || !existsSync(pathOf(digest))) return null
      const bytes = readFileSync(pathOf(digest))
      return sha256(bytes) === digest ? bytes : null
    },
  }
}
