import { describe, expect, it } from 'vitest'
import { type ContactsView, type Look, plainView, readView, writeView } from './view-state.ts'

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
      columns: [
        { field: 'phone', width: null, pinned: true },
        { field: 'company', width: 90, pinned: true },
        { field: 'name', width: null },
        { field: 'city', width: 120 },
      ],
      viewId: null,
      importId: '01a2',
      filterIsBroken: false,
    }
    expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view)
  })

  it('writes of what began with a saved view only what differs, nothing at all included', () => {
    const base: Look = {
      q: 'ann',
      filter: { field: 'city', operator: 'eq', value: 'Köln' },
      sorters: [{ field: 'name', order: 'asc' }],
      pageSize: 50,
      columns: [{ field: 'name', width: 200 }],
    }
    const begun = { ...plainView, ...base, viewId: 'v1' }
    const rows: [part: Partial<ContactsView>, address: string][] = [
      [{}, 'view=v1'],
      [{ page: 2 }, 'view=v1&page=2'],
      [{ q: '' }, 'view=v1&q='],
      [{ filter: null }, 'view=v1&filter='],
      [{ sorters: [] }, 'view=v1&sort='],
      [{ pageSize: 20 }, 'view=v1&pageSize=20'],
      [{ columns: [{ field: 'city', width: null }] }, 'view=v1&columns=city'],
    ]
    for (const [part, address] of rows) {
      const view = { ...begun, ...part }
      expect(writeView(view, base).toString()).toBe(address)
      expect(readView(new URLSearchParams(address), base, 'v1')).toEqual(view)
    }
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
