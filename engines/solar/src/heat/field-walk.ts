import type { LoopResult } from './loop-result.ts'

/** Heats a field's steps add up to, J; what each is stands in {@link LoopResult}. */
export interface Walk {
  seconds: number
  absorbed: number
  pipeLoss: number
  stored: number
  lumpGain: number
  handedOn: number
  branchCooling: number
  /** Carried out by the fluid above what it brought. */
  delivered: number
  /** Put in against freezing. */
  heated: number
}

export const emptyWalk = (): Walk => ({
  seconds: 0,
  absorbed: 0,
  pipeLoss: 0,
  stored: 0,
  lumpGain: 0,
  handedOn: 0,
  branchCooling: 0,
  delivered: 0,
  heated: 0,
})

/** Sets `into` to what a step gives in `seconds`. */
export function walkOf(into: Walk, result: LoopResult, delivered: number, heated: number, seconds: number): void {
  into.seconds = seconds
  into.absorbed = result.absorbed * seconds
  into.pipeLoss = result.pipeLoss * seconds
  into.stored = result.stored * seconds
  into.lumpGain = result.lumpGain * seconds
  into.handedOn = result.handedOn * seconds
  into.branchCooling = result.branchCooling * seconds
  into.delivered = delivered * seconds
  into.heated = heated * seconds
}

export function copyWalk(from: Walk, to: Walk): void {
  to.seconds = from.seconds
  to.absorbed = from.absorbed
  to.pipeLoss = from.pipeLoss
  to.stored = from.stored
  to.lumpGain = from.lumpGain
  to.handedOn = from.handedOn
  to.branchCooling = from.branchCooling
  to.delivered = from.delivered
  to.heated = from.heated
}

/** Adds a multiple of a step to a walk. */
export function addSteps(walk: Walk, step: Walk, times: number): void {
  walk.seconds += step.seconds * times
  walk.absorbed += step.absorbed * times
  walk.pipeLoss += step.pipeLoss * times
  walk.stored += step.stored * times
  walk.lumpGain += step.lumpGain * times
  walk.handedOn += step.handedOn * times
  walk.branchCooling += step.branchCooling * times
  walk.delivered += step.delivered * times
  walk.heated += step.heated * times
}
