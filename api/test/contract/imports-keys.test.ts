import { expect, test } from 'vitest'
import { startApi } from './support/api.ts'
import { importRows, numbered } from './support/imports.ts'

const ids = [
  '__proto__',
  'constructor',
  '17',
  '007',
  '-1',
  'a"b',
  String.raw`a\b`,
  String.raw`\u0041`,
  'a\tb',
  'ä→😀',
  '$.f1',
  "it's",
]

test.each([false, true])(
  'identities of any characters are created and met as they are (dry run: %s)',
  async (dryRun) => {
    const api = await startApi()
    const names = ids.map((_, index) => `N${index}`)
    const rows = ids.map((id, index): string[] => [names[index] ?? '', id, ''])
    const changed = ids.map((id, index): string[] => [names[index] ?? '', id, 'Rome'])
    const headings = ['name', 'external_id', 'city']
    const more = { dryRun }
    const all = [...rows, ...changed]
    // Met within a chunk and across chunks: the first row of the second half stands in the first chunk.
    const { counts } = await importRows(api, 'merge', headings, numbered(all), ids.length + 1, more)
    expect(counts).toMatchObject({ created: ids.length, merged: ids.length, failed: 0 })
    const { body } = await api.list({ sort: 'created_at', pageSize: '50' })
    expect(body.total).toBe(dryRun ? 0 : ids.length)
    if (!dryRun) {
      const found = body.data.map(({ version, values }) => [
        values.name,
        values.external_id,
        values.city,
        version,
      ])
      const wanted = ids.map((id, index) => [names[index], [id], 'Rome', 2])
      expect(found.toSorted()).toEqual(wanted.toSorted())
      const again = await importRows(api, 'replace', headings, numbered(changed))
      expect(again.counts.unchanged).toBe(ids.length)
    }
    await api.close()
  },
)
