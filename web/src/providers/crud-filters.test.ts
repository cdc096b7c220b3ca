import type { CrudFilter } from '@refinedev/core'
import { describe, expect, it } from 'vitest'
import { toFilter } from './crud-filters.ts'

const city: CrudFilter = { field: 'city', operator: 'eq', value: 'Berlin' }

describe('Refine’s filters on their way to the API', () => {
  it('arrive as they are', () => {
    expect(toFilter(undefined)).toBeUndefined()
    expect(toFilter([])).toBeUndefined()
    expect(toFilter([city])).toEqual(city)
    const group: CrudFilter = { operator: 'or', value: [city, { ...city, value: 'Bonn' }] }
    expect(toFilter([group])).toEqual(group)
    expect(toFilter([city, group])).toEqual({ operator: 'and', value: [city, group] })
  })

  it('are refused where the contract has no such operator, also inside a group', () => {
    const unknown: CrudFilter = { field: 'city', operator: 'containss', value: 'B' }
    expect(() => toFilter([unknown])).toThrow('containss')
    expect(() => toFilter([{ operator: 'and', value: [city, unknown] }])).toThrow('containss')
  })

  it('carry no value where there is none', () => {
    expect(toFilter([{ field: 'city', operator: 'null', value: undefined }])).toEqual({
      field: 'city',
      operator: 'null',
    })
  })
})
