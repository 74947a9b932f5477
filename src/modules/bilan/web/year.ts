import { type At, atDay } from '../../../core/figure.ts'
import type { Web } from '../../../core/page.ts'
import { parseDay } from '../../../platform/day.ts'

/** The days of a year's bilan: up to the day the cluster closed it, or the reader's own day, or the year's last. Null: no such year. */
export function yearAt({ profile, url }: Web, year: string): At | null {
  if (!/^(19|20|21)\d\d$/.test(year)) return null
  const asked = parseDay(url.searchParams.get('as_of') ?? '')
  if (asked?.startsWith(year)) return atDay(asked, profile.zone)
  return atDay(profile.asOf.startsWith(year) ? profile.asOf : `${year}-12-31`, profile.zone)
}
