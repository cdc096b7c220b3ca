import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { losing } from '../../test/crash/losing.ts'
import { isDeep } from '../../test/deep.ts'
import { createApp } from '../app.ts'
import type { DatabaseClient } from '../db/client.ts'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { openDatabase } from '../platform/node/node.ts'

type Reach = (path: string, init: RequestInit) => Promise<Response> | Response

const entry = fileURLToPath(new URL('../../test/crash/server.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'cardfile-steps-'))
const template = join(folder, 'template.db')
let fieldId: number
let expected: string
let serial = 0

/** As a careful program does: what may have been lost is sent again. */
async function convert(reach: Reach): Promise<void> {
  const ask = async (method: string, path: string, body: unknown = {}) => {
    const response = await reach(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify(body),
    })
    const read = (await response.json()) as { id: string; state?: string; detail?: string }
    if (response.status === 503) throw new TypeError('try again')
    expect(response.ok, JSON.stringify(read)).toBe(true)
    return read
  }
  let job = await ask('PATCH', `/fields/${fieldId}`, { type: 'text' })
  while (job.state === 'running') job = await ask('POST', `/jobs/${job.id}/continue`)
  expect(job.state ?? 'done').toBe('done')
}

const reachOf =
  ({ fetch }: Pick<ReturnType<typeof createApp>, 'fetch'>): Reach =>
  (path, init) =>
    fetch(new Request(`http://localhost${path}`, init))

async function stateOf(client: DatabaseClient): Promise<string> {
  const found = await client.batch(
    [
      'SELECT seq, json(data), version, deleted_at FROM contacts ORDER BY seq',
      'SELECT contact_seq, version, kind, via, json(before) FROM changes ORDER BY 1, 2',
      'SELECT id, type, version, member FROM fields ORDER BY id',
      'SELECT kind, state, counts FROM jobs',
      'SELECT rowid FROM search ORDER BY rowid',
      "SELECT type, name FROM sqlite_master WHERE type <> 'table' ORDER BY 1, 2",
      'SELECT * FROM job_contacts',
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
  const reach = reachOf(createApp({ db: createDatabase(client) }))
  const make = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await (await reach(`/api/v1${path}`, init)).json()) as { id: number; key: string }
  }
  const field = await make('/fields', { name: 'Seats', type: 'integer', indexed: true })
  fieldId = field.id
  for (let n = 1; n <= 3; n++) {
    await make('/contacts', { values: { name: 'Ann', email: [`a${n}@x.org`], [field.key]: n } })
    await client.execute(`UPDATE sqlite_sequence SET seq = seq + 20000 WHERE name = 'contacts'`)
  }
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  const whole = await openEmbedded(`file:${fresh()}`)
  await convert(reachOf(createApp({ db: createDatabase(whole) })))
  expected = await stateOf(whole)
  whole.close()
})

afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

test.each(['before', 'after'] as const)(
  'a reply of the database lost %s it did what it was asked changes nothing of a conversion in the end',
  async (when) => {
    let number = 1
    for (; ; number++) {
      const client = await openEmbedded(`file:${fresh()}`)
      const { told, app } = losing(client, number, when)
      // Whoever goes on knows nothing of what was before, as after a restart.
      await convert(reachOf(app)).catch(() =>
        convert(reachOf(createApp({ db: createDatabase(client) }))),
      )
      expect(await stateOf(client), `lost reply ${number}`).toBe(expected)
      client.close()
      if (!told.lost) break
    }
    expect(number).toBeGreaterThan(25)
  },
  120_000,
)

async function killed(at: number, when: 'before' | 'after'): Promise<boolean> {
  const file = fresh()
  const server: ChildProcess = spawn(process.execPath, [entry, file, String(at), when], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const died = once(server, 'exit')
  const [said] = (await once(server.stdout!, 'data')) as [Buffer]
  const crashed = await convert((path, init) =>
    fetch(`http://127.0.0.1:${Number(said)}${path}`, init),
  ).then(
    () => false,
    () => true,
  )
  server.kill('SIGKILL')
  await died
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  await convert(reachOf(createApp({ db: createDatabase(client) })))
  expect(await stateOf(client), `killed ${when} call ${at}`).toBe(expected)
  client.close()
  return crashed
}

test.each(['before', 'after'] as const)(
  'a server killed %s a database call of a conversion loses nothing and repeats nothing',
  async (when) => {
    if (!isDeep) return expect(await killed(20, when)).toBe(true)
    let at = 1
    while (await killed(at, when)) at++
    expect(at).toBeGreaterThan(25)
  },
  300_000,
)
