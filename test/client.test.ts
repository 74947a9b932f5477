import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clientSource } from './support/client-source.ts'
import { root } from './support/stores.ts'

test('the client is the one the declarations make: a deed or column added without it fails here', () => {
  const path = join(root, 'clients/typescript/grappe.ts')
  const source = clientSource()
  if (process.env.GRAPPE_WRITE) writeFileSync(path, source)
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(source)
})
