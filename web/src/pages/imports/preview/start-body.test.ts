import { describe, expect, it } from 'vitest'
import { startBody } from './start-body.ts'

const draft = {
  fileName: 'f.csv',
  mode: 'merge',
  headingRow: 1,
  constants: [
    { field: 'city', value: 'Rome' },
    { field: 'state', value: ' ' },
  ],
} as const
const plans = [
  { field: 'name', by: 'heading', options: {} },
  { field: null, by: null, options: {} },
  { field: 'birthday', by: 'person', options: { dateOrder: 'DMY' } },
] as const

describe('the beginning of an import', () => {
  it('names every column, those left out too, and the constants that have a value', () => {
    const body = startBody({ ...draft, constants: [...draft.constants] }, plans, ['Name', 'x', 'y'])
    expect(body).toEqual({
      fileName: 'f.csv',
      mode: 'merge',
      headings: ['Name', 'x', 'y'],
      columns: [
        { index: 0, field: 'name' },
        { index: 1, field: null },
        { index: 2, field: 'birthday', options: { dateOrder: 'DMY' } },
      ],
      constants: [{ field: 'city', value: 'Rome' }],
    })
  })

  it('calls columns without headings by their fields', () => {
    const body = startBody({ ...draft, headingRow: 0, constants: [] }, plans, [null, null, null])
    expect(body.headings).toEqual(['name', null, 'birthday'])
  })
})
