import { prebuiltFields } from '@cardfile/openapi'
import { matchColumns } from '@cardfile/openapi/spreadsheet'
import { expect, test } from 'vitest'
import { ann, run } from '../../../test/model/fold-run.ts'
import { packValues } from '../../contacts/contact.ts'
import { RowReader } from '../fold/row-reader.ts'
import type { Import } from '../import/import.ts'
import { foundOf } from '../storage/found-contacts.ts'
import {
  projectionsHeld,
  numberingAfter,
  projectState,
  projectedStatesFrom,
  storedAfter,
} from './projected-state.ts'
import { ContactPacks } from '../storage/contact-packs.ts'
import { enterPipeline } from './pipeline.ts'
import type { Present } from '../fold/fold-state.ts'

const headings = ['name', 'email', 'external_id']
const reader = new RowReader(prebuiltFields, matchColumns(['email'], prebuiltFields))
const rowWith = (email: string) => reader.read({ number: 9, cells: [email] })
const imported = {} as Import

const projected = () => {
  const folded = run(
    'replace',
    [headings, ['Eve', 'eve@example.com', 'x1'], ['Änn', 'ann@example.com', 'x2']],
    [ann],
  )
  const packs = new ContactPacks(prebuiltFields, { searched: false })
  packs.meet(new Map([[ann.id, { f900: 'kept' }]]))
  const { writes } = folded
  for (const write of writes) Object.assign(write, { kept: packs.keep(write) })
  return projectState(writes, packs.take(), { import: imported, supposed: {}, lastRow: 3 })
}

const stored = ({ values, ...contact }: Present) => ({
  ...contact,
  data: JSON.parse(packValues(values, prebuiltFields)),
})

const after = async (emails: string[]) =>
  foundOf(storedAfter([projected()])([stored(ann)], emails.map(rowWith)), {
    everyField: prebuiltFields,
    restorable: [900],
  })

test('what a chunk leaves behind is met by the rows after it, and by its newest values', async () => {
  const { present } = await after(['eve@example.com', 'ann@example.com'])
  expect(present).toHaveLength(2)
  const [eve, newAnn] = present.toSorted((a, b) => a.seq - b.seq)
  expect(eve).toMatchObject({ seq: -2, version: 1, values: { name: 'Eve', external_id: ['x1'] } })
  expect(newAnn).toMatchObject({
    id: ann.id,
    seq: ann.seq,
    version: ann.version + 1,
    values: { name: 'Änn', email: ['ann@example.com'], external_id: ['x2'] },
  })
  const keys = newAnn?.claims.map(([, key]) => key)
  expect(keys?.toSorted()).toEqual(['ann@example.com', 'x2'])
})

test('what no row asks for is left out, also where it was found before the chunk changed it', async () => {
  expect((await after(['nobody@example.com'])).present).toEqual([])
  expect(storedAfter([])([stored(ann)], [])).toEqual([stored(ann)])
})

test('values of deleted fields come along with the contacts that have them', async () => {
  expect([...(await after(['ann@example.com'])).unseen]).toEqual([[ann.id, { f900: 'kept' }]])
  expect((await after(['eve@example.com'])).unseen.size).toBe(0)
})

test('contacts get their numbers in the order in which they were created, once they are written', async () => {
  const before = await projected()
  expect(numberingAfter([before])(-2)).toBe(-2)
  before.beforeSeq = 70
  expect([-2, ann.seq].map(numberingAfter([before]))).toEqual([71, ann.seq])
})

test('a chunk waits for what those ahead will leave, and learns whether it came true', async () => {
  const app = {}
  const first = enterPipeline(app, 'a', 4)
  const second = enterPipeline(app, 'a', 5)
  const ahead = second.ahead()
  const expected = projectedStatesFrom(4, { number: 5, ahead })
  first.projected = await projected()
  expect(await expected).toEqual([first.projected])
  expect(projectionsHeld(ahead, await expected)).toBe(false)
  first.written = first.projected
  first.end()
  expect(projectionsHeld(ahead, await expected)).toBe(true)
  second.end()
})

test('nothing is expected of a chunk that is not in hand, or that failed', async () => {
  const app = {}
  const [first, third] = [enterPipeline(app, 'a', 1), enterPipeline(app, 'a', 3)]
  expect(await projectedStatesFrom(1, { number: 3, ahead: third.ahead() })).toEqual([])
  const ahead = third.ahead()
  first.end()
  expect(await projectedStatesFrom(1, { number: 2, ahead })).toEqual([])
  third.end()
})
