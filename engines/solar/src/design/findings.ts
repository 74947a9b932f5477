/** One result of a design check: the rule, what was found, what it may be, and how bad it is. */
export interface DesignFinding {
  readonly rule: string
  readonly value: number
  readonly limit: number
  readonly unit: string
  readonly severity: 'ok' | 'warning' | 'failure'
  /** A sentence for the installer. */
  readonly text: string
}

/** A value that must not exceed its limit. */
export const atMost = (
  rule: string,
  value: number,
  limit: number,
  unit: string,
  text: string,
  severity: 'warning' | 'failure' = 'failure',
): DesignFinding => ({ rule, value, limit, unit, severity: value <= limit ? 'ok' : severity, text })

/** A value that must reach its limit. */
export const atLeast = (
  rule: string,
  value: number,
  limit: number,
  unit: string,
  text: string,
  severity: 'warning' | 'failure' = 'failure',
): DesignFinding => ({ rule, value, limit, unit, severity: value >= limit ? 'ok' : severity, text })
