import { build } from 'esbuild'
await build({ entryPoints: { grappe: 'src/app/main.ts', engine: 'src/platform/store/engine.ts' }, outdir: 'build', outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node24', packages: 'external', sourcemap: true, logLevel: 'warning' })
