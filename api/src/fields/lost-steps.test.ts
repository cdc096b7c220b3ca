import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Send, tries } from '../../test/crash/tries.ts'
import { isDeep } from '../../test/deep.ts'
import type { DatabaseClient } from '../db/client.ts'

let fieldId: string
let tried: Awaited<ReturnType<typeof tries>>

async function prepare(send: Send, client: DatabaseClient): Promise<void> {
  const field = await send('POST', '/fields', { name: 'Seats', type: 'integer', indexed: true })
  fieldId = field.id
  for (let n = 1; n <= 3; n++) {
    const values = { name: 'Ann', email: [`a${n}@x.org`], [String(field.key)]: n }
    await send('POST', '/contacts', { values })
    await client.execute(`UPDATE sqlite_sequence SET seq = seq + 20000 WHERE name = 'contacts'`)
  }
}

async function convert(send: Send): Promise<void> {
  let job = await send('PATCH', `/fields/${fieldId}`, { type: 'text' })
  while (job.state === 'running') job = await send('POST', `/jobs/${job.id}/continue`)
  expect(job.state ?? 'done').toBe('done')
}

const state = [
  'SELECT seq, json(data), version, deleted_at FROM contacts ORDER BY seq',
  'SELECT contact_seq, version, kind, via, json(before) FROM changes ORDER BY 1, 2',
  'SELECT id, type, version, member FROM fields ORDER BY id',
  'SELECT kind, state, counts FROM jobs',
  'SELECT rowid FROM search ORDER BY rowid',
  "SELECT type, name FROM sqlite_master WHERE type <> 'table' ORDER BY 1, 2",
  'SELECT * FROM job_contacts',
]

beforeAll(async () => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  tried = await tries({ prepare, program: convert, state })
})

afterAll(() => {
  vi.restoreAllMocks()
  tried.remove()
})

test.each(['before', 'after'] as const)(
  'a reply of the database lost %s it did what it was asked changes nothing of a conversion in the end',
  async (when) => {
    expect(await tried.loseEach(when)).toBeGreaterThan(24)
  },
  120_000,
)

test.each(['before', 'after'] as const)(
  'a server killed %s a database call of a conversion loses nothing and repeats nothing',
  async (when) => {
    if (isDeep) expect(await tried.killAtEach(when)).toBeGreaterThan(24)
    else expect(await tried.killAt(20, when)).toBe(true)
  },
  300_000,
)
