import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

export type Assets = { css: string; js: string; fonts: { latin: string[]; arabic: string[] } }
export type Asset = { body: Buffer; type: string; brotli: Buffer | null }

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml; charset=utf-8',
}

/** What the build made for browsers, by name. */
export const readManifest = (root: string): Assets =>
  JSON.parse(readFileSync(join(root, 'build/assets.json'), 'utf8')) as Assets

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><g fill="#d98e04"><circle cx="20" cy="9" r="5.6"/><circle cx="12.6" cy="17.6" r="5"/><circle cx="26.8" cy="18.2" r="5.3"/><circle cx="19" cy="25" r="4.6"/><circle cx="28" cy="28.6" r="3.7"/><circle cx="20.4" cy="34" r="3.1"/></g></svg>`

/** Gives the files of the build, each read and pressed once. Names carry their digest, so a browser may keep them for ever. */
export function assetReader(root: string): (name: string) => Asset | null {
  const kept = new Map<string, Asset>([['mark.svg', { body: Buffer.from(mark), type: types['.svg']!, brotli: null }]])
  return (name) => {
    const known = kept.get(name)
    if (known) return known
    if (!/^[\w.-]+$/.test(name) || !types[extname(name)]) return null
    const path = join(root, 'build/assets', name)
    if (!existsSync(path)) return null
    const body = readFileSync(path)
    const asset = {
      body,
      type: types[extname(name)]!,
      brotli: extname(name) === '.woff2' ? null : brotliCompressSync(body),
    }
    kept.set(name, asset)
    return asset
  }
}
