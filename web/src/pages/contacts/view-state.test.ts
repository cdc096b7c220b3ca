import { describe, expect, it } from 'vitest'
import { type ContactsView, plainView, readView, writeView } from './view-state.ts'

describe('the contacts view in the address', () => {
  it('is the plain view where the address says nothing, and writes nothing for it', () => {
    expect(readView(new URLSearchParams())).toEqual(plainView)
    expect(writeView(plainView).toString()).toBe('')
  })

  it('shows again after a reload all that was set', () => {
    const view: ContactsView = {
      page: 3,
      pageSize: 50,
      sorters: [
        { field: 'name', order: 'asc' },
        { field: 'created_at', order: 'desc' },
      ],
      q: 'ann & bob = "friends"',
      filter: {
        operator: 'or',
        value: [
          { field: 'city', operator: 'eq', value: 'Köln' },
          { field: 'plan', operator: 'in', value: ['free', 'team'] },
        ],
      },
      columns: ['name', 'city'],
      importId: '01a2',
      filterIsBroken: false,
    }
    expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view)
  })

  it('says that a filter cannot be read, instead of showing everything', () => {
    for (const filter of ['{', '[]', '{"field":"city","operator":"like","value":"x"}', '7'])
      expect(readView(new URLSearchParams({ filter }))).toMatchObject({
        filter: null,
        filterIsBroken: true,
      })
  })

  it('keeps pages and sizes within what the API takes', () => {
    expect(readView(new URLSearchParams('page=0&pageSize=9999'))).toMatchObject({
      page: 1,
      pageSize: 200,
    })
    expect(readView(new URLSearchParams('page=x&pageSize=-3'))).toMatchObject({
      page: 1,
      pageSize: 20,
    })
  })
})
