import type { Fold } from '../../src/core/figure.ts'

/** The same fold over rows already in hand: what a reader, or a test, would do with the drill-down. */
export function foldOf(fold: Fold, lines: { quantity: number }[]): number | null {
  if (fold === 'count' || fold === 'distinct') return lines.length
  const total = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  if (fold === 'sum') return Number(total.toFixed(6))
  return lines.length ? Number((total / lines.length).toFixed(4)) : null
}
