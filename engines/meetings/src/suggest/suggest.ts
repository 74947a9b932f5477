/** From profiles to ranked requests, each with its reasons. */

/** What is known of a participant. Words are compared without case and accents. */
export interface Profile {
  readonly id: number
  readonly offers: readonly string[]
  readonly seeks: readonly string[]
  /** Lots the participant has to give out, each with the trades and certificates it asks for. */
  readonly lots: readonly {
    readonly name: string
    readonly trades: readonly string[]
    readonly certificates: readonly string[]
  }[]
  readonly trades: readonly string[]
  readonly certificates: readonly string[]
  readonly region: string | null
  /** Participants met at earlier events. */
  readonly met: readonly number[]
  /** Participants it does not want to meet. */
  readonly blocks: readonly number[]
}

export interface Reason {
  readonly kind: 'offer-sought' | 'lot-trade' | 'certificate' | 'certificate-missing' | 'region' | 'met-before'
  /** The participant that gains. */
  readonly participant: number
  readonly words: readonly string[]
  readonly points: number
}

export interface Suggestion {
  readonly a: number
  readonly b: number
  /** 1 to 10, relative to the best suggestion of all. */
  readonly priority: number
  readonly points: number
  readonly reasons: readonly Reason[]
}

/** Points of each reason; a lot weighs most because it is a purchase that will be made. */
export interface SuggestWeights {
  readonly offerSought: number
  readonly lotTrade: number
  readonly certificate: number
  readonly certificateMissing: number
  readonly region: number
  readonly metBefore: number
}

export const SUGGEST_WEIGHTS: SuggestWeights = {
  offerSought: 3,
  lotTrade: 4,
  certificate: 1,
  certificateMissing: -2,
  region: 1,
  metBefore: -2,
}

/**
 * Pairs worth a meeting, best first, at most `most` a participant. A pair is suggested when an offer is sought or a trade
 * fits a lot; region, certificates and past meetings only rank. Blocked pairs never appear.
 */
export function suggest(
  profiles: readonly Profile[],
  most: number,
  weights: SuggestWeights = SUGGEST_WEIGHTS,
): readonly Suggestion[] {
  const pairs = profiles.flatMap((a, i) => profiles.slice(i + 1).flatMap((b) => pairOf(a, b, weights)))
  pairs.sort((x, y) => y.points - x.points || x.a - y.a || x.b - y.b)
  const top = pairs[0]?.points ?? 1
  const count = new Map<number, number>()
  return pairs
    .filter(({ a, b }) => {
      const [ofA, ofB] = [count.get(a) ?? 0, count.get(b) ?? 0]
      if (ofA >= most || ofB >= most) return false
      count.set(a, ofA + 1)
      count.set(b, ofB + 1)
      return true
    })
    .map((pair) => ({ ...pair, priority: Math.max(1, Math.round((10 * pair.points) / top)) }))
}

function pairOf(a: Profile, b: Profile, weights: SuggestWeights): readonly Omit<Suggestion, 'priority'>[] {
  if (a.blocks.includes(b.id) || b.blocks.includes(a.id)) return []
  const core = [...businessOf(a, b, weights), ...businessOf(b, a, weights)]
  if (core.length === 0) return []
  const reasons = [...core, ...contextOf(a, b, weights)]
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0)
  return points > 0 ? [{ a: a.id, b: b.id, points, reasons }] : []
}

/** What `buyer` would find at `seller`. */
function businessOf(buyer: Profile, seller: Profile, weights: SuggestWeights): readonly Reason[] {
  const reasons: Reason[] = []
  const sought = common(buyer.seeks, seller.offers)
  if (sought.length > 0) {
    reasons.push({
      kind: 'offer-sought',
      participant: buyer.id,
      words: sought,
      points: weights.offerSought * sought.length,
    })
  }
  for (const lot of buyer.lots) {
    const trades = common(lot.trades, seller.trades)
    if (trades.length === 0) continue
    reasons.push({ kind: 'lot-trade', participant: buyer.id, words: [lot.name, ...trades], points: weights.lotTrade })
    const held = common(lot.certificates, seller.certificates)
    const missing = lot.certificates.filter((word) => !held.includes(word))
    if (held.length > 0) {
      reasons.push({
        kind: 'certificate',
        participant: buyer.id,
        words: held,
        points: weights.certificate * held.length,
      })
    }
    if (missing.length > 0) {
      const points = weights.certificateMissing * missing.length
      reasons.push({ kind: 'certificate-missing', participant: buyer.id, words: missing, points })
    }
  }
  return reasons
}

function contextOf(a: Profile, b: Profile, weights: SuggestWeights): readonly Reason[] {
  const reasons: Reason[] = []
  if (a.region !== null && b.region !== null && plain(a.region) === plain(b.region)) {
    reasons.push({ kind: 'region', participant: a.id, words: [a.region], points: weights.region })
  }
  if (a.met.includes(b.id) || b.met.includes(a.id)) {
    reasons.push({ kind: 'met-before', participant: a.id, words: [], points: weights.metBefore })
  }
  return reasons
}

/** The words of the first list that are in the second. */
function common(words: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map(plain))
  return words.filter((word) => known.has(plain(word)))
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
}
