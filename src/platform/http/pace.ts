/** Counts what an address asks in a minute, and says how many seconds it has to wait; 0 when it has not. */
export type Pace = (address: string, weight: number, now: number) => number

const minuteMs = 60_000

/**
 * So many requests a minute from one address; a costly one weighs as several. Kept in memory and begun anew each minute: it holds off a
 * flood, while guesses at the door are counted in the store. `onReached` hears of an address once a minute.
 */
export function makePace(perMinute: number, onReached: (address: string) => void): Pace {
  let minute = 0
  let counts = new Map<string, number>()
  return (address, weight, now) => {
    const current = Math.floor(now / minuteMs)
    if (current !== minute) [minute, counts] = [current, new Map()]
    const who = networkOf(address)
    const before = counts.get(who) ?? 0
    counts.set(who, before + weight)
    if (before + weight <= perMinute) return 0
    if (before <= perMinute) onReached(address)
    return Math.ceil(((current + 1) * minuteMs - now) / 1000)
  }
}

// Whoever has one address of IPv6 has 2^64 of them.
const networkOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address

/** The machine itself: its own programs, and a proxy that was not told of. */
export const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address) || address === ''
