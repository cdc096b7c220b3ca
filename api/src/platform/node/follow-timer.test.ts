import { expect, test } from 'vitest'
import { furtherRest, watchForQuiet } from './follow-timer.ts'

/** Looks, one after the other: when, at which change the log ends, and whether it is quiet. */
const cases: [what: string, looks: [at: number, last: number, quiet: boolean][]][] = [
  [
    'not known at the first look, quiet from the second on',
    [
      [0, 5_000, false],
      [3_000, 5_000, true],
      [6_000, 5_200, true],
    ],
  ],
  [
    'not quiet while an import sends its rows',
    [
      [0, 0, false],
      [3_000, 1_000, false],
      [6_000, 2_000, false],
    ],
  ],
  [
    'not quiet where the next rows take longer than a look',
    [
      [0, 0, false],
      [3_000, 1_000, false],
      [6_000, 1_000, false],
      [6_030, 2_000, false],
      [9_000, 2_000, false],
    ],
  ],
  [
    'quiet again some seconds after the last rows',
    [
      [0, 0, false],
      [3_000, 1_000, false],
      [6_000, 1_000, false],
      [9_000, 1_000, true],
      [9_030, 1_001, true],
    ],
  ],
  [
    'not quiet where many are written one by one, however soon it looks again',
    [
      [0, 0, false],
      [3_000, 0, true],
      [3_100, 90, true],
      [3_200, 180, true],
      [3_300, 270, false],
      [3_400, 270, false],
    ],
  ],
  [
    'quiet while a few are, however often it looks',
    [
      [0, 0, false],
      [3_000, 90, true],
      [3_100, 180, true],
      [6_200, 270, true],
      [6_300, 360, true],
    ],
  ],
]

test.each(cases)('%s', (_, looks) => {
  let at = 0
  const watch = watchForQuiet(() => at)
  const said = looks.map(([moment, last]) => {
    at = moment
    return watch(last)
  })
  expect(said).toEqual(looks.map(([, , quiet]) => quiet))
})

test.each([
  ['not where nobody asks', { step: 200, utilization: 0 }, 0],
  ['not where somebody asks now and then', { step: 200, utilization: 0.05 }, 0],
  ['so that steps have a tenth of the time where many ask', { step: 200, utilization: 0.9 }, 1_770],
  ['not beyond the shortest rest after a step that took nothing', { step: 1, utilization: 1 }, 0],
])('rests further, %s', (_, { step, utilization }, rest) => {
  expect(furtherRest(step, utilization)).toBe(rest)
})
