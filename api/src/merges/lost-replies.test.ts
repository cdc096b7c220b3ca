import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Send, tries } from '../../test/crash/tries.ts'
import { isDeep } from '../../test/deep.ts'

let ids: string[]
let tried: Awaited<ReturnType<typeof tries>>

async function prepare(send: Send): Promise<void> {
  ids = []
  for (const [name, city] of [
    ['Ann', undefined],
    ['Bob', 'Rome'],
    ['Cy', undefined],
  ]) {
    const values = { name, city, email: [`${name}@x.org`] }
    ids.push((await send('POST', '/contacts', { values })).id)
  }
  await send('POST', '/contacts', { values: { name: 'V', visitor_id: ['v1'] } })
}

/** Two merges, one into the other, of which the first is taken back, and one that a channel needs. */
async function mergeAndUndo(send: Send): Promise<void> {
  const [ann, bob, cy] = ids
  const merge = (id: string | undefined, source: object, key: string) =>
    send('POST', `/contacts/${id}/merge`, { from: [source] }, { 'idempotency-key': key })
  const first = await merge(ann, { id: bob, version: 1 }, 'a')
  await merge(cy, { id: ann, version: 2 }, 'b')
  const { id } = first.merge as { id: string }
  await send('POST', `/merges/${id}/undo`, {}, { 'idempotency-key': 'c' })
  const item = { identities: { email: ['Cy@x.org'], visitor_id: ['v1'] }, onSeveral: 'merge' }
  const items = [
    { identities: { email: ['new@x.org'] } },
    { ...item, values: { title: 'Dr' } },
    { ...item, values: { company: 'Acme' } },
  ]
  expect(await send('POST', '/contacts:upsert', { items })).toMatchObject({ counts: { failed: 0 } })
}

/** All but what is new each time: ids of merges and times. */
const state = [
  'SELECT seq, json(data), version, deleted_at IS NULL, merged_into FROM contacts ORDER BY seq',
  'SELECT * FROM identities ORDER BY field_id, key',
  'SELECT contact_seq, version, kind, via, json(before) FROM changes ORDER BY n',
  'SELECT survivor_seq, version, json(before), json(after), undone_at IS NULL FROM merges ORDER BY version, survivor_seq',
  'SELECT contact_seq FROM merge_sources ORDER BY 1',
  'SELECT rowid FROM search ORDER BY rowid',
  'SELECT * FROM counters ORDER BY name',
  'SELECT action FROM audit ORDER BY seq',
]

beforeAll(async () => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  tried = await tries({ prepare, program: mergeAndUndo, state })
})

afterAll(() => {
  vi.restoreAllMocks()
  tried.remove()
})

test.each(['before', 'after'] as const)(
  'a reply of the database lost %s it did what it was asked changes nothing of merges in the end',
  async (when) => {
    expect(await tried.loseEach(when)).toBeGreaterThan(10)
  },
  60_000,
)

test.each(isDeep ? (['before', 'after'] as const) : (['after'] as const))(
  'a server killed %s a database call of merges loses nothing and repeats nothing',
  async (when) => {
    if (isDeep) expect(await tried.killAtEach(when)).toBeGreaterThan(10)
    else expect(await tried.killAt(9, when)).toBe(true)
  },
  300_000,
)
