/** Slow, plain answers to the same questions, sharing no code with the engine beyond its types. */

import loadHighs from 'highs'
import type { SelectionInstance } from '../src/instance.ts'

// The package's types describe its CommonJS face; as a module its default export is the loader itself.
const highs = await (loadHighs as unknown as typeof loadHighs.default)()

/** Every valid panel, as lists of applicant ids in order. */
export function allPanels(instance: SelectionInstance): number[][] {
  const panels: number[][] = []
  const chosen: number[] = []
  const extend = (from: number): void => {
    if (chosen.length === instance.k) {
      if (isValid(instance, chosen)) panels.push([...chosen])
      return
    }
    for (let id = from; id < instance.applicants.length; id++) {
      chosen.push(id)
      extend(id + 1)
      chosen.pop()
    }
  }
  extend(0)
  return panels
}

export function isValid(instance: SelectionInstance, members: readonly number[]): boolean {
  const cost = members.reduce((sum, id) => sum + instance.applicants[id]!.cost, 0)
  if (instance.budget !== null && cost > instance.budget) return false
  return instance.quotas.every(({ feature, value, min, max }) => {
    const count = members.filter((id) => instance.applicants[id]!.v[feature] === value).length
    return count >= min && count <= max
  })
}

/** LEXIMIN chances per applicant over the listed panels, by one linear program per stage and open applicant. */
export function leximinOver(panels: readonly (readonly number[])[], applicants: number): number[] {
  const level: (number | null)[] = new Array<number | null>(applicants).fill(null)
  while (level.includes(null)) {
    const t = bestFloor(panels, level, null)
    const open = level.flatMap((value, id) => (value === null ? [id] : []))
    for (const id of open) if (bestFloor(panels, level, { id, floor: t }) <= t + 1e-7) level[id] = t
  }
  return level.map((value) => value!)
}

/** Largest t all open applicants can have; or, with `alone`, the largest chance of one while the others keep a floor. */
function bestFloor(
  panels: readonly (readonly number[])[],
  level: readonly (number | null)[],
  alone: { id: number; floor: number } | null,
): number {
  const rows = level.map((value, id) => {
    const sum = panels.flatMap((panel, p) => (panel.includes(id) ? [`+ p${p}`] : [])).join(' ') || '0 p0'
    if (value !== null) return ` r${id}: ${sum} >= ${value - 1e-9}`
    return alone && alone.id !== id ? ` r${id}: ${sum} >= ${alone.floor - 1e-9}` : ` r${id}: ${sum} - t >= 0`
  })
  const total = ` s: ${panels.map((_, p) => `+ p${p}`).join(' ')} = 1`
  const text = `Maximize\n o: t\nSubject To\n${rows.join('\n')}\n${total}\nBounds\n 0 <= t <= 1\nEnd`
  const solution = highs.solve(text, { output_flag: false })
  if (solution.Status !== 'Optimal') throw new Error(solution.Status)
  return solution.ObjectiveValue
}

/** maximise cost·x, ranges[i][0] <= matrix[i]·x <= ranges[i][0] + ranges[i][1], 0 <= x <= upper. */
export type PlainProgram = {
  readonly cost: readonly number[]
  readonly upper: readonly number[]
  readonly matrix: readonly (readonly number[])[]
  readonly ranges: readonly (readonly [lower: number, more: number])[]
}

/** The optimum by HiGHS; null when there is no solution. */
export function highsOptimum({ cost, upper, matrix, ranges }: PlainProgram, whole: boolean): number | null {
  const sum = (row: readonly number[]) => row.map((c, j) => `${c < 0 ? '-' : '+'} ${Math.abs(c)} x${j}`).join(' ')
  const rows = matrix.flatMap((row, i) => {
    const [lower, more] = ranges[i]!
    return [` l${i}: ${sum(row)} >= ${lower}`, ` u${i}: ${sum(row)} <= ${lower + more}`]
  })
  const names = cost.map((_, j) => `x${j}`).join(' ')
  const bounds = upper.map((u, j) => ` 0 <= x${j} <= ${u}`).join('\n')
  const text = `Maximize\n o: ${sum(cost)}\nSubject To\n${rows.join('\n')}\nBounds\n${bounds}\n${whole ? `Generals\n ${names}\n` : ''}End`
  const solution = highs.solve(text, { output_flag: false })
  return solution.Status === 'Optimal' ? solution.ObjectiveValue : null
}
