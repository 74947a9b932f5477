// Serves the site and starts it again whenever a source changes.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildAll } from './build.mjs'

const root = join(import.meta.dirname, '..')
let child = null
let waiting = null

async function restart() {
  try {
    await buildAll()
  } catch {
    return
  }
  if (child) {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
  child = spawn(process.execPath, ['--enable-source-maps', join(root, 'build', 'grappe.mjs'), 'serve'], {
    stdio: 'inherit',
  })
}

watch(join(root, 'src'), { recursive: true }, () => {
  clearTimeout(waiting)
  waiting = setTimeout(restart, 150)
})
process.on('SIGINT', () => {
  child?.kill('SIGTERM')
  process.exit(0)
})
await restart()
