import { describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import type { Database } from '../db/database.ts'
import { memoryLimits } from './rate-limit.ts'

const db: Database = {
  meter: { trips: 0, time: 0 },
  batch: async () => [{ rows: [{ version: 1 }] } as never],
  session: () => db,
}

function limitedApp(quota: number, now: () => number) {
  const app = createApp({
    db,
    limits: memoryLimits(quota, now),
    clientIp: (request) => request.headers.get('x-test-address'),
    identify: async (request) => {
      const id = request.headers.get('x-test-person')
      if (id === null) return { caller: { kind: 'nobody' } }
      return { caller: { kind: 'person', id, name: id, sessionId: 's', sessionSince: 0 } }
    },
  })
  return (headers: Record<string, string>) => app.request('/healthz', { headers })
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
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff')
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
