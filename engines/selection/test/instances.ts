import { readFileSync } from 'node:fs'
import {
  type AssignmentInstance,
  type CalibrationInstance,
  type Outcome,
  parseAssignmentInstance,
  parseCalibrationInstance,
  parseSelectionInstance,
  type SelectionInstance,
} from '../src/index.ts'

export function document(name: string): unknown {
  return JSON.parse(readFileSync(path(name), 'utf8'))
}

export function path(name: string): string {
  return new URL(`reference/${name}.json`, import.meta.url).pathname
}

function known<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.path}: ${outcome.refusal.reason}`)
  return outcome.value
}

export const selection = (name: string): SelectionInstance => known(parseSelectionInstance(document(name)))
export const assignment = (name: string): AssignmentInstance => known(parseAssignmentInstance(document(name)))
export const calibration = (name: string): CalibrationInstance => known(parseCalibrationInstance(document(name)))
