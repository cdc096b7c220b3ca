import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Send, tries } from '../../test/crash/tries.ts'
import { isDeep } from '../../test/deep.ts'

let tried: Awaited<ReturnType<typeof tries>>

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

/** Changes many and undoes it, deletes them, and takes them out of the trash again. */
async function changeAndUndo(send: Send): Promise<void> {
  const finish = async (key: string, body: object) => {
    let change = await send('POST', '/bulk-changes', body, { 'idempotency-key': key })
    while (change.state === 'running')
      change = await send('POST', `/bulk-changes/${change.id}/continue`)
    return change
  }
  const undo = async (begun: Awaited<ReturnType<Send>>) => {
    let change = begun
    while (change.state !== 'undone') change = await send('POST', `/bulk-changes/${change.id}/undo`)
  }
  await undo(await finish('a', { on, expected: contacts, do: edits }))
  const deletion = await finish('b', { on, expected: contacts, do: 'delete' })
  await finish('c', { on: { q: 'Ann 1' }, expected: trashed('Ann 1'), do: 'restore' })
  await undo(deletion)
}

const trashed = (start: string) =>
  Array.from({ length: contacts }, (_, n) => `Ann ${n}`).filter((name) => name.startsWith(start))
    .length

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

beforeAll(async () => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  tried = await tries({ prepare, program: changeAndUndo, state })
})

afterAll(() => {
  vi.restoreAllMocks()
  tried.remove()
})

test.each(['before', 'after'] as const)(
  'a reply of the database lost %s it did what it was asked changes nothing of changes of many in the end',
  async (when) => {
    expect(await tried.loseEach(when)).toBeGreaterThan(15)
  },
  isDeep ? 900_000 : 120_000,
)

test.each(isDeep ? (['before', 'after'] as const) : (['after'] as const))(
  'a server killed %s a database call of changes of many loses nothing and repeats nothing',
  async (when) => {
    if (isDeep) expect(await tried.killAtEach(when)).toBeGreaterThan(15)
    else expect(await tried.killAt(9, when)).toBe(true)
  },
  1_800_000,
)
