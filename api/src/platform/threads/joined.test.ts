import { expect, test } from 'vitest'
import type { Result } from '../../db/result.ts'
import type { Statement } from '../../db/statement.ts'
import { joined } from './joined.ts'

const alone = (sql: string): Statement => ({ sql, args: [sql.length] })
const texts = (members: Record<string, string>, sql = 'texts'): Statement => ({
  sql,
  args: [JSON.stringify(members)],
  joins: true,
})
const told = (batches: Statement[][]) => {
  const { statements, resultsOf } = joined(batches)
  const results = statements.map((_, index): Result => ({ rows: [], rowsAffected: index }))
  return {
    run: statements.map((one) =>
      typeof one === 'string' ? one : [one.sql, ...(one.args as unknown[])].join(' '),
    ),
    places: resultsOf(results).map((own) => own.map(({ rowsAffected }) => rowsAffected)),
  }
}

test('runs what may be joined once for all batches in a row that have it, behind all else', () => {
  expect(
    told([
      [alone('a'), texts({ 1: 'one "1"' }), alone('bc')],
      [alone('d'), texts({ 2: 'two', 3: 'three' })],
    ]),
  ).toEqual({
    run: ['a 1', 'bc 2', 'd 1', 'texts {"1":"one \\"1\\"","2":"two","3":"three"}'],
    places: [
      [0, 3, 1],
      [2, 3],
    ],
  })
})

test('lets a batch without such a statement find what those before it have done', () => {
  expect(
    told([[texts({ 1: 'one' }), alone('a')], [alone('b')], [texts({ 2: 'two' })], [texts({})]]),
  ).toEqual({
    run: ['a 1', 'texts {"1":"one"}', 'b 1', 'texts {"2":"two"}'],
    places: [[1, 0], [2], [3], [3]],
  })
})

test('joins like with like', () => {
  expect(
    told([[texts({ 1: 'one' }), texts({ 1: 'eins' }, 'others')], [texts({ 2: 'zwei' }, 'others')]])
      .run,
  ).toEqual(['texts {"1":"one"}', 'others {"1":"eins","2":"zwei"}'])
})

test('leaves batches as they are that have nothing to join', () => {
  expect(told([[alone('a'), alone('bc')], [], [alone('d')]])).toEqual({
    run: ['a 1', 'bc 2', 'd 1'],
    places: [[0, 1], [], [2]],
  })
})
