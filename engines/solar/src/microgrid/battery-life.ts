/** Cycles counted by the rainflow method and the capacity they have left, %. */
export interface LifeState {
  peaks: number[]
  /** Index of the last peak. */
  at: number
  cycles: number
  range: number
  averageRange: number
  cycleCapacity: number
  capacity: number
}

/** Capacity left by depth of cycle and number of cycles: rows of [depth %, cycles, capacity %]. */
export type LifeTable = readonly (readonly [depth: number, cycles: number, capacity: number])[]

const TOLERANCE = 0.002

/** Value of a curve of points at x, continued beyond its ends. */
function along(points: readonly (readonly [x: number, y: number])[], x: number): number {
  let i = 1
  while (i < points.length - 1 && points[i]![0] <= x) i++
  const [x1, y1] = points[i - 1]!
  const [x2, y2] = points[i]!
  if (x1 === x2 || y1 === y2) return y1
  return y1 + ((y2 - y1) / (x2 - x1)) * (x - x1)
}

/** Capacity left after some cycles of a depth, interpolated in both. */
export function capacityAfter(table: LifeTable, depth: number, cycles: number): number {
  const depths = [...new Set(table.map(([d]) => d))]
  if (depths.length < 2)
    return along(
      table.map(([, c, capacity]) => [c, capacity]),
      cycles,
    )
  let low = 0
  let high = 100
  for (const d of depths) {
    if (d < depth && d > low) low = d
    else if (d >= depth && d < high) high = d
  }
  const curve = (d: number) => table.filter(([at]) => at === d).map(([, c, capacity]) => [c, capacity] as const)
  const lower = curve(low)
  let upper = curve(high)
  if (upper.length === 0) upper = curve(Math.max(...depths))
  if (lower.length === 0) for (let i = 0; i < upper.length; i++) lower.push([i * 500, 100])
  const atLow = Math.max(along(lower, cycles), 0)
  const atHigh = Math.min(along(upper, cycles), 100)
  if (low === high || atLow === atHigh) return atLow
  return atLow + ((atHigh - atLow) / (high - low)) * (depth - low)
}

export const newLife = (table: LifeTable): LifeState => ({
  peaks: [],
  at: 0,
  cycles: 0,
  range: 0,
  averageRange: 0,
  cycleCapacity: capacityAfter(table, 0, 0),
  capacity: 100,
})

/** A depth of discharge (%) at which the battery turned: counts the cycles it closes. */
export function countTurn(life: LifeState, table: LifeTable, depth: number): void {
  life.peaks.push(depth)
  while (life.at >= 2) {
    const [first, second, third] = life.peaks.slice(life.at - 2, life.at + 1) as [number, number, number]
    const earlier = Math.abs(second - first)
    const later = Math.abs(third - second)
    if (later + TOLERANCE < earlier) break
    life.range = earlier
    life.averageRange = (life.averageRange * life.cycles + earlier) / (life.cycles + 1)
    life.cycles++
    const lost = capacityAfter(table, earlier, life.cycles) - capacityAfter(table, earlier, life.cycles + 1)
    if (lost > 0) life.cycleCapacity -= lost
    life.cycleCapacity = Math.max(life.cycleCapacity, 0)
    const save = life.peaks[life.at]!
    life.peaks.length -= 3
    life.peaks.push(save)
    life.at -= 2
  }
  life.at++
}
