/**
 * Random instances made to be hard, to know where the methods end: lotteries with every quota exact over seven
 * features, and fair assignments in which many compete at the threshold.
 *
 *     node bench/random.ts [lottery|fair] [SECONDS per instance, default 60] [NUMBER of one instance]
 */

import { type AssignmentInstance, type SelectionInstance, solveFair, solveLottery } from '../src/index.ts'
import { seededRandom } from '../src/random.ts'

type Random = { readonly share: () => number; readonly whole: (low: number, high: number) => number }

function randomFrom(seed: number): Random {
  const share = seededRandom(seed)
  return { share, whole: (low, high) => low + Math.floor(share() * (high - low + 1)) }
}

/** Quotas are the exact counts of a hidden panel whose members lean towards some values. */
function exactQuotas(seed: number): SelectionInstance {
  const { share, whole } = randomFrom(seed)
  const lean = share()
  const n = whole(330, 500)
  const k = whole(30, 44)
  const features = Array.from({ length: 7 }, (_, f) => ({
    name: `f${f}`,
    values: Array.from({ length: whole(2, 6) }, () => ({ frequency: share() + 0.15, pull: share() * lean })),
  }))
  const pick = (values: (typeof features)[number]['values']) => {
    let left = share() * values.reduce((sum, { frequency }) => sum + frequency, 0)
    const at = values.findIndex(({ frequency }) => {
      left -= frequency
      return left < 0
    })
    return at < 0 ? values.length - 1 : at
  }
  const people = Array.from({ length: n }, (_, id) => ({ id, picks: features.map(({ values }) => pick(values)) }))
  const pulled = people.map((person) => ({
    person,
    pull: person.picks.reduce((sum, at, f) => sum + features[f]!.values[at]!.pull, share() * 2),
  }))
  const hidden = pulled.sort((a, b) => b.pull - a.pull).slice(0, k)
  const quotas = features.flatMap(({ name, values }, f) =>
    values.map((_, at) => {
      const count = hidden.filter(({ person }) => person.picks[f] === at).length
      return { feature: name, value: `v${at}`, min: count, max: count }
    }),
  )
  const applicants = people.map(({ id, picks }) => ({
    id,
    v: Object.fromEntries(features.map(({ name }, f) => [name, `v${picks[f]}`])),
    score: 0,
    cost: 0,
  }))
  return { name: `exact-${seed}`, k, features: features.map(({ name }) => name), quotas, budget: null, applicants }
}

/** Affinity from six topics, loads with hardly any room. */
function contested(seed: number): AssignmentInstance {
  const { share, whole } = randomFrom(seed)
  const lefts = whole(60, 300)
  const rights = whole(15, 45)
  const need = whole(1, 3)
  const load = Math.ceil((lefts * need) / rights)
  const topics = Array.from({ length: lefts + rights }, () => Array.from({ length: 6 }, () => share() ** 3))
  const fit = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, t) => sum + x * b[t]!, 0)
  const cells = Array.from({ length: lefts * rights }, (_, cell) => cell)
  return {
    name: `contested-${seed}`,
    need: new Int32Array(lefts).fill(need),
    loadMin: new Int32Array(rights).fill(Math.floor(load / 2)),
    loadMax: Int32Array.from({ length: rights }, () => load + whole(1, 3)),
    affinity: Int32Array.from(cells, (cell) => {
      const both = fit(topics[Math.floor(cell / rights)]!, topics[lefts + (cell % rights)]!)
      return Math.round(100 * Math.min(1, both / 1.5))
    }),
    forbidden: Uint8Array.from(cells, () => (share() < 0.1 ? 1 : 0)),
  }
}

const [which = 'lottery', seconds = '60', only] = process.argv.slice(2)
const INSTANCES = 12

for (let seed = Number(only ?? 1); seed <= Number(only ?? INSTANCES); seed++) {
  const start = performance.now()
  const outOfTime = () => performance.now() - start > 1_000 * Number(seconds)
  const took = () => `${((performance.now() - start) / 1_000).toFixed(1)} s`
  if (which === 'fair') {
    const instance = contested(seed)
    const result = solveFair(instance, { outOfTime })
    const { assignment, worstBound, totalBound } = result.ok ? result.fair : {}
    const size = `${instance.need.length} x ${instance.loadMax.length}, need ${instance.need[0]}`
    console.log(
      `${instance.name} (${size}): worst ${assignment?.worstLeft} of ${worstBound}, total ${assignment?.total} of ${totalBound}, ${took()}`,
    )
  } else {
    const instance = exactQuotas(seed)
    const result = solveLottery(instance, { outOfTime })
    const lottery = result.status === 'solved' ? result.lottery : null
    const share = lottery?.space.groups.reduce((least, group, g) => {
      const level = lottery.levels.level[g]!
      return level > 1e-9 ? Math.min(least, lottery.probability[group.members[0]!]! / level) : least
    }, 1)
    const size = `${instance.applicants.length} applicants, k ${instance.k}`
    console.log(
      `${instance.name} (${size}): ${lottery?.complete ? 'complete' : `everybody has ${share?.toFixed(3)} of the bound`}, ${lottery?.cuts.length} cuts, ${took()}`,
    )
  }
}
