import type { Cell } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import {
  allValues,
  beginImport,
  type ImportBody,
  importRows,
  imports,
  type Mode,
  numbered,
  rowsOf,
} from './support/imports.ts'

const headings = ['name', 'email', 'external_id', 'city', 'title']
const size = 25
const chunks = 8

/** Rows that meet, change and take over what rows a little before them made, across the ends of chunks. */
const rows = numbered(
  Array.from({ length: size * chunks }, (_, n): Cell[] => {
    const earlier = n - (n % 4 === 0 ? 30 : 9)
    const meets = n % 3 !== 0 && earlier >= 0
    const email = `p${meets ? earlier : n}@example.com`
    // Now and then an identity of its own, which the contact it meets may gain or take the place of another.
    const externalId = n % 5 === 0 ? `x${n}` : n % 7 === 0 && n >= 35 ? `x${n - 35}` : null
    return [
      n % 17 === 0 ? null : `Person ${n}`,
      email,
      externalId,
      n % 2 ? `City ${n}` : null,
      `T${n}`,
    ]
  }),
)

/** Sends chunks several at a time, in their order; one that arrives too early is sent once more. */
async function importAtOnce(api: Api, mode: Mode, dryRun: boolean): Promise<ImportBody> {
  const { id } = await beginImport(api, mode, headings, { dryRun })
  const put = (number: number) =>
    api.refused('PUT', `${imports}/${id}/chunks/${number}`, {
      body: { rows: rows.slice(number * size, (number + 1) * size) },
    })
  let before: Promise<unknown> = Promise.resolve()
  const deliver = async (number: number, ahead: Promise<unknown>) => {
    let reply = await put(number)
    if (reply.status === 409) {
      await ahead
      reply = await put(number)
    }
    expect(reply.status).toBe(200)
  }
  const all = Array.from({ length: chunks }, (_, number) => (before = deliver(number, before)))
  await Promise.all(all)
  return (await api.post<ImportBody>(`${imports}/${id}/finish`, undefined)).body
}

/** What became of each row, but for the contacts' ids, which are new each time. */
async function outcomesOf(api: Api, id: string) {
  return (await rowsOf(api, id)).map(({ row, outcome, changes, reasons }) => ({
    row,
    outcome,
    changes,
    reasons: reasons.map(({ field, value, reason }) => ({ field, value, reason })),
  }))
}

test.each(['merge', 'replace'] as const)(
  'chunks sent while others are being written come to the same, with %s',
  async (mode) => {
    const [quick, calm] = await Promise.all([startApi(), startApi()])
    const tried = await importAtOnce(quick, mode, true)
    const outcomes = await outcomesOf(quick, tried.id)
    const done = await importAtOnce(quick, mode, false)
    const expected = await importRows(calm, mode, headings, rows, size)
    expect(expected.counts.rows).toBe(size * chunks)
    expect(Math.max(expected.counts.merged, expected.counts.replaced)).toBeGreaterThan(8)
    expect(expected.counts.failed).toBeGreaterThan(5)
    expect(done.counts).toEqual(expected.counts)
    expect(tried.counts).toEqual(expected.counts)
    expect(await outcomesOf(quick, done.id)).toEqual(outcomes)
    expect(await allValues(quick)).toEqual(await allValues(calm))
    await Promise.all([quick.close(), calm.close()])
  },
)
