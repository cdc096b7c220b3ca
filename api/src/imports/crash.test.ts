import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleServer } from '../../scripts/build-server.ts'
import { root } from '../../scripts/processes.ts'
import { isDeep } from '../../test/deep.ts'
import { type Ask, sendImport } from '../../test/crash/sender.ts'
import { createApp } from '../app.ts'
import { createDatabase } from '../db/database.ts'
import { openDatabase } from '../platform/node/node.ts'
import type { FileRow } from './fold/row.ts'

/** The server in one file, as people run it: it is started some thirty times. */
const bundle = join(root, 'api', 'dist', `crash-${process.pid}`)
const entry = join(bundle, 'crash-server.js')
const folder = mkdtempSync(join(tmpdir(), 'cardfile-crash-'))
const template = join(folder, 'template.db')
const headings = ['name', 'email', 'city']
/** In a deep run as many as a real sender sends. */
const [chunks, chunkSize] = isDeep ? [5, 1_000] : [2, 400]

const known: FileRow[] = Array.from({ length: 500 }, (_, i) => ({
  number: i + 2,
  cells: [`Known ${i}`, `p${i * 7}@example.com`, 'Bonn'],
}))
/** New ones, replaced ones, repeated ones and broken ones. */
const rows: FileRow[] = Array.from({ length: chunks * chunkSize }, (_, i) => ({
  number: i + 2,
  cells: [
    i % 97 === 0 ? null : `Person ${i}`,
    `p${i % 11 === 0 ? Math.floor(i / 2) : i}@example.com`,
    i % 3 === 0 ? null : 'Rome',
  ],
}))

const asking =
  (reach: (path: string, init: RequestInit) => Promise<Response> | Response): Ask =>
  async (method, path, body) => {
    const response = await reach(`/api/v1${path}`, {
      method,
      headers: {
        ...(path === '/imports' ? { 'idempotency-key': 'one-import' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const read: unknown = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(read))
    return read
  }

/** Opens the file in this process: the server as it is restarted. */
async function opened(file: string) {
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  const app = createApp({ db: createDatabase(client) })
  const ask = asking((path, init) => app.fetch(new Request(`http://localhost${path}`, init)))
  return { client, ask }
}

/** All that an import leaves behind but what is new each time: ids and times. */
async function stateOf(file: string): Promise<string[]> {
  const { client } = await opened(file)
  const tables = [
    'SELECT seq, hex(data), version, deleted_at FROM contacts ORDER BY seq',
    'SELECT * FROM identities ORDER BY field_id, key',
    'SELECT contact_seq, version, kind, via, hex(before) FROM changes ORDER BY 1, 2',
    'SELECT "row", cells, reasons FROM import_rows ORDER BY import_id, "row"',
    'SELECT state, next_chunk, last_row, created, replaced, unchanged, failed FROM imports ORDER BY id',
    'SELECT number, last_row, fingerprint FROM import_chunks ORDER BY import_id, number',
    'SELECT rowid FROM search ORDER BY rowid',
    'SELECT * FROM counters ORDER BY name',
  ]
  const found = await Promise.all(tables.map((sql) => client.execute(sql)))
  client.close()
  return found.map(({ rows }) => JSON.stringify(rows))
}

let served = 0

/** Runs the import against a server that dies at a call, then goes on with a new one. */
async function survived(at: number, when: 'before' | 'after', how: 'alone' | 'threads') {
  const file = join(folder, `${++served}.db`)
  copyFileSync(template, file)
  const server = spawn(process.execPath, [entry, file, String(at), when, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const died = once(server, 'exit')
  const progress = { id: null }
  const crashed = await crashes(server, progress)
  server.kill('SIGKILL')
  await died
  const { client, ask } = await opened(file)
  await sendImport(ask, headings, rows, chunkSize, progress)
  client.close()
  const state = await stateOf(file)
  rmSync(file)
  return { crashed, state }
}

async function crashes(server: ChildProcess, progress: { id: string | null }): Promise<boolean> {
  const [said] = (await once(server.stdout!, 'data')) as [Buffer]
  const ask = asking((path, init) => fetch(`http://127.0.0.1:${Number(said)}${path}`, init))
  try {
    await sendImport(ask, headings, rows, chunkSize, progress)
    return false
  } catch (error) {
    // A server that answers has a reason of its own, which is no crash.
    expect(error).toBeInstanceOf(TypeError)
    return true
  }
}

let uninterrupted: string[]

beforeAll(async () => {
  await bundleServer('crash-server', 'api/test/crash/server.ts', bundle)
  const { client, ask } = await opened(template)
  const before = (await ask('POST', '/imports', {
    fileName: 'known.csv',
    mode: 'merge',
    headings,
  })) as { id: string }
  await ask('PUT', `/imports/${before.id}/chunks/0`, { rows: known })
  await ask('POST', `/imports/${before.id}/finish`)
  await client.execute('DELETE FROM idempotency')
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  const file = join(folder, 'uninterrupted.db')
  copyFileSync(template, file)
  const whole = await opened(file)
  await sendImport(whole.ask, headings, rows, chunkSize, { id: null })
  whole.client.close()
  uninterrupted = await stateOf(file)
}, 60_000)

afterAll(() => {
  for (const made of [folder, bundle]) rmSync(made, { recursive: true, force: true })
})

test.each([
  // Beginning, asking, chunks in two trips each, and the end.
  { when: 'before', how: 'alone', calls: 3 + 2 * chunks },
  { when: 'after', how: 'alone', calls: 3 + 2 * chunks },
  // Beginning, chunks, and the end.
  { when: 'before', how: 'threads', calls: 2 + chunks },
  { when: 'after', how: 'threads', calls: 2 + chunks },
] as const)(
  'a server ($how) killed $when any database call of an import loses nothing and repeats nothing',
  async ({ when, how, calls }) => {
    let at = 1
    for (; ; at++) {
      const { crashed, state } = await survived(at, when, how)
      expect(state, `killed ${when} call ${at}`).toEqual(uninterrupted)
      if (!crashed) break
    }
    expect(at).toBeGreaterThan(calls)
  },
  300_000,
)
