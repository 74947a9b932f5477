import { createHash, randomBytes } from 'node:crypto'

/** A secret to hand out once: 256 bits, in letters an address can carry. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret: enough to know it again, not to use it. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
