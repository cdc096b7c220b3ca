import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isDeep } from '../../test/deep.ts'
import { appliedPlan } from './applied-plan.test-support.ts'

/** In milliseconds, on a machine that others use as well. */
const longest = 14_400_000
/**
 * A plan is applied in hundreds of calls that write, nearly all of which do the same to other contacts, and the
 * way on from one takes 15 s of processor time. That every kind of call can be the last is shown with few
 * contacts, at each of them; here an end is made of this many states, spread over all, and of every one with
 * `CARDFILE_TEST_EVERY_KILL=1`. What a new server finds is the database alone, so where all of those lead to the
 * same end, one between two of them does as they do.
 */
const ends = process.env.CARDFILE_TEST_EVERY_KILL === '1' ? Infinity : 40
const contacts = 100_000
const rowsAtOnce = 1_000
/**
 * Real ones, beside the states that kills leave: each takes the whole way once more. Which calls they are is
 * told by what fails.
 */
const kills = 6

describe.runIf(isDeep)('a plan with a conversion, applied to many contacts', () => {
  let tried: Awaited<ReturnType<typeof appliedPlan>>

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    tried = await appliedPlan(async (send) => {
      const headings = ['Name', 'Email', 'Seats', 'Gone']
      const { id } = await send('POST', '/imports', { fileName: 'a.csv', mode: 'merge', headings })
      for (let from = 0; from < contacts; from += rowsAtOnce) {
        const rows = Array.from({ length: rowsAtOnce }, (_, at) => ({
          number: from + at + 2,
          cells: ['Ann', `a${from + at}@x.org`, String((from + at) % 500), at % 3 ? 'x' : null],
        }))
        await send('PUT', `/imports/${id}/chunks/${from / rowsAtOnce}`, { rows })
      }
      await send('POST', `/imports/${id}/finish`)
    })
  }, 1_800_000)

  afterAll(() => {
    vi.restoreAllMocks()
    tried.remove()
  })

  it(
    'comes to the same end from whatever a kill at any of its calls leaves',
    async () => {
      const told = await tried.goOnFromEach(ends)
      console.warn(`${told.calls} calls leave ${told.states} states; ${told.ends} came to the end`)
      expect(told.states).toBeGreaterThan(100)
      expect(told.ends).toBe(Math.min(ends, told.states))
    },
    longest,
  )

  it('comes to the same end, at whichever call the server is killed', async () => {
    expect(tried.calls).toBeGreaterThan(100)
    for (let kill = 0; kill < kills; kill++) {
      const at = 1 + Math.floor(Math.random() * tried.calls)
      expect(await tried.killAt(at, kill % 2 ? 'before' : 'after'), `call ${at}`).toBe(true)
    }
  }, 1_800_000)
})
