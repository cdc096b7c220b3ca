import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isoTime } from './iso-time.ts'

const day = 86_400_000

it('writes a time as Date does', () => {
  const times = [0, -1, 1, day, day - 1, -day, Date.UTC(2028, 1, 29, 23, 59, 59, 999), 8.64e15]
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constantFrom(...times, -8.64e15),
        fc.integer(),
        fc.date({ noInvalidDate: true }).map(Number),
      ),
      (time) => {
        expect(isoTime(time)).toBe(new Date(time).toISOString())
        expect(isoTime(String(time))).toBe(new Date(time).toISOString())
      },
    ),
    { numRuns: 300 },
  )
})

it.each([NaN, Infinity, 9e15, 'x', undefined])('refuses %s', (at) => {
  expect(() => isoTime(at)).toThrow(RangeError)
})
