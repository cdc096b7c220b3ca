import { afterEach, expect, it, vi } from 'vitest'
import { randomKey } from './random-key.ts'

afterEach(() => vi.unstubAllGlobals())

it('makes keys of 32 digits, each another one, on pages without TLS too', () => {
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  vi.stubGlobal('crypto', { getRandomValues })
  const keys = Array.from({ length: 50 }, () => randomKey())
  expect(new Set(keys).size).toBe(50)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
})
