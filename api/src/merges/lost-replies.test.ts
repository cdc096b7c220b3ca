import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { losing } from '../../test/crash/losing.ts'
import { createApp } from '../app.ts'
import type { DatabaseClient } from '../db/client.ts'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { openDatabase } from '../platform/node/node.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-merges-'))
const template = join(folder, 'template.db')
let expected: string
let serial = 0
let ids: string[]

type App = ReturnType<typeof createApp>

async function ask(app: App, path: string, body: object, key: string) {
  const response = await app.fetch(
    new Request(`http://localhost/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-match': '*', 'idempotency-key': key },
      body: JSON.stringify(body),
    }),
  )
  const read = (await response.json()) as { id: string; merge: { id: string } }
  if (response.status === 500 || response.status === 503) throw new TypeError('try again')
  expect(response.ok, JSON.stringify(read)).toBe(true)
  return read
}

/** As a careful program does: what may have been lost is sent again under its key. */
async function mergeAndUndo(app: App): Promise<void> {
  const [ann, bob, cy] = ids
  const first = await ask(app, `/contacts/${ann}/merge`, { from: [{ id: bob, version: 1 }] }, 'a')
  await ask(app, `/contacts/${cy}/merge`, { from: [{ id: ann, version: 2 }] }, 'b')
  await ask(app, `/merges/${first.merge.id}/undo`, {}, 'c')
}

/** All but what is new each time: ids of merges and times. */
async function stateOf(client: DatabaseClient): Promise<string> {
  const found = await client.batch(
    [
      'SELECT seq, json(data), version, deleted_at IS NULL, merged_into FROM contacts ORDER BY seq',
      'SELECT * FROM identities ORDER BY field_id, key',
      'SELECT contact_seq, version, kind, via, json(before) FROM changes ORDER BY n',
      'SELECT survivor_seq, version, json(before), json(after), undone_at IS NULL FROM merges ORDER BY version, survivor_seq',
      'SELECT contact_seq FROM merge_sources ORDER BY 1',
      'SELECT rowid FROM search ORDER BY rowid',
      'SELECT * FROM counters ORDER BY name',
      'SELECT action FROM audit ORDER BY seq',
    ],
    'read',
  )
  return JSON.stringify(found.map(({ rows }) => rows))
}

function fresh(): string {
  const file = join(folder, `${++serial}.db`)
  copyFileSync(template, file)
  return file
}

beforeAll(async () => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { client } = await openDatabase({ url: `file:${template}`, authToken: undefined })
  const app = createApp({ db: createDatabase(client) })
  ids = []
  for (const [name, city] of [
    ['Ann', undefined],
    ['Bob', 'Rome'],
    ['Cy', undefined],
  ]) {
    const values = { name, city, email: [`${name}@x.org`] }
    ids.push((await ask(app, '/contacts', { values }, String(name))).id)
  }
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  const whole = await openEmbedded(`file:${fresh()}`)
  await mergeAndUndo(createApp({ db: createDatabase(whole) }))
  expected = await stateOf(whole)
  whole.close()
})

afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

// A process that is killed has done as much of its calls as one whose reply is lost: each is one transaction.
test.each(['before', 'after'] as const)(
  'a reply of the database lost %s it did what it was asked changes nothing of merges in the end',
  async (when) => {
    let number = 1
    for (; ; number++) {
      const client = await openEmbedded(`file:${fresh()}`)
      const { told, app } = losing(client, number, when)
      await mergeAndUndo(app).catch(() => mergeAndUndo(createApp({ db: createDatabase(client) })))
      expect(await stateOf(client), `lost reply ${number}`).toBe(expected)
      client.close()
      if (!told.lost) break
    }
    expect(number).toBeGreaterThan(7)
  },
  60_000,
)
