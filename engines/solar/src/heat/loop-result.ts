/** What a step of the field gives. */
export interface LoopResult {
  coldEnd: number
  hotEnd: number
  /** Mean temperature delivered to the plant over the step. */
  hotMean: number
  readonly inlet: Float64Array
  readonly outEnd: Float64Array
  readonly outMean: Float64Array
  /** W, whole field. */
  absorbed: number
  /** Losses of pipes and connections, W, whole field. */
  pipeLoss: number
  /** Rate of change of the energy stored in the field, W. */
  stored: number
  /** What the flow takes up from lump to lump, each with its own heat capacity, W. */
  lumpGain: number
  /** What a lump hands on at the temperature of its end more than at its mean over the step, W. */
  handedOn: number
  /** What the flow is cooled by beyond the headers' loss: all of it leaves as cool as the farthest branch, W. */
  branchCooling: number
  /** Of the elements of one loop: what their connections lose, W, what they store, J, and their last heat capacity. */
  between: number
  loopStored: number
  capacity: number
}

export const loopResult = (elements: number): LoopResult => ({
  coldEnd: 0,
  hotEnd: 0,
  hotMean: 0,
  inlet: new Float64Array(elements),
  outEnd: new Float64Array(elements),
  outMean: new Float64Array(elements),
  absorbed: 0,
  pipeLoss: 0,
  stored: 0,
  lumpGain: 0,
  handedOn: 0,
  branchCooling: 0,
  between: 0,
  loopStored: 0,
  capacity: 0,
})
