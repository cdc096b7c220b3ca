import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeenNumbers } from './seen-numbers.ts'

describe('seen numbers', () => {
  it('tell each number within the bound apart, as a set does', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.array(fc.integer({ min: 1, max: 250 })), (bound, numbers) => {
        const [seen, model] = [new SeenNumbers(bound), new Set<number>()]
        for (const number of numbers) {
          expect(seen.add(number)).toBe(number <= bound && !model.has(number))
          model.add(number)
        }
      }),
    )
  })
})
