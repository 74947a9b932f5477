// Starts everything: brings what is missing (packages, Node 24, the build), then hands over. Runs on any Node from 20 on, so: plain JavaScript, no package.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const runtime = join(root, '.runtime')
const nodeVersion = '24.21.0'
const nodeMajor = 24

/** Says one line and stops. */
function stop(reason) {
  process.stderr.write(`grappe: ${reason}\n`)
  process.exit(1)
}

function npm(args, cwd, what) {
  const { status, stderr, stdout, error } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_loglevel: 'error' },
  })
  if (error) stop(`npm is needed to ${what}, and was not found`)
  if (status !== 0)
    stop(
      `could not ${what}: ${`${stderr}\n${stdout}`.split('\n').find((line) => /npm (error|ERR!)/.test(line) && !/code|errno/.test(line)) ?? `npm ended with ${status}`}. Check the network and run the same command again`,
    )
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Only one of several starts at once sets up; the others wait for it, unless it died. */
async function alone(work) {
  const lock = join(root, '.runtime.lock')
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') stop(`the project's folder cannot be written to (${error.code}); set-up needs that`)
      const holder = Number(read(lock))
      if (holder && !isAlive(holder)) rmSync(lock, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
const digest = (text) => createHash('sha256').update(text).digest('hex')

function packagesStamp() {
  return digest(`${read(join(root, 'package-lock.json'))} ${process.platform} ${process.arch}`)
}

function ensurePackages() {
  const stamp = join(root, 'node_modules', '.grappe-stamp')
  if (read(stamp) === packagesStamp()) return
  process.stderr.write('Setting up: packages (once, about 20 seconds)…\n')
  npm(['install', '--no-audit', '--no-fund', '--prefer-offline'], root, 'install the packages')
  writeFileSync(stamp, packagesStamp())
}

/** The Node that runs Grappe: this one when it is new enough, else one of our own beside the project. */
function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= nodeMajor) return process.execPath
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const path = join(runtime, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(path)) return path
  process.stderr.write(`Setting up: Node ${nodeMajor} beside Grappe (this machine's is ${process.versions.node})…\n`)
  mkdirSync(runtime, { recursive: true })
  npm(
    ['install', '--no-audit', '--no-fund', '--no-save', '--prefix', runtime, `${name}@${nodeVersion}`],
    runtime,
    `bring Node ${nodeMajor}`,
  )
  if (!existsSync(path))
    stop(
      `Node ${nodeMajor} or newer is needed; this machine has ${process.versions.node}, and none could be brought for ${process.platform} ${process.arch}`,
    )
  return path
}

/** The newest moment at which anything the build reads was written. */
function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return latest
}

async function ensureBuild() {
  const stamp = join(root, 'build', '.stamp')
  const wanted =
    String(Math.max(newest(join(root, 'src')), statSync(join(root, 'tools', 'build.mjs')).mtimeMs)) + packagesStamp()
  if (read(stamp) === wanted) return
  const { buildAll } = await import('./build.mjs')
  await buildAll()
  writeFileSync(stamp, wanted)
}

/**
 * Where memory is short the engine stays as it was first compiled. To make one function of it faster (the interpreter of expressions) the
 * compiler takes 600 MB for a second; without, statements take about a third longer and a start stays within 360 MB.
 */
const smallMemory = 1.5 * 1024 ** 3
function flagsHere() {
  const stated = Number(process.env.GRAPPE_MEMORY) * 1024 ** 2
  const memory = stated || Math.min(process.constrainedMemory() || Infinity, totalmem())
  return memory < smallMemory ? ['--liftoff-only'] : []
}

/** Runs a program in our place: same terminal, same signals, same end. */
function become(program, args, env = {}) {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => stop(error.message))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

const engines = ['solar', 'meetings', 'selection']

async function main([name = 'help', ...args]) {
  const node = await alone(async () => {
    ensurePackages()
    const path = ensureNode()
    await ensureBuild()
    return path
  })
  if (engines.includes(name)) {
    const asked = args[0] === 'help' ? ['--help'] : args
    return become(node, [join(root, 'engines', name, 'bin', 'cli.ts'), ...asked])
  }
  if (name === 'test' || name === 'check' || name === 'bench' || name === 'trust')
    return become(node, [join(root, 'tools', `${name}.mjs`), ...args])
  if (name === 'dev') return become(node, [join(root, 'tools', 'dev.mjs'), ...args])
  return become(node, [...flagsHere(), '--enable-source-maps', join(root, 'build', 'grappe.mjs'), name, ...args])
}

await main(process.argv.slice(2))
