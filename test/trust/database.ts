import { randomBytes } from 'node:crypto'
import postgres from 'postgres'

/** A database of its own on the server `TEST_DATABASE_URL` names, and the way to be rid of it. */
export async function ownDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `grappe_trust_${randomBytes(6).toString('hex')}`
  const admin = postgres(process.env.TEST_DATABASE_URL!, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = new URL(process.env.TEST_DATABASE_URL!)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}
