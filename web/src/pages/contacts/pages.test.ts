import { describe, expect, it } from 'vitest'
import { pagesToOffer } from './pages.ts'

describe('the page numbers offered', () => {
  it('are all where there are few', () => {
    expect(pagesToOffer(1, 1)).toEqual([1])
    expect(pagesToOffer(4, 7)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('always hold the first, the last and the present one, each once and in order', () => {
    for (let last = 8; last < 40; last++)
      for (let page = 1; page <= last; page++) {
        const offered = pagesToOffer(page, last)
        const numbers = offered.filter((number) => number !== null)
        expect(numbers[0]).toBe(1)
        expect(numbers.at(-1)).toBe(last)
        expect(numbers).toContain(page)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
        expect(offered).toHaveLength(7)
      }
  })
})
