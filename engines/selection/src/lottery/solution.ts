/** Lotteries as published: the `selection-1-lottery` format, written and read. */

import { type Fields, fail, listAt, numberAt, objectAt, reading, stringAt, wholeAt } from '../format/reader.ts'
import type { SelectionInstance } from '../instance.ts'
import { groupedSpace, type PanelSpace } from '../panel-space.ts'
import type { Outcome } from '../refusal.ts'
import { type Certificate, certificateOf } from './certificate.ts'
import type { DrawPanel } from './draw.ts'
import type { Lottery } from './lottery.ts'
import type { WeightedPanel } from './peel.ts'

type PublishedPanel =
  | { readonly p: number; readonly counts: readonly (readonly [number, number])[] }
  | { readonly p: number; readonly members: readonly number[] }

export type LotterySolution = {
  readonly format: 'selection-1-lottery'
  readonly instance: string
  readonly panels: readonly PublishedPanel[]
  /** Chance of each applicant, in order of id. */
  readonly probability: readonly number[]
  readonly complete: boolean
  readonly certificate: Certificate
}

/** Panels by counts per group; by members when a budget binds, since a reader then needs to see who costs what. */
export function lotterySolution(lottery: Lottery): LotterySolution {
  const { space, panels } = lottery
  return {
    format: 'selection-1-lottery',
    instance: space.instance.name,
    panels: panels.flatMap((panel): PublishedPanel[] =>
      space.instance.budget === null ? [byCounts(space, panel)] : byMembers(space, panel),
    ),
    probability: [...lottery.probability],
    complete: lottery.complete,
    certificate: certificateOf(lottery),
  }
}

function byCounts(space: PanelSpace, panel: WeightedPanel): PublishedPanel {
  const counts = space.groups.flatMap((group, g) =>
    panel.counts[g]! > 0 ? [[group.members[0]!, panel.counts[g]!] as const] : [],
  )
  return { p: panel.weight, counts }
}

/**
 * One panel of counts as panels of members in which everyone of a group has the same chance: at u in [0, 1) the group
 * sends the `count` members that follow position floor(u · size), around the circle. The panel changes where any
 * group moves on, which splits its weight into a few stretches of u.
 */
function byMembers(space: PanelSpace, panel: WeightedPanel): PublishedPanel[] {
  const steps = new Set([0])
  space.groups.forEach((group, g) => {
    const size = group.members.length
    if (panel.counts[g]! > 0 && panel.counts[g]! < size) for (let i = 1; i < size; i++) steps.add(i / size)
  })
  const from = [...steps].sort((a, b) => a - b)
  return from.map((u, at) => {
    const members = space.groups.flatMap((group, g) => {
      const size = group.members.length
      // A hair above, so that u = i / size does not fall just below position i.
      const offset = Math.floor(u * size + 1e-9)
      return Array.from({ length: panel.counts[g]! }, (_, i) => group.members[(offset + i) % size]!)
    })
    return { p: panel.weight * ((from[at + 1] ?? 1) - u), members: members.sort((a, b) => a - b) }
  })
}

/** What a reader needs of a published lottery; everything beyond the panels is optional in the format. */
export type ReadLottery = {
  readonly panels: readonly DrawPanel[]
  readonly certificate: Certificate | null
}

/** Reads a published lottery against its instance. Counts may name any applicant of a group of alike values. */
export function readLottery(document: unknown, instance: SelectionInstance): Outcome<ReadLottery> {
  return reading(() => {
    const fields = objectAt(document, '')
    if (fields.format !== 'selection-1-lottery') fail('wrong-format', 'format', '"selection-1-lottery" is expected')
    if (stringAt(fields.instance, 'instance') !== instance.name)
      fail('wrong-use', 'instance', `the solution is for "${fields.instance}", the instance is "${instance.name}"`)
    const space = groupedSpace({ ...instance, budget: null })
    const panels = listAt(fields.panels, 'panels').map((entry, i) => readPanel(entry, `panels[${i}]`, space))
    if (panels.length === 0) fail('out-of-range', 'panels', 'at least one panel is expected')
    return { panels, certificate: readCertificate(fields, instance) }
  })
}

function readPanel(document: unknown, path: string, space: PanelSpace): DrawPanel {
  const fields = objectAt(document, path)
  const p = numberAt(fields.p, `${path}.p`)
  const last = space.instance.applicants.length - 1
  if (fields.members !== undefined) {
    const members = listAt(fields.members, `${path}.members`).map((id, i) =>
      wholeAt(id, `${path}.members[${i}]`, 0, last),
    )
    return { p, members, pools: [] }
  }
  const pools = listAt(fields.counts, `${path}.counts`).map((entry, i) => {
    const at = `${path}.counts[${i}]`
    const pair = listAt(entry, at)
    const group = space.groups[space.groupOf[wholeAt(pair[0], `${at}[0]`, 0, last)]!]!
    return { applicants: group.members, count: wholeAt(pair[1], `${at}[1]`, 0, group.members.length) }
  })
  return { p, members: [], pools }
}

function readCertificate(fields: Fields, instance: SelectionInstance): Certificate | null {
  if (fields.certificate === undefined) return null
  const document = objectAt(fields.certificate, 'certificate')
  const last = instance.applicants.length - 1
  const pair = (value: unknown, path: string) => {
    const entry = listAt(value, path)
    return [wholeAt(entry[0], `${path}[0]`, 0, last), numberAt(entry[1], `${path}[1]`)] as const
  }
  const cuts = listAt(document.cuts, 'certificate.cuts').map((value, c) => {
    const path = `certificate.cuts[${c}]`
    const cut = objectAt(value, path)
    const weights = listAt(cut.weights, `${path}.weights`).map((entry, i) => pair(entry, `${path}.weights[${i}]`))
    return { weights, bound: numberAt(cut.bound, `${path}.bound`) }
  })
  const stages = listAt(document.stages, 'certificate.stages').map((value, s) => {
    const path = `certificate.stages[${s}]`
    const stage = objectAt(value, path)
    return {
      level: numberAt(stage.level, `${path}.level`),
      settled: listAt(stage.settled, `${path}.settled`).map((id, i) => wholeAt(id, `${path}.settled[${i}]`, 0, last)),
      duals: listAt(stage.duals, `${path}.duals`).map((entry, i) => {
        const at = `${path}.duals[${i}]`
        const dual = objectAt(entry, at)
        return {
          rule: readRule(dual.rule, `${at}.rule`, instance, cuts.length),
          dual: numberAt(dual.dual, `${at}.dual`),
        }
      }),
      caps: listAt(stage.caps, `${path}.caps`).map((entry, i) => pair(entry, `${path}.caps[${i}]`)),
    }
  })
  return { stages, cuts }
}

function readRule(
  document: unknown,
  path: string,
  instance: SelectionInstance,
  cuts: number,
): Certificate['stages'][number]['duals'][number]['rule'] {
  const rule = objectAt(document, path)
  if (rule.kind === 'size') return { kind: 'size' }
  if (rule.kind === 'budget' && instance.budget !== null) return { kind: 'budget' }
  if (rule.kind === 'cut') return { kind: 'cut', cut: wholeAt(rule.cut, `${path}.cut`, 0, cuts - 1) }
  const known = instance.quotas.some((q) => q.feature === rule.feature && q.value === rule.value)
  if (rule.kind !== 'quota' || !known) fail('unknown-value', path, 'no such rule in the instance')
  return { kind: 'quota', feature: stringAt(rule.feature, path), value: stringAt(rule.value, path) }
}
