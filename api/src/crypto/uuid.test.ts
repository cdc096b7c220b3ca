import { expect, test } from 'vitest'
import { uuidv7 } from './uuid.ts'

test('makes UUIDs of version 7 that begin with their time', () => {
  const at = Date.UTC(2026, 10, 22, 12, 30)
  for (let n = 0; n < 1_000; n++) {
    const id = uuidv7(at)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(at)
  }
})

test('never makes one twice', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7(0))
  expect(new Set(ids).size).toBe(ids.length)
})

test('sorts by time', () => {
  const times = [0, 1, 2 ** 32 - 1, 2 ** 32, Date.UTC(2026, 10, 22)]
  const ids = times.map(uuidv7)
  expect(ids.toSorted()).toEqual(ids)
})
