import { describe, expect, it } from 'vitest'
import { customField } from '@cardfile/openapi/test-field'
import { failureGroups, missingOptions } from './failure-groups.ts'

const failure = (row: number, index: number | null, value: string | null, reason: string) => ({
  row,
  index,
  column: index === null ? null : `Column ${index}`,
  field: index === null ? null : `field${index}`,
  value,
  reason,
})

describe('failures by their reason', () => {
  it('are counted by rows, with each value once, the most frequent first', () => {
    const groups = failureGroups([
      failure(2, 1, 'x@', '“x@” must be an e-mail address'),
      failure(3, 0, 'Red', 'must be one of: Blue'),
      failure(4, 1, 'y@', '“y@” must be an e-mail address'),
      failure(4, 1, 'y@', '“y@” must be an e-mail address'),
      failure(5, null, null, 'at least one identity is needed'),
      failure(6, 1, 'x@', '“x@” must be an e-mail address'),
    ])
    expect(
      groups.map(({ column, rows, reason, values }) => [column, rows, reason, values]),
    ).toEqual([
      ['Column 1', 3, 'must be an e-mail address', ['x@', 'y@']],
      ['Column 0', 1, 'must be one of: Blue', ['Red']],
      [null, 1, 'at least one identity is needed', []],
    ])
  })
})

describe('options that rows would need', () => {
  const options = [{ id: 'a', text: 'Gold' }]

  it.each([
    ['dropdown', ['Silver', 'GOLD', 'silver', ' Iron '], undefined, ['Silver', 'Iron']],
    ['checkboxlist', ['Gold; Silver', 'Iron;Gold'], undefined, ['Silver', 'Iron']],
    ['checkboxlist', ['Gold|Silver'], '|', ['Silver']],
    ['text', ['Silver'], undefined, []],
  ] as const)('are the texts that a %s lacks', (type, values, separator, missing) => {
    const field = customField('tier', type === 'text' ? { type } : { type, options })
    const read = separator === undefined ? {} : { separator }
    expect(missingOptions({ values: [...values] }, field, read)).toEqual(missing)
  })
})
