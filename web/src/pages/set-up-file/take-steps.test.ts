import { expect, test } from 'vitest'
import type { Job } from '../../api/jobs.ts'
import type { Applied } from '../../api/set-up.ts'
import { takeSteps } from './take-steps.ts'

const job = (state: Job['state']): Job => ({
  id: 'j',
  kind: 'convert_field',
  state,
  progress: 0.5,
  counts: {},
  startedAt: '2026-01-01T00:00:00.000Z',
})
const answers: Applied[] = [
  { done: false, steps: 5, left: 3 },
  { done: false, steps: 5, left: 2, job: job('running') },
  { done: false, steps: 5, left: 2, job: job('done') },
  { done: true, steps: 5, left: 0 },
]

/** @param stopAt after which answer it is told to stop */
async function taken(stopAt: number, cancelledTo: Job['state'] = 'cancelled') {
  const told: string[] = []
  let asked = 0
  const done = await takeSteps({
    apply: () => Promise.resolve(answers[asked++]!),
    cancel: () => Promise.resolve(job(cancelledTo)),
    isStopped: () => asked > stopAt,
    onStep: ({ left, job }) => told.push(`${left} ${job?.state ?? '-'}`),
  })
  return { done, told }
}

test('asks until all is done', async () => {
  expect(await taken(9)).toEqual({ done: true, told: ['3 -', '2 running', '2 done', '0 -'] })
})

test.each([
  ['between two steps', 0, 'cancelled', ['3 -', '3 -']],
  ['and takes a conversion back', 1, 'cancelled', ['3 -', '2 running', '2 cancelled']],
  ['and says that a conversion was done by then', 1, 'done', ['3 -', '2 running', '2 -']],
] as const)('stops %s', async (_, stopAt, cancelledTo, told) => {
  expect(await taken(stopAt, cancelledTo)).toEqual({ done: false, told })
})

test('is done where the answer was that all is, however late it is told to stop', async () => {
  expect(await taken(3)).toMatchObject({ done: true })
})
