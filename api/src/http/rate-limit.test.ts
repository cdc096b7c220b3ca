import { describe, expect, it } from 'vitest'
import type { Context } from '../installation/context.ts'
import { limitAccount, limitAddress, memoryLimits } from './rate-limit.ts'
import { createRouter } from './router.ts'

/** Answers whoever it is told is asking, from wherever it is told. */
function limitedApp(quota: number, now: () => number) {
  const limits = memoryLimits(quota, now)
  if (!limits) throw new Error('there must be a limit')
  const app = createRouter()
  app.use(async (c, next) => {
    const ip = c.req.header('x-test-address') ?? null
    const person = c.req.header('x-test-person')
    const actor = person === undefined ? null : `person:${person}`
    c.set('ctx', { ip, actor, requestId: 'r' } as unknown as Context)
    await next()
  })
  app.use(limitAddress(limits))
  app.use(limitAccount(limits))
  app.get('/', (c) => c.text('served'))
  return (headers: Record<string, string>) => app.request('/', { headers })
}

describe('a rate limit', () => {
  it('lets an account do so much, from wherever, and says when it may go on', async () => {
    let now = 0
    const ask = limitedApp(2, () => now)
    const ann = (address: string) => ask({ 'x-test-person': 'ann', 'x-test-address': address })
    const first = await ann('203.0.113.1')
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit-policy')).toBe('"account";q=2;w=10, "address";q=6;w=10')
    expect(first.headers.get('ratelimit')).toBe('"account";r=1;t=5, "address";r=5;t=2')
    expect((await ann('203.0.113.2')).status).toBe(200)
    const refused = await ann('203.0.113.3')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests', status: 429 })
    expect((await ask({ 'x-test-person': 'ben', 'x-test-address': '203.0.113.1' })).status).toBe(
      200,
    )
    now = 5_000
    expect((await ann('203.0.113.4')).status).toBe(200)
  })

  it('counts all addresses of a subscriber as one, whoever is asking', async () => {
    const ask = limitedApp(1, () => 0)
    const statuses: number[] = []
    for (let host = 0; host < 4; host++)
      statuses.push((await ask({ 'x-test-address': `2001:db8:1:1::${host}` })).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    expect((await ask({ 'x-test-address': '2001:db8:1:2::' })).status).toBe(200)
  })

  it('is none where none is wanted', () => {
    expect(memoryLimits(0)).toBeUndefined()
  })
})
