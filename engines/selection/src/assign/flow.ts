/**
 * The assignment of largest weight with exact needs and loads, as a minimum-cost flow by successive best paths (Ahuja,
 * Magnanti and Orlin 1993, section 9.7), written for many lefts and few rights.
 *
 * Lefts enter one unit at a time. A unit may push another left from right j on to right k at the best exchange
 * shift[j][k] = max over lefts at j of w(left, k) - w(left, j); so each search runs over the rights alone. Minimum
 * loads are met by a reward larger than all weights for each of the first min_j places, which keeps the costs of a right
 * convex and the paths exact. Weights and rewards are whole and stay below 2^53: no rounding anywhere.
 */

export type FlowProblem = {
  readonly need: Int32Array
  readonly loadMin: Int32Array
  readonly loadMax: Int32Array
  /** Row-major, left by right, whole. */
  readonly weight: Float64Array
  /** Row-major: 1 where the pair is not allowed. */
  readonly forbidden: Uint8Array
}

export type FlowResult =
  /** `rights[i]` are the partners of left i, ascending. */
  | { readonly status: 'solved'; readonly rights: readonly number[][]; readonly weight: number }
  /** `rights` are full, and no left they serve, nor the first of `lefts`, can go to any other: one place is missing. */
  | { readonly status: 'too-little-load'; readonly lefts: readonly number[]; readonly rights: readonly number[] }
  /** All needs can be met, but `rights` cannot all reach their minimum load. */
  | { readonly status: 'load-not-reached'; readonly rights: readonly number[] }

type Flow = {
  readonly problem: FlowProblem
  readonly lefts: number
  readonly rights: number
  readonly reward: number
  /** 1 where the pair is in the assignment. */
  readonly taken: Uint8Array
  /** Lefts at each right. */
  readonly at: number[][]
  /** Best exchange from right j to right k, and the left that makes it. */
  readonly shift: Float64Array
  readonly mover: Int32Array
  readonly distance: Float64Array
  readonly before: Int32Array
}

const NONE = Number.NEGATIVE_INFINITY

/** Largest total weight over all assignments that meet needs and loads exactly. */
export function maximumWeightFlow(problem: FlowProblem): FlowResult {
  const flow = createFlow(problem)
  for (let left = 0; left < flow.lefts; left++)
    for (let unit = 0; unit < problem.need[left]!; unit++) {
      const end = bestPath(flow, left)
      if (end < 0) return shortage(flow, left)
      augment(flow, left, end)
    }
  const short = flow.at.flatMap((list, j) => (list.length < problem.loadMin[j]! ? [j] : []))
  return short.length > 0 ? { status: 'load-not-reached', rights: short } : readFlow(flow)
}

function createFlow(problem: FlowProblem): Flow {
  const lefts = problem.need.length
  const rights = problem.loadMax.length
  const most = problem.weight.reduce((a, b) => Math.max(a, Math.abs(b)), 1)
  return {
    problem,
    lefts,
    rights,
    // A path changes at most two weights per right it visits, so this outweighs any path.
    reward: 2 * most * (rights + 2),
    taken: new Uint8Array(lefts * rights),
    at: Array.from({ length: rights }, () => []),
    shift: new Float64Array(rights * rights).fill(NONE),
    mover: new Int32Array(rights * rights).fill(-1),
    distance: new Float64Array(rights),
    before: new Int32Array(rights),
  }
}

/** The right at which the best path for one more unit of `left` ends; -1 when there is none. */
function bestPath(flow: Flow, left: number): number {
  const { problem, rights, taken, distance, before } = flow
  const queue: number[] = []
  for (let j = 0; j < rights; j++) {
    const cell = left * rights + j
    const open = !problem.forbidden[cell] && !taken[cell] && problem.loadMax[j]! > 0
    distance[j] = open ? problem.weight[cell]! : NONE
    before[j] = -1
    if (open) queue.push(j)
  }
  relaxAll(flow, queue)
  let end = -1
  let best = NONE
  for (let j = 0; j < rights; j++) {
    const value = distance[j]! + placeValue(flow, j)
    if (value > best) {
      best = value
      end = j
    }
  }
  return end
}

function placeValue(flow: Flow, j: number): number {
  const load = flow.at[j]!.length
  if (load < flow.problem.loadMin[j]!) return flow.reward
  return load < flow.problem.loadMax[j]! ? 0 : NONE
}

/** Label correcting over the rights; the flow at hand is optimal, so no cycle gains and the labels settle. */
function relaxAll(flow: Flow, queue: number[]): void {
  const { rights, shift, distance, before } = flow
  const queued = new Uint8Array(rights)
  for (const j of queue) queued[j] = 1
  for (let head = 0; head < queue.length; head++) {
    const j = queue[head]!
    queued[j] = 0
    const base = distance[j]!
    for (let k = 0; k < rights; k++) {
      const value = base + shift[j * rights + k]!
      if (value <= distance[k]!) continue
      distance[k] = value
      before[k] = j
      if (queued[k]) continue
      queued[k] = 1
      queue.push(k)
    }
  }
}

function augment(flow: Flow, left: number, end: number): void {
  const { rights, before, mover } = flow
  const moved = [left]
  let k = end
  while (before[k]! >= 0) {
    const j = before[k]!
    const pushed = mover[j * rights + k]!
    move(flow, pushed, j, k)
    moved.push(pushed)
    k = j
  }
  flow.taken[left * rights + k] = 1
  flow.at[k]!.push(left)
  // Exchanges change out of every right on the path, and out of every other right that serves a left that moved.
  const stale = new Set<number>()
  for (let j = end; j >= 0; j = before[j]!) stale.add(j)
  for (const i of moved) for (let j = 0; j < rights; j++) if (flow.taken[i * rights + j]) stale.add(j)
  for (const j of stale) refreshShifts(flow, j)
}

function move(flow: Flow, left: number, from: number, to: number): void {
  flow.taken[left * flow.rights + from] = 0
  flow.taken[left * flow.rights + to] = 1
  flow.at[from]!.splice(flow.at[from]!.indexOf(left), 1)
  flow.at[to]!.push(left)
}

/** Recomputes the best exchanges out of right j from the lefts it serves. */
function refreshShifts(flow: Flow, j: number): void {
  const { rights, problem, taken, shift, mover } = flow
  const { weight, forbidden } = problem
  shift.fill(NONE, j * rights, (j + 1) * rights)
  for (const left of flow.at[j]!) {
    const row = left * rights
    const own = weight[row + j]!
    for (let k = 0; k < rights; k++) {
      if (taken[row + k] || forbidden[row + k]) continue
      const value = weight[row + k]! - own
      if (value <= shift[j * rights + k]!) continue
      shift[j * rights + k] = value
      mover[j * rights + k] = left
    }
  }
}

function readFlow(flow: Flow): FlowResult {
  const { rights, lefts, taken, problem } = flow
  let weight = 0
  const result = Array.from({ length: lefts }, (_, i) => {
    const partners: number[] = []
    for (let j = 0; j < rights; j++)
      if (taken[i * rights + j]) {
        partners.push(j)
        weight += problem.weight[i * rights + j]!
      }
    return partners
  })
  return { status: 'solved', rights: result, weight }
}

/** Everything `left` can reach is full: those rights, and the lefts they serve. */
function shortage(flow: Flow, left: number): FlowResult {
  const reached = [...flow.distance.keys()].filter((j) => flow.distance[j] !== NONE)
  const lefts = new Set([left, ...reached.flatMap((j) => flow.at[j]!)])
  return { status: 'too-little-load', lefts: [...lefts], rights: reached }
}
