import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
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

/** What an installation signs with (Ed25519): whoever has its public half can check, nobody else can sign. */
export type Signer = { publicKey: string; sign(text: string): string }

export const keysFolder = (folder: string): string => join(folder, 'keys')

/** The key of a data folder, made the first time. It is not in the store: who can write there must not be able to sign. */
export function signerOf(folder: string): Signer {
  const path = join(keysFolder(folder), 'journal.pem')
  if (!existsSync(path)) makeKey(path, folder)
  return signerWith(createPrivateKey(readFileSync(path)))
}

export function signerWith(key: KeyObject): Signer {
  return {
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  }
}

function makeKey(path: string, folder: string): void {
  mkdirSync(keysFolder(folder), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${path}.${newId()}`
  const file = openSync(draft, 'wx', 0o600)
  writeSync(file, String(privateKey.export({ type: 'pkcs8', format: 'pem' })))
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

/** Whether a text was signed by the holder of a key; a key or signature that is none is no. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
