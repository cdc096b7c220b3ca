import { expect, test } from 'vitest'
import { AnswerTooLarge } from './database.ts'
import { everyPart, inParts } from './in-parts.ts'

/** Rows of these sizes, of which the database answers with 10 at once. */
function reader(sizes: readonly number[]) {
  const trips: number[] = []
  const read = async (limit: number, last: { at: number } | undefined) => {
    trips.push(limit)
    const begin = (last?.at ?? -1) + 1
    const part = sizes.slice(begin, begin + limit)
    if (part.reduce((sum, size) => sum + size, 0) > 10) throw new AnswerTooLarge()
    return part.map((_, index) => ({ at: begin + index }))
  }
  return { trips, read }
}

test.each([
  ['all that fits comes at once', [1, 1, 1], 5, [5], 3],
  ['none is none', [], 5, [5], 0],
  ['so many as are wanted', [1, 1, 1, 1], 2, [2], 2],
  ['what does not fit comes in halves', [4, 4, 4, 4], 4, [4, 2, 2], 4],
  ['long ones behind short ones', [1, 1, 1, 1, 9, 9, 9], 7, [7, 4, 3, 2, 1, 1, 1], 7],
  ['one at a time at last', [9, 9, 9], 3, [3, 2, 1, 1, 1], 3],
])('%s', async (_, sizes, most, expected, found) => {
  const { trips, read } = reader(sizes)
  const rows = await inParts(most, read)
  expect(rows.map(({ at }) => at)).toEqual(Array.from({ length: found }, (__, at) => at))
  expect(trips).toEqual(expected)
})

test('one that is too large by itself is refused, as is everything else that fails', async () => {
  await expect(inParts(3, reader([11]).read)).rejects.toThrow(AnswerTooLarge)
  await expect(inParts(3, () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError)
})

test('all of them come, however many there are and however long they are', async () => {
  const sizes = Array.from({ length: 120 }, (_, at) => (at > 60 ? 4 : 0.1))
  const { read } = reader(sizes)
  const rows = await everyPart((limit, offset) => read(limit, { at: offset - 1 }))
  expect(rows.map(({ at }) => at)).toEqual(sizes.map((_, at) => at))
})
