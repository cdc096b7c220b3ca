import fc from 'fast-check'
import { reasonsOf } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { chunkSchema } from './schema.ts'

const judged = (body: unknown) => {
  const verdict = chunkSchema.safeParse(body)
  return verdict.success ? verdict.data : reasonsOf(verdict.error)
}

test('takes rows as they are, without a copy', () => {
  const rows = [
    { number: 2, cells: ['Ann', null, 1.5, true, { date: '2026-11-22' }, { error: '#N/A' }] },
    { number: 7, cells: [], mode: 'skip' },
  ]
  const taken = judged({ rows })
  expect(taken).toEqual({ rows })
  expect(taken.rows).toBe(rows)
})

test.each([
  [{}, 'rows'],
  [{ rows: [] }, 'rows'],
  [{ rows: [{ number: 1, cells: [] }], more: 1 }, 'more'],
  [{ rows: [{ number: 0, cells: [] }] }, 'rows.number'],
  [{ rows: [{ number: 1.5, cells: [] }] }, 'rows.number'],
  [{ rows: [{ cells: [] }] }, 'rows.number'],
  [{ rows: [{ number: 1 }] }, 'rows.cells'],
  [{ rows: [{ number: 1, cells: [[]] }] }, 'rows.cells'],
  [{ rows: [{ number: 1, cells: [{ date: 1 }] }] }, 'rows.cells'],
  [{ rows: [{ number: 1, cells: [], mode: 'guess' }] }, 'rows.mode'],
  [{ rows: [{ number: 1, cells: [], colour: 'red' }] }, 'rows.colour'],
  [{ rows: [null] }, 'rows'],
  [
    {
      rows: [
        { number: 2, cells: [] },
        { number: 2, cells: [] },
      ],
    },
    'rows',
  ],
])('says what is wrong with %j, and where', (body, path) => {
  expect(Object.keys(judged(body))).toEqual([path])
})

test('takes a row with a mode that is not said, as its type allows', () => {
  expect(chunkSchema.safeParse({ rows: [{ number: 1, cells: [], mode: undefined }] }).success).toBe(
    true,
  )
})

test('never takes what is neither a row nor rows', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (rows) => {
      const sound =
        Array.isArray(rows) &&
        rows.length > 0 &&
        rows.every((row) => typeof row === 'object' && row !== null && 'cells' in row)
      expect(chunkSchema.safeParse({ rows }).success && !sound).toBe(false)
    }),
  )
})
