/**
 * Solves reference instances one after the other, one thread, and prints score, bound, gap, time and memory beside the best
 * known. `node bench/bench.ts [--seconds N] [--seed N] [NAME...]`, in seconds of CPU, so that other work on the machine counts
 * for little; instances and `best.json` are in GRAPPE_REFERENCE/rendezvous.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { check, type Instance, readInstance, solve } from '../src/index.ts'

interface Known {
  readonly best: number | null
  readonly bound: number | null
  readonly status: string
}

const COLUMNS = [
  'instance',
  'status',
  'score',
  'bound',
  'gap',
  'CPU s',
  'MB',
  'known',
  'its bound',
  'its status',
] as const

function main(args: readonly string[]): number {
  const reference = process.env.GRAPPE_REFERENCE
  if (!reference) {
    console.log('Skipped: GRAPPE_REFERENCE names no folder of reference instances.')
    return 0
  }
  const folder = join(reference, 'rendezvous')
  const known = JSON.parse(readFileSync(join(folder, 'best.json'), 'utf8')) as Record<string, Known>
  const { values, positionals: wanted } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seconds: { type: 'string' }, seed: { type: 'string', default: '1' } },
  })
  const names = readdirSync(join(folder, 'instances')).map((file) => file.replace(/\.json$/, ''))
  console.log(`| ${COLUMNS.join(' | ')} |\n|${' --- |'.repeat(COLUMNS.length)}`)
  for (const name of wanted.length > 0 ? wanted : names) {
    const outcome = readInstance(JSON.parse(readFileSync(join(folder, 'instances', `${name}.json`), 'utf8')))
    if (!outcome.ok) {
      console.log(`| ${name} | refused: ${outcome.refusal.path} |`)
      continue
    }
    const seconds = Number(values.seconds ?? secondsFor(outcome.value))
    console.log(`| ${rowOf(outcome.value, seconds, Number(values.seed), known[name]).join(' | ')} |`)
  }
  return 0
}

/** The time the best known result took, by size; a minute for the published ones. */
function secondsFor({ family, requests }: Instance): number {
  if (!family.startsWith('generated')) return family.startsWith('b2b-tables') ? 12 : 60
  if (requests.length <= 400) return 20
  if (requests.length <= 1000) return 60
  return requests.length <= 5000 ? 120 : 300
}

function rowOf(instance: Instance, seconds: number, seed: number, known: Known | undefined): readonly string[] {
  const cpu = process.cpuUsage()
  const used = () => {
    const { user, system } = process.cpuUsage(cpu)
    return (user + system) / 1e6
  }
  const result = solve(instance, { seconds, now: used, seed })
  const spent = used()
  const valid = result.solution === null || check(instance, result.solution).valid
  const { bound, gap, terms } = result
  return [
    instance.name,
    valid ? result.status : 'BROKEN',
    String(terms?.score ?? '-'),
    String(bound ?? '-'),
    gap === null ? '-' : `${(gap * 100).toFixed(2)} %`,
    spent.toFixed(1),
    String(Math.round(process.memoryUsage().rss / 1e6)),
    String(known?.best ?? '-'),
    String(known?.bound ?? '-'),
    known?.status ?? '-',
  ]
}

process.exitCode = main(process.argv.slice(2))
