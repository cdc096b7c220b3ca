import { describe, expect, it } from 'vitest'
import type { Filter } from '@cardfile/openapi'
import { exportRequest, fileNameOf } from './export-request.ts'

const filter: Filter = { field: 'city', operator: 'eq', value: 'Rome' }
const view = { q: 'ann', filter, sorters: [{ field: 'name', order: 'desc' as const }] }
const choices = { format: 'csv', headings: 'keys', columns: ['name', 'email'] } as const
const some = { ids: ['a', 'b'], allMatching: false }

describe('an export', () => {
  it('of all contacts knows no search', () => {
    expect(exportRequest({ ...choices, scope: 'all' }, view, some)).toEqual({
      query: { format: 'csv', headings: 'keys', columns: 'name,email' },
    })
  })

  it('of what is shown has its search, filter and order', () => {
    const { query } = exportRequest({ ...choices, scope: 'shown' }, view, some)
    expect(query?.q).toBe('ann')
    expect(JSON.parse(query?.filter ?? '')).toEqual(filter)
    expect(query?.sort).toBe('-name')
  })

  it('of selected contacts names them, unless all that match are selected', () => {
    const selected = { ...choices, scope: 'selected' } as const
    expect(exportRequest(selected, view, some)).toEqual({
      body: { ids: ['a', 'b'], format: 'csv', headings: 'keys', columns: ['name', 'email'] },
    })
    const { query, body } = exportRequest(selected, view, { ids: [], allMatching: true })
    expect(query?.q).toBe('ann')
    expect(body).toBeUndefined()
  })

  it('is named after the day and what was asked for', () => {
    const day = '2026-11-22'
    expect(fileNameOf(day, { scope: 'all', format: 'xlsx' }, ['x'])).toBe(
      'contacts-2026-11-22.xlsx',
    )
    expect(fileNameOf(day, { scope: 'shown', format: 'csv' }, ['Ann/..', 'São Paulo'])).toBe(
      'contacts-2026-11-22-ann-são-paulo.csv',
    )
    expect(fileNameOf(day, { scope: 'shown', format: 'csv' }, [])).toBe(
      'contacts-2026-11-22-filtered.csv',
    )
  })
})
