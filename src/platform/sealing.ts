import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { sha256 } from './ids.ts'
import { heldKey, keyText } from './keys.ts'

/**
 * Seals the secrets that are kept in the tables and must be read again (AES-256-GCM): whoever has the tables alone, a copy of the
 * database or a backup of the server, has none of them. `about` names the record a secret belongs to: moved to another, it does not open.
 */
export type Seals = {
  seal(secret: string, about: string): string
  /** The secret; one from before there were seals stands as it is. Throws `SealBroken` when it does not open. */
  open(kept: string, about: string): string
  /** The same under the newest key, or null when it is that already. */
  renewed(kept: string, about: string): string | null
}

/** A secret was sealed with a key that is not here, or was tampered with. */
export class SealBroken extends Error {}

export const keyFile = 'secrets.key'
const form = 'sealed:1:'
const cipher = 'aes-256-gcm'

type Key = { id: string; bytes: Buffer }

/** The keys of a data folder, one to a line, the newest first; null keeps one in memory, for a store that is in memory too. */
export function openSeals(folder: string | null): Seals {
  const own = folder === null ? newKey() : null
  const keys = (): Key[] => keysIn(own ?? keyText(folder!, keyFile, newKey))
  // What cannot be opened must not be the reason to make a key: the lost one may come back from a backup.
  const held = (): Key[] => keysIn(own ?? heldKey(folder!, keyFile) ?? '')

  const seal = (secret: string, about: string): string => {
    const { id, bytes } = keys()[0]!
    const iv = randomBytes(12)
    const sealing = createCipheriv(cipher, bytes, iv).setAAD(Buffer.from(about))
    const sealed = Buffer.concat([iv, sealing.update(secret, 'utf8'), sealing.final(), sealing.getAuthTag()])
    return `${form}${id}:${sealed.toString('base64url')}`
  }

  const open = (kept: string, about: string): string => {
    if (!kept.startsWith(form)) return kept
    const [id, text = ''] = kept.slice(form.length).split(':')
    const key = held().find((one) => one.id === id)
    if (!key)
      throw new SealBroken(`a secret was sealed with key ${id}, which is not in keys/${keyFile}: see ./grappe doctor`)
    const sealed = Buffer.from(text, 'base64url')
    const opening = createDecipheriv(cipher, key.bytes, sealed.subarray(0, 12), { authTagLength: 16 })
    try {
      opening.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-16))
      return opening.update(sealed.subarray(12, -16), undefined, 'utf8') + opening.final('utf8')
    } catch {
      throw new SealBroken('a secret in the store was changed, or is of another record: see ./grappe doctor')
    }
  }

  return {
    seal,
    open,
    renewed: (kept, about) => {
      const [newest] = held()
      return newest && kept.startsWith(`${form}${newest.id}:`) ? null : seal(open(kept, about), about)
    },
  }
}

const newKey = (): string => `${randomBytes(32).toString('base64')}\n`

function keysIn(text: string): Key[] {
  const keys = text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => Buffer.from(line, 'base64'))
  if (keys.some(({ length }) => length !== 32))
    throw new SealBroken(`keys/${keyFile} does not hold keys of 32 bytes, one to a line in base64`)
  return keys.map((bytes) => ({ id: sha256(bytes).slice(0, 8), bytes }))
}
