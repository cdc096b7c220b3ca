import { expect, test } from 'vitest'
import { customFields } from '../fixtures/ten-thousand.ts'
import { startApi } from './support/api.ts'
import {
  download,
  expectToAddUp,
  failuresOf,
  importRows,
  imports,
  rowsOfFile,
} from './support/imports.ts'

test('failed rows come as a file that can be mended and imported again', async () => {
  const api = await startApi()
  for (const field of customFields) await api.field(field)
  const headings = ['Name', 'Email', 'Birthday', 'Reason', 'Plan', null]
  const done = await importRows(api, 'skip', headings, [
    { number: 3, cells: ['Fine', 'fine@example.com'] },
    { number: 4, cells: ['=Broken', 'nobody@', { date: '2001-02-03' }, 'old reason', 'Free', 'x'] },
    { number: 7, cells: ['Wide', 'wide@example.com', null, null, null, null, 'too far'] },
    { number: 9, cells: [null, 'noname@example.com', '2023-02-30', null, 'Platinum'] },
  ])
  expectToAddUp(done.counts)
  expect(done.counts).toMatchObject({ created: 1, failed: 3 })
  expect(await failuresOf(api, done.id)).toMatchObject([
    { row: 4, column: 'Email', index: 1, field: 'email', value: 'nobody@' },
    { row: 7, column: null, index: 6, field: null, value: 'too far' },
    { row: 9, column: 'Birthday', index: 2, field: 'birthday', value: '2023-02-30' },
    { row: 9, column: 'Plan', index: 4, field: 'plan', value: 'Platinum' },
  ])
  for (const format of ['xlsx', 'csv']) {
    const file = await download(api, `${imports}/${done.id}/failed-rows?format=${format}`)
    const [first, ...failed] = (await rowsOfFile(file)).map(({ cells }) => cells)
    expect(first).toEqual(['Name', 'Email', 'Birthday', 'Plan', null, null, 'Row', 'Reason'])
    expect(failed.map((cells) => [cells[0], Number(cells[6])])).toEqual([
      ['=Broken', 4],
      ['Wide', 7],
      [null, 9],
    ])
    expect(failed[0]?.[7]).toBe('Email: “nobody@” must be an e-mail address like ann@example.com')
    expect(failed[2]?.[7]).toContain(
      'Birthday: must be a day of the calendar: there is no 2023-02-30',
    )
    expect(failed[2]?.[7]).toContain('Plan: must be one of')
    if (format === 'csv') continue
    const mended = failed.map((cells, index) =>
      cells.with(0, 'Mended').with(1, `mended${index}@example.com`).with(2, null).with(3, null),
    )
    const again = await importRows(
      api,
      'skip',
      first!,
      mended.map((cells, index) => ({ number: index + 2, cells })),
    )
    expect(again.columns.slice(-2).map(({ status }) => status)).toEqual(['report', 'report'])
    expect(again.counts).toMatchObject({ created: 3, failed: 0 })
  }
  await api.close()
})
