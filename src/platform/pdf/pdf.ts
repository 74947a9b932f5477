import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Delivered } from './typesetter.ts'

const faces = [
  ['ibm-plex-sans', '400Regular', 'IBMPlexSans_400Regular'],
  ['ibm-plex-sans', '500Medium', 'IBMPlexSans_500Medium'],
  ['ibm-plex-serif', '300Light', 'IBMPlexSerif_300Light'],
  ['ibm-plex-serif', '400Regular', 'IBMPlexSerif_400Regular'],
  ['ibm-plex-sans-arabic', '400Regular', 'IBMPlexSansArabic_400Regular'],
  ['ibm-plex-sans-arabic', '500Medium', 'IBMPlexSansArabic_500Medium'],
] as const

const require = createRequire(import.meta.url)
const fontPath = ([family, weight, file]: (typeof faces)[number]) =>
  join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), weight, `${file}.ttf`)

let worker: Worker | null = null
let orders = 0
const waiting = new Map<number, (delivered: Delivered) => void>()

/** The one typesetter, started with the first order. */
function typesetter(): Worker {
  if (worker) return worker
  const source = new URL(import.meta.url.endsWith('.ts') ? './typesetter.ts' : './typesetter.mjs', import.meta.url)
  const started = new Worker(source, {
    workerData: { root: import.meta.dirname, fonts: faces.map(fontPath).filter((path) => existsSync(path)) },
  })
  started.unref()
  started.on('message', (delivered: Delivered) => {
    waiting.get(delivered.id)?.(delivered)
    waiting.delete(delivered.id)
  })
  started.on('error', (error) => {
    for (const [id, deliver] of waiting) deliver({ id, error: error.message })
    waiting.clear()
    worker = null
  })
  worker = started
  return started
}

/** Sets a template with its data as PDF/A-2a, tagged. The same order gives the same bytes. */
export async function makePdf(template: string, data: unknown, day: string): Promise<Uint8Array> {
  const id = ++orders
  const setter = typesetter()
  const { pdf, error } = await new Promise<Delivered>((deliver) => {
    waiting.set(id, deliver)
    setter.postMessage({ id, template, data: JSON.stringify(data), stamp: Date.parse(`${day}T12:00:00Z`) / 1000 })
  })
  if (!pdf) throw new Error(`typesetting failed: ${error}`)
  return pdf
}
