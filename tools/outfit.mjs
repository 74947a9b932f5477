// Finds, or brings where it can, what the tests want of the machine: a Chromium and a PostgreSQL.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

const isRoot = process.getuid?.() === 0
const onPath = (name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim() || null

let updated = false
/** Installs a Debian package when we may. */
function apt(...packages) {
  if (!isRoot || !onPath('apt-get')) return false
  console.log(`Setting up: ${packages.join(', ')}…`)
  const run = (...args) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  if (!updated) updated = run('update')
  return run('install', '-y', '--no-install-recommends', ...packages)
}

export function findChromium() {
  const known = () =>
    [process.env.CHROMIUM, onPath('chromium'), onPath('chromium-browser'), onPath('google-chrome')].find(
      (path) => path && existsSync(path),
    ) ?? null
  return known() ?? (apt('chromium') ? known() : null)
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 })
    const end = (value) => {
      socket.destroy()
      resolve(value)
    }
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
    socket.on('timeout', () => end(false))
  })

const binFolder = () => {
  const base = '/usr/lib/postgresql'
  const newest = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a))[0] : null
  const folder = newest && join(base, newest, 'bin')
  return folder && existsSync(join(folder, 'initdb')) ? folder : null
}

/** The address of a server to make test databases in: the one named, or one of our own for the time of the tests. */
export async function findPostgres(scratch) {
  const none = { url: null, stop: () => {} }
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: () => {} }
  const bin = binFolder() ?? (apt('postgresql') ? binFolder() : null)
  if (!bin) return none
  try {
    return await startOwn(bin, join(scratch, 'pg'))
  } catch (error) {
    console.log(`PostgreSQL in ${bin} does not start: ${String(error.message).split('\n')[0]}`)
    return none
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made. */
async function startOwn(bin, folder) {
  const user = isRoot ? 'postgres' : null
  const run = (program, args) =>
    user
      ? execFileSync('runuser', ['-u', user, '--', join(bin, program), ...args], { stdio: 'pipe' })
      : execFileSync(join(bin, program), args, { stdio: 'pipe' })
  mkdirSync(folder, { recursive: true })
  if (user) {
    chmodSync(join(folder, '..'), 0o711)
    execFileSync('chown', [user, folder])
  }
  run('initdb', ['-D', folder, '-U', 'grappe', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  let port = 54330
  while (await answers(port)) port++
  run('pg_ctl', [
    '-D',
    folder,
    '-w',
    '-l',
    join(folder, 'log'),
    '-o',
    `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60`,
    'start',
  ])
  return {
    url: `postgres://grappe@127.0.0.1:${port}/postgres`,
    stop: () => run('pg_ctl', ['-D', folder, '-m', 'immediate', 'stop']),
  }
}
