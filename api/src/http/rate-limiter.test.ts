import { describe, expect, it } from 'vitest'
import { memoryLimiter, platformLimiter } from './rate-limiter.ts'

describe('a limit in memory', () => {
  it('serves a burst, then as much as fills up again', async () => {
    let now = 0
    const limiter = memoryLimiter(10, 10, () => now)
    const take = () => limiter.take('a')
    expect(await take()).toEqual({ allowed: true, remaining: 9, seconds: 1 })
    for (let taken = 1; taken < 10; taken++) await take()
    expect(await take()).toEqual({ allowed: false, remaining: 0, seconds: 1 })
    now = 999
    expect((await take()).allowed).toBe(false)
    now = 1_000
    expect(await take()).toEqual({ allowed: true, remaining: 0, seconds: 10 })
    now = 1_000_000
    expect((await take()).remaining).toBe(9)
  })

  it('counts each key for itself', async () => {
    const limiter = memoryLimiter(1, 10, () => 0)
    expect((await limiter.take('a')).allowed).toBe(true)
    expect((await limiter.take('b')).allowed).toBe(true)
    expect(await limiter.take('a')).toEqual({ allowed: false, remaining: 0, seconds: 10 })
  })

  it('remembers no more keys than it has room for, and forgets the longest unused first', async () => {
    const limiter = memoryLimiter(2, 10, () => 0)
    await limiter.take('early')
    for (let key = 0; key < 9_999; key++) await limiter.take(String(key))
    await limiter.take('early')
    await limiter.take('one more')
    expect((await limiter.take('early')).allowed).toBe(false)
    expect((await limiter.take('0')).remaining).toBe(1)
  })
})

describe('the platform’s limit', () => {
  it('tells what the platform says, which knows no number', async () => {
    const limiter = platformLimiter({ limit: async ({ key }) => ({ success: key === 'a' }) }, 5, 60)
    expect(await limiter.take('a')).toEqual({ allowed: true, remaining: null, seconds: 60 })
    expect(await limiter.take('b')).toEqual({ allowed: false, remaining: 0, seconds: 60 })
  })
})
