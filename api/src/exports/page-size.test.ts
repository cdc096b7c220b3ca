import { describe, expect, it } from 'vitest'
import { PageSize } from './page-size.ts'

const rows = (count: number, length: number) =>
  Array.from({ length: count }, () => ({ data: 'x'.repeat(length) })) as unknown as Parameters<
    PageSize['learn']
  >[0]

describe('the size of an export’s pages', () => {
  it('grows with short contacts and shrinks with long ones, within bounds', () => {
    const size = new PageSize()
    const begun = size.next
    size.learn(rows(5, 500))
    expect(size.next).toBe(1_000)
    size.learn(rows(5, 10_000))
    expect(size.next).toBe(200)
    size.learn(rows(2, 1_000_000))
    expect(size.next).toBe(10)
    expect(begun).toBeLessThan(1_000)
  })

  it('stays as it is after an empty page', () => {
    const size = new PageSize()
    const begun = size.next
    size.learn([])
    expect(size.next).toBe(begun)
  })
})
