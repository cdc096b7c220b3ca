import { describe, expect, it } from 'vitest'
import { proposeType } from './propose-type.ts'

describe('the type proposed for a new field', () => {
  it.each([
    ['integer', [1, '20', '-3']],
    ['decimal', ['1.5', 2]],
    ['text', ['0123', '4567']],
    ['text', ['617 100 054', '555 123 456']],
    ['text', ['1,234']],
    ['decimal', ['1,5', '12,50']],
    ['date', ['3 April 2026', '31.12.2026']],
    ['date', ['2026-11-22', { date: '2025-01-01' }]],
    ['date', ['22.11.2026']],
    ['datetime', ['2026-11-22T10:00:00Z']],
    ['checkbox', ['Yes', 'no', true]],
    ['email', ['ann@example.com']],
    ['url', ['https://example.com']],
    ['textarea', ['one\ntwo']],
    ['text', ['Ann', 'Bob', 'Cat']],
    ['text', []],
  ])('is %s for %j', (type, cells) => {
    expect(proposeType(cells).type).toBe(type)
  })

  it('is a choice where few values come back again and again', () => {
    const cells = Array.from({ length: 30 }, (_, n) => (n % 2 ? 'Gold' : 'Silver'))
    expect(proposeType(cells)).toEqual({ type: 'dropdown', options: ['Silver', 'Gold'] })
  })
})
