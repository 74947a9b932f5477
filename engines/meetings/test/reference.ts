/** Reads the reference files beside the tests. */

import { readFileSync } from 'node:fs'
import { type Instance, readInstance, readSolution, type Solution } from '../src/index.ts'

/** A reference file as parsed JSON. */
export function referenceJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./reference/${name}.json`, import.meta.url), 'utf8'))
}

export function referenceInstance(name: string): Instance {
  const outcome = readInstance(referenceJson(name))
  if (!outcome.ok) throw new Error(`${name}: ${outcome.refusal.path}: ${outcome.refusal.reason}`)
  return outcome.value
}

export function referenceSolution(name: string, instance: Instance): Solution {
  const outcome = readSolution(referenceJson(`${name}.sol`), instance)
  if (!outcome.ok) throw new Error(`${name}: ${outcome.refusal.path}: ${outcome.refusal.reason}`)
  return outcome.value
}
