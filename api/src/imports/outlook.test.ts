import { prebuiltFields } from '@cardfile/openapi'
import { matchColumns } from '@cardfile/openapi/spreadsheet'
import { expect, test } from 'vitest'
import { ann, run } from '../../test/model/fold-run.ts'
import { RowReader } from './file-rows.ts'
import type { Import } from './import.ts'
import {
  cameTrue,
  numberingAfter,
  outlookOf,
  outlooksFrom,
  presentAfter,
  unseenAfter,
} from './outlook.ts'
import { takeTurn } from './turns.ts'

const headings = ['name', 'email', 'external_id']
const reader = new RowReader(prebuiltFields, matchColumns(['email'], prebuiltFields))
const rowWith = (email: string) => reader.read({ number: 9, cells: [email] })
const imported = {} as Import

const outlook = () =>
  outlookOf(
    run(
      'replace',
      [headings, ['Eve', 'eve@example.com', 'x1'], ['Ann', 'ann@example.com', 'x2']],
      [ann],
    ),
    imported,
    new Map([[ann.id, { f900: 'kept' }]]),
  )

test('what a chunk leaves behind is met by the rows after it, and by its newest values', () => {
  const met = presentAfter(
    [outlook()],
    [ann],
    [rowWith('eve@example.com'), rowWith('ann@example.com')],
  )
  expect(met).toMatchObject([
    { id: ann.id, seq: ann.seq, version: ann.version + 1, values: { external_id: ['x2'] } },
    { seq: -2, version: 1, values: { name: 'Eve' } },
  ])
})

test('what no row asks for is left out, also where it was found before the chunk changed it', () => {
  expect(presentAfter([outlook()], [ann], [rowWith('nobody@example.com')])).toEqual([])
  expect(presentAfter([], [ann], [])).toEqual([ann])
})

test('values of deleted fields come along with the contacts that have them', () => {
  const [before] = [outlook()]
  const present = presentAfter([before], [], [rowWith('ann@example.com')])
  expect([...unseenAfter([before], new Map(), present)]).toEqual([[ann.id, { f900: 'kept' }]])
  expect(unseenAfter([before], new Map(), []).size).toBe(0)
})

test('contacts get their numbers in the order in which they were created, once they are written', () => {
  const before = outlook()
  expect(numberingAfter([before])(-2)).toBe(-2)
  before.beforeSeq = 70
  expect([-2, ann.seq].map(numberingAfter([before]))).toEqual([71, ann.seq])
})

test('a chunk waits for what those ahead will leave, and learns whether it came true', async () => {
  const app = {}
  const first = takeTurn(app, 'a', 4)
  const second = takeTurn(app, 'a', 5)
  const ahead = second.ahead()
  const expected = outlooksFrom(4, { number: 5, ahead })
  first.outlook = outlook()
  expect(await expected).toEqual([first.outlook])
  expect(cameTrue(ahead, await expected)).toBe(false)
  first.written = first.outlook
  first.end()
  expect(cameTrue(ahead, await expected)).toBe(true)
  second.end()
})

test('nothing is expected of a chunk that is not in hand, or that failed', async () => {
  const app = {}
  const [first, third] = [takeTurn(app, 'a', 1), takeTurn(app, 'a', 3)]
  expect(await outlooksFrom(1, { number: 3, ahead: third.ahead() })).toEqual([])
  const ahead = third.ahead()
  first.end()
  expect(await outlooksFrom(1, { number: 2, ahead })).toEqual([])
  third.end()
})
