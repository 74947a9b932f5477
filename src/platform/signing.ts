import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { heldKey, keyText } from './keys.ts'

/** What an installation signs with (Ed25519): whoever has its public half can check, nobody else can sign. */
export type Signer = { publicKey: string; sign(text: string): string }

const keyFile = 'journal.pem'

/** The key of a data folder, made the first time; where the file holds several, the first one signs. */
export const signerOf = (folder: string): Signer =>
  signerWith(createPrivateKey(keyText(folder, keyFile, newSigningKey)))

const newSigningKey = (): string =>
  String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))

/** The public halves of the keys a data folder signs and has signed with; null where it has none. Of an older one only that half is kept. */
export function publicKeysOf(folder: string): string[] | null {
  const blocks = heldKey(folder, keyFile)?.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g)
  return blocks ? blocks.map((block) => exported(createPublicKey(block))) : null
}

const exported = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64')

export function signerWith(key: KeyObject): Signer {
  return {
    publicKey: exported(createPublicKey(key)),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
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
