/** Counts tries of one kind by whoever makes them, and says when there have been too many. Kept in memory: a restart forgives. */
export function makeLimiter(most: number, windowMs: number) {
  const tries = new Map<string, number[]>()
  const recent = (who: string, now: number) => (tries.get(who) ?? []).filter((at) => now - at < windowMs)
  return {
    /** Seconds to wait before the next try; 0 when it may be made now. */
    wait(who: string, now = Date.now()): number {
      const own = recent(who, now)
      return own.length < most ? 0 : Math.ceil((own[0]! + windowMs - now) / 1000)
    },
    count(who: string, now = Date.now()): void {
      tries.set(who, [...recent(who, now), now])
      // Whoever has been quiet for a while is forgotten, so that memory does not grow with the number of addresses seen.
      if (tries.size > 10_000) for (const [known] of tries) if (recent(known, now).length === 0) tries.delete(known)
    },
    forgive(who: string): void {
      tries.delete(who)
    },
  }
}
