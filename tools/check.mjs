// Everything a change must pass: form, types, unused code, tests. The tests come last, so that their count closes the run.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name, file) => [process.execPath, [join(root, 'node_modules', name, file)]]
const steps = [
  ['form and lint', ...bin('@biomejs/biome', 'bin/biome'), 'ci', '.'],
  ['types', ...bin('typescript', 'bin/tsc'), '--noEmit'],
  ['unused code', ...bin('knip', 'bin/knip.js'), '--no-config-hints'],
  ['duplicate code', ...bin('jscpd', 'bin/jscpd'), 'src', 'tools', 'bench'],
]
let failed = 0
for (const [name, program, args, ...more] of steps) {
  const { status, stdout, stderr } = spawnSync(program, [...args, ...more], { cwd: root, encoding: 'utf8' })
  console.log(`${status === 0 ? 'ok   ' : 'WRONG'} ${name}`)
  if (status !== 0) {
    failed++
    console.log(`${stdout}\n${stderr}`)
  }
}
const { status } = spawnSync('npm', ['test', '--silent'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exit(failed === 0 && status === 0 ? 0 : 1)
