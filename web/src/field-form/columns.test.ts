import { describe, expect, it } from 'vitest'
import { type Field, prebuiltFields } from '@cardfile/openapi'
import { columnFields, contactColumns, nextSorters } from './columns.ts'

const [name, ...others] = [...prebuiltFields].sort((a, b) => a.position - b.position) as [
  Field,
  ...Field[],
]

describe('the columns of the contacts table', () => {
  it('are the visible fields in their order, the name first wherever it stands', () => {
    const columns = columnFields([...others, name], null)
    expect(columns[0]?.key).toBe('name')
    expect(columns.slice(1)).toEqual(others.filter(({ visible }) => visible))
  })

  it('leave out what a person hid, never the name, and never show a hidden field', () => {
    const columns = columnFields(prebuiltFields, ['city', 'updated_at'])
    expect(columns.map(({ key }) => key)).toEqual(['name', 'city'])
  })

  it('say by which one and how the table is sorted', () => {
    const columns = contactColumns([name, ...others], [{ field: 'city', order: 'desc' }])
    expect(columns.filter(({ order }) => order).map(({ field }) => field.key)).toEqual(['city'])
  })

  it('sort up, then down, then not', () => {
    const [column] = contactColumns([name], [])
    expect(nextSorters(column!)).toEqual([{ field: 'name', order: 'asc' }])
    expect(nextSorters({ ...column!, order: 'asc' })).toEqual([{ field: 'name', order: 'desc' }])
    expect(nextSorters({ ...column!, order: 'desc' })).toEqual([])
  })

  it('are wide enough for their headings', () => {
    const long = { ...name, key: 'long', name: 'A rather long heading for a column of text' }
    expect(contactColumns([long], [])[0]?.width).toBeGreaterThan(long.name.length * 8)
  })
})
