import { Worker } from 'node:worker_threads'
import { afterAll, expect, it } from 'vitest'
import { check, type SolveWorker, solve, solveIn } from '../src/index.ts'
import { randomInstance } from './random-instance.ts'
import { referenceInstance } from './reference.ts'

const started: Worker[] = []
function worker(): Worker & SolveWorker {
  const made = new Worker(new URL('../src/worker.ts', import.meta.url))
  started.push(made)
  return made as Worker & SolveWorker
}
afterAll(() => Promise.all(started.map((each) => each.terminate())))

it('two workers prove what one proves, and stop together', async () => {
  const heard: (number | null)[] = []
  const result = await solveIn([worker(), worker()], referenceInstance('mini-a'), {
    seconds: 30,
    onProgress: ({ score }) => heard.push(score),
  })
  expect(result).toMatchObject({ status: 'optimal', terms: { score: 1070 }, bound: 1070, gap: 0, stopped: 'proven' })
  expect(result.seconds).toBeLessThan(30)
  expect(heard.filter((score) => score !== null)).toEqual(
    heard.filter((score) => score !== null).toSorted((x, y) => x - y),
  )
})

it('with steps alone the answer depends on the seed and the number of workers only', async () => {
  const instance = referenceInstance('small-a')
  const workers = [worker(), worker()]
  const first = await solveIn(workers, instance, { steps: 60_000, seed: 3 })
  const second = await solveIn(workers, instance, { steps: 60_000, seed: 3 })
  expect(second.solution).toEqual(first.solution)
  expect(check(instance, first.solution!).valid).toBe(true)
})

it('an infeasible event is infeasible in workers too', async () => {
  const seed = Array.from({ length: 60 }, (_, i) => i + 1).find(
    (one) => solve(randomInstance(one, 'mandatory'), { steps: 200_000 }).status === 'infeasible',
  )!
  const result = await solveIn([worker(), worker()], randomInstance(seed, 'mandatory'), { steps: 200_000 })
  expect(result).toMatchObject({ status: 'infeasible', solution: null })
  expect(result.clash).not.toBeNull()
})

it('a signal ends all workers with the best so far; one that dies keeps nobody waiting', async () => {
  const instance = referenceInstance('small-a')
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 300)
  const stopped = await solveIn([worker(), worker()], instance, { seconds: 60, signal: controller.signal })
  expect(stopped.stopped).toBe('signal')
  expect(check(instance, stopped.solution!).valid).toBe(true)

  const dying = worker()
  const answer = solveIn([dying, worker()], instance, { seconds: 1 })
  await dying.terminate()
  expect(check(instance, (await answer).solution!).valid).toBe(true)
})
