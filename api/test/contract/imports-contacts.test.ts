import { expect, test } from 'vitest'
import { freshEmail, startApi } from './support/api.ts'
import { importRows, numbered } from './support/imports.ts'

test('the contacts of an import are listed, counted, searched and sorted by themselves', async () => {
  const api = await startApi()
  const old = freshEmail()
  await api.contact({ name: 'Old', email: [old] })
  await api.contact({ name: 'Other', email: [freshEmail()] })
  const rows = Array.from({ length: 5 }, (_, i) => [`New ${i}`, freshEmail(), null])
  const { id } = await importRows(
    api,
    'merge',
    ['name', 'email', 'city'],
    numbered([...rows, ['X', old, 'Rome'], ['X', old, 'Oslo']]),
  )
  const names = async (query: Record<string, string>) => {
    const { status, body } = await api.list({ importId: id, ...query })
    expect(status, JSON.stringify(body)).toBe(200)
    return { names: body.data.map(({ values }) => values.name), total: body.total }
  }
  expect(await names({ sort: 'name' })).toEqual({
    names: ['New 0', 'New 1', 'New 2', 'New 3', 'New 4', 'Old'],
    total: 6,
  })
  expect(await names({ q: 'New', pageSize: '2' })).toEqual({ names: ['New 4', 'New 3'], total: 5 })
  expect(await names({ importId: 'nope' })).toEqual({ names: [], total: 0 })
  const queried = await api.query({
    importId: id,
    filter: { field: 'city', operator: 'eq', value: 'Rome' },
  })
  expect(queried.body.data.map(({ values }) => values.name)).toEqual(['Old'])
  const trash = await api.refused('GET', `/api/v1/contacts?trashed=true&importId=${id}`)
  expect(trash.status).toBe(422)
  await api.close()
})
