/**
 * A public draw from a lottery. The seed is committed beforehand by publishing `commitment(seed)`; once the seed is
 * shown, anybody checks the commitment and recomputes the draw from the lottery as published.
 *
 * Random numbers are SHA-256("grappe-draw-1\n" seed "\n" purpose "\n" counter), read as a whole number of 256 bits. All
 * steps are on whole numbers, so two machines cannot differ.
 */

import { sha256 } from './sha256.ts'

/** A panel of the published lottery: `p` its weight, and its members, or counts over interchangeable applicants. */
export type DrawPanel = {
  readonly p: number
  readonly members: readonly number[]
  /** Each pool of alike applicants, and how many of them are drawn. */
  readonly pools: readonly { readonly applicants: readonly number[]; readonly count: number }[]
}

export type Draw = {
  readonly commitment: string
  /** Position of the drawn panel in the lottery. */
  readonly panel: number
  /** Ids of the chosen, ascending. */
  readonly members: readonly number[]
}

/** What is published before the draw; tells nothing about the seed. */
export function commitment(seed: string): string {
  return sha256(`grappe-commit-1\n${seed}`)
}

/** Draws one panel, then within each pool as many as its count, each subset being equally likely. */
export function drawPanel(panels: readonly DrawPanel[], seed: string): Draw {
  const panel = choosePanel(panels, seed)
  const { members, pools } = panels[panel]!
  const drawn = pools.flatMap(({ applicants, count }) => drawSubset(applicants, count, seed))
  return { commitment: commitment(seed), panel, members: [...members, ...drawn].sort((a, b) => a - b) }
}

/** Weights as whole multiples of 2^-60: exact for the doubles in the file, whatever machine reads them. */
function choosePanel(panels: readonly DrawPanel[], seed: string): number {
  const weights = panels.map(({ p }) => BigInt(Math.round(Math.max(0, p) * 2 ** 60)))
  const sum = weights.reduce((a, b) => a + b, 0n)
  let left = uniformBelow(sum, seed, 'panel')
  for (const [i, weight] of weights.entries()) {
    if (left < weight) return i
    left -= weight
  }
  return panels.length - 1
}

/** The first `count` places of a Fisher-Yates shuffle of the pool in order of id. */
function drawSubset(applicants: readonly number[], count: number, seed: string): number[] {
  const pool = [...applicants].sort((a, b) => a - b)
  const purpose = `pool ${pool[0]}`
  for (let i = 0; i < count; i++) {
    const j = i + Number(uniformBelow(BigInt(pool.length - i), seed, `${purpose} ${i}`))
    const taken = pool[j]!
    pool[j] = pool[i]!
    pool[i] = taken
  }
  return pool.slice(0, count)
}

/** Uniform on 0 .. below - 1: values in the last, incomplete stretch of 2^256 are thrown away. */
function uniformBelow(below: bigint, seed: string, purpose: string): bigint {
  if (below <= 1n) return 0n
  const range = 1n << 256n
  const fair = range - (range % below)
  for (let counter = 0; ; counter++) {
    const value = BigInt(`0x${sha256(`grappe-draw-1\n${seed}\n${purpose}\n${counter}`)}`)
    if (value < fair) return value % below
  }
}
