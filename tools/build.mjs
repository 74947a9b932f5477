// Makes what runs: the server as one file, the engine of the embedded store beside it, and what browsers are sent.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
const out = join(root, 'build')
const common = { absWorkingDir: root, bundle: true, format: 'esm', logLevel: 'warning', minify: false }

const preloaded = {
  latin: ['ibm-plex-sans-latin-400', 'ibm-plex-serif-latin-300'],
  arabic: ['ibm-plex-sans-arabic-arabic-400'],
}

export async function buildAll() {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  await build({
    ...common,
    entryPoints: {
      grappe: 'src/app/main.ts',
      engine: 'src/platform/store/engine.ts',
      typesetter: 'src/platform/pdf/typesetter.ts',
    },
    outdir: out,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node24',
    packages: 'external',
    sourcemap: true,
  })
  const { metafile } = await build({
    ...common,
    minify: true,
    metafile: true,
    entryPoints: { site: 'src/ui/main.css', island: 'src/ui/islands/site.ts' },
    outdir: join(out, 'assets'),
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    target: ['es2022', 'chrome109', 'firefox109', 'safari16'],
  })
  const files = Object.keys(metafile.outputs).map((path) => basename(path))
  const named = (start) => `/assets/${files.find((file) => file.startsWith(`${start}-`) && !file.endsWith('.map'))}`
  const fonts = Object.fromEntries(Object.entries(preloaded).map(([script, names]) => [script, names.map(named)]))
  writeFileSync(
    join(out, 'assets.json'),
    `${JSON.stringify({ css: named('site'), js: named('island'), fonts }, null, 1)}\n`,
  )
}

if (process.argv[1] === import.meta.filename) await buildAll()
