import { describe, expect, it } from 'vitest'
import { PageSize } from './page-size.ts'

describe('the size of an export’s pages', () => {
  it('grows with short contacts and shrinks with long ones, within bounds', () => {
    const size = new PageSize({ isNear: false })
    const begun = size.next
    size.learn(5, 5 * 400)
    expect(size.next).toBe(1_000)
    size.learn(5, 5 * 10_000)
    expect(size.next).toBe(100)
    size.learn(2, 2_000_000)
    expect(size.next).toBe(10)
    expect(begun).toBeLessThan(1_000)
  })

  it('stays smaller where asking again costs nothing', () => {
    const size = new PageSize({ isNear: true })
    size.learn(5, 5 * 400)
    expect(size.next).toBe(400)
    size.learn(5, 5 * 10_000)
    expect(size.next).toBe(100)
  })

  it('stays as it is after an empty page', () => {
    const size = new PageSize({ isNear: true })
    const begun = size.next
    size.learn(0, 0)
    expect(size.next).toBe(begun)
  })
})
