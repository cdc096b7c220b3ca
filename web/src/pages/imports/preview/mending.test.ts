import { describe, expect, it } from 'vitest'
import type { Field } from '@cardfile/openapi'
import { preparedRow } from '../draft/draft.ts'
import { mendableColumn, withMended, withRowMode } from './mending.ts'

const plans = [
  { field: 'name', by: null, options: {} },
  { field: null, by: null, options: {} },
  { field: 'email', by: null, options: {} },
]
const fields = [
  { key: 'name', kind: 'S' },
  { key: 'email', kind: 'I' },
] as Field[]

describe('mending a row', () => {
  it('takes the cell the reason names, the field’s column, or the first identity', () => {
    expect(mendableColumn({ index: 1, field: 'email' }, plans, fields)).toBe(1)
    expect(mendableColumn({ index: null, field: 'name' }, plans, fields)).toBe(0)
    expect(mendableColumn({ index: null, field: null }, plans, fields)).toBe(2)
    expect(mendableColumn({ index: null, field: 'city' }, plans, fields)).toBeNull()
  })

  it('is not offered where another contact is in the way', () => {
    const contact = { id: 'c', name: 'Ann' }
    expect(mendableColumn({ index: 2, field: 'email', contact }, plans, fields)).toBeNull()
  })

  it('sends the new text in place of the cell, and the row’s own mode', () => {
    const { mended } = withMended({ mended: {} }, 7, 2, 'ann@example.com')
    const { rowModes } = withRowMode({ rowModes: {} }, 7, 'skip')
    const row = { number: 7, cells: ['Ann'] }
    expect(preparedRow(row, { mended, rowModes })).toEqual({
      number: 7,
      cells: ['Ann', null, 'ann@example.com'],
      mode: 'skip',
    })
    expect(preparedRow({ ...row, number: 8 }, { mended, rowModes })).toEqual({ ...row, number: 8 })
    expect(withRowMode({ rowModes }, 7, undefined)).toEqual({ rowModes: {} })
  })
})
