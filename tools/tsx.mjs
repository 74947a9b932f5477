// Lets Node run the sources as they are: it takes types away by itself, and this makes calls of what looks like markup.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

registerHooks({
  load(url, context, next) {
    if (!/\.tsx(\?|$)/.test(url)) return next(url, context)
    const text = readFileSync(fileURLToPath(url.replace(/\?.*$/, '')), 'utf8')
    const { code } = transformSync(text, {
      loader: 'tsx',
      format: 'esm',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'inline',
      target: 'node24',
    })
    return { format: 'module', shortCircuit: true, source: code }
  },
})
