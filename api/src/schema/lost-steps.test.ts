import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isDeep } from '../../test/deep.ts'
import { appliedPlan } from './applied-plan.test-support.ts'

let tried: Awaited<ReturnType<typeof appliedPlan>>

beforeAll(async () => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  tried = await appliedPlan(async (send, client) => {
    for (let n = 1; n <= 3; n++) {
      const values = { name: 'Ann', email: [`a${n}@x.org`], seats: n }
      await send('POST', '/contacts', { values })
      await client.execute(`UPDATE sqlite_sequence SET seq = seq + 20000 WHERE name = 'contacts'`)
    }
  })
})

afterAll(() => {
  vi.restoreAllMocks()
  tried.remove()
})

test.each(isDeep ? (['before', 'after'] as const) : (['after'] as const))(
  'a reply of the database lost %s it did what it was asked changes nothing of an applied plan in the end',
  async (when) => {
    expect(await tried.loseEach(when)).toBeGreaterThan(40)
  },
  120_000,
)

test.runIf(isDeep).each(['before', 'after'] as const)(
  'a server killed %s a database call of an applied plan loses nothing and repeats nothing',
  async (when) => {
    expect(await tried.killAtEach(when)).toBeGreaterThan(40)
  },
  600_000,
)
