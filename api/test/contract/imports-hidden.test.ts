import { expect, test } from 'vitest'
import { freshEmail, startApi } from './support/api.ts'
import { allValues, download, importRows, rowsOfFile } from './support/imports.ts'
import { storedContacts } from './support/stored.ts'

test('a plain export that comes back with Replace changes nothing, hidden fields included', async () => {
  const api = await startApi()
  await api.field({ name: 'Score', type: 'integer', visible: false })
  await api.contact({ name: 'Ann', email: [freshEmail()], score: 7 })
  const stored = await storedContacts(api)
  const file = await download(api, '/api/v1/exports/contacts?format=xlsx')
  const [heading, ...rows] = await rowsOfFile(file)
  expect(heading?.cells).not.toContain('Score')
  const same = await importRows(api, 'replace', heading!.cells, rows)
  expect(same.counts).toMatchObject({ rows: 1, unchanged: 1 })
  expect(await storedContacts(api)).toEqual(stored)

  const cleared = await importRows(
    api,
    'replace',
    [...heading!.cells, 'Score'],
    rows.map(({ number, cells }) => ({ number, cells: [...cells] })),
  )
  expect(cleared.counts).toMatchObject({ rows: 1, replaced: 1 })
  expect(await allValues(api)).toEqual([expect.not.objectContaining({ score: 7 })])
  await api.close()
})
