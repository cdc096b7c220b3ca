import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Send, tries } from '../../test/crash/tries.ts'
import { isDeep } from '../../test/deep.ts'

/** Of several steps: other runs make these short by what is written to each contact. */
const contacts = isDeep ? 5_000 : 120
const rowsAtOnce = 1_000

async function prepare(send: Send): Promise<void> {
  const headings = ['name', 'email', 'city', 'twitter']
  const { id } = await send('POST', '/imports', { fileName: 'a.csv', mode: 'merge', headings })
  const rows = Array.from({ length: contacts }, (_, n) => ({
    number: n + 2,
    cells: [`Ann ${n}`, n === 7 ? null : `a${n}@x.org`, 'Bonn', n % 5 === 2 ? `@t${n}` : null],
  }))
  for (let chunk = 0; chunk * rowsAtOnce < contacts; chunk++)
    await send('PUT', `/imports/${id}/chunks/${chunk}`, {
      rows: rows.slice(chunk * rowsAtOnce, (chunk + 1) * rowsAtOnce),
    })
  await send('POST', `/imports/${id}/finish`)
}

const on = { filter: { field: 'name', operator: 'startswith', value: 'Ann' } }
/** Written over by the next edit: what is asked for bounds a step. */
const written = Array.from({ length: isDeep ? 1 : 25 }, () => ({
  set: { description: 'x'.repeat(4_000) },
}))
const edits = [
  ...written,
  { set: { description: 'Moved', city: 'Oslo' } },
  { remove: { twitter: ['@t2', '@t7', '@t12'] } },
]

type Client = ReturnType<typeof clientOf>

/** A program that goes on from what is there: begun again under its key, a change is what has become of it. */
function clientOf(send: Send) {
  const begin = (key: string, body: object) =>
    send('POST', '/bulk-changes', body, { 'idempotency-key': key })
  return {
    async finish(key: string, body: object) {
      let change = await begin(key, body)
      while (change.state === 'running')
        change = await send('POST', `/bulk-changes/${change.id}/continue`)
    },
    async undo(key: string, body: object) {
      let change = await begin(key, body)
      while (change.state !== 'undone')
        change = await send('POST', `/bulk-changes/${change.id}/undo`)
    },
  }
}

const trashed = (start: string) =>
  Array.from({ length: contacts }, (_, n) => `Ann ${n}`).filter((name) => name.startsWith(start))
    .length

const change = ['a', { on, expected: contacts, do: edits }] as const
const deletion = ['b', { on, expected: contacts, do: 'delete' }] as const
const restoring = ['c', { on: { q: 'Ann 1' }, expected: trashed('Ann 1'), do: 'restore' }] as const

/** What is done one after the other, and how many calls of the database it is at least. */
const parts: [label: string, calls: number, does: (client: Client) => Promise<void>][] = [
  ['changing many', 6, (client) => client.finish(...change)],
  ['undoing it', 6, (client) => client.undo(...change)],
  ['deleting them', 6, (client) => client.finish(...deletion)],
  ['taking some of them out of the trash', 3, (client) => client.finish(...restoring)],
  ['undoing the deletion', 6, (client) => client.undo(...deletion)],
]

async function doAll(send: Send, some: typeof parts): Promise<void> {
  for (const [, , does] of some) await does(clientOf(send))
}

/** All but what is new each time: ids of jobs and times. */
const state = [
  'SELECT seq, json(data), version, deleted_at IS NULL FROM contacts ORDER BY seq',
  'SELECT * FROM identities ORDER BY field_id, key',
  'SELECT contact_seq, version, kind, via, json(before) FROM changes ORDER BY 1, 2',
  'SELECT rowid FROM search ORDER BY rowid',
  'SELECT kind, state, counts, undone, kept FROM jobs ORDER BY started_at, kind',
  'SELECT contact_seq, outcome, reason, waiting FROM job_results ORDER BY 1, 2',
  'SELECT * FROM counters ORDER BY name',
  'SELECT action, details FROM audit ORDER BY seq',
]

/** All at one stretch; or each by itself behind those before it, so that a try is no longer than it has to be. */
const programs: [label: string, calls: number, before: typeof parts, program: typeof parts][] =
  isDeep
    ? parts.map(([label, calls], at) => [label, calls, parts.slice(0, at), parts.slice(at, at + 1)])
    : [['changes of many', 16, [], parts]]

beforeAll(() => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterAll(() => {
  vi.restoreAllMocks()
})

describe.each(programs)('%s', (_, calls, before, program) => {
  let tried: Awaited<ReturnType<typeof tries>>

  beforeAll(async () => {
    tried = await tries({
      async prepare(send) {
        await prepare(send)
        await doAll(send, before)
      },
      program: (send) => doAll(send, program),
      state,
    })
  }, 300_000)

  afterAll(() => tried.remove())

  test.each(['before', 'after'] as const)(
    'a reply of the database lost %s it did what it was asked changes nothing in the end',
    async (when) => {
      expect(await tried.loseEach(when)).toBeGreaterThanOrEqual(calls)
    },
    isDeep ? 900_000 : 120_000,
  )

  test.each(isDeep ? (['before', 'after'] as const) : (['after'] as const))(
    'a server killed %s a database call loses nothing and repeats nothing',
    async (when) => {
      if (isDeep) expect(await tried.killAtEach(when)).toBeGreaterThanOrEqual(calls)
      else expect(await tried.killAt(9, when)).toBe(true)
    },
    1_800_000,
  )
})
