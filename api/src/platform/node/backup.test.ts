import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Libsql from 'libsql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildServer, serverDist } from '../../../scripts/build-server.ts'
import { root } from '../../../scripts/processes.ts'
import { newSecret } from '../../api-keys/secret.ts'
import { sha256Hex } from '../../crypto/sha256-hex.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { backUp } from './backup.ts'

// Each in a process of its own, as an operator has them: what one has open only its end lets go of.
const scripts = join(root, 'api', 'scripts')
const { secret, prefix } = newSecret()
const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }

const made = mkdtempSync(join(tmpdir(), 'cardfile-backup-'))
/** A database with a key, which each test has a copy of. */
const template = join(made, 'template.db')

let folder: string
let file: string
let copy: string
let server: { url: string; child: ChildProcess }

beforeAll(async () => {
  file = template
  await Promise.all([buildServer(), run('migrate')])
  const database = new Libsql(template)
  database.exec(`INSERT INTO api_keys (id, hash, prefix, name, role_id, created_at)
    VALUES ('key', '${sha256Hex(secret)}', '${prefix}', 'Test', 'owner', 0)`)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

const env = () => ({
  ...process.env,
  PORT: '0',
  CARDFILE_DB: `file:${file}`,
  CARDFILE_SAMPLE: '0',
  CARDFILE_RATE_LIMIT: '0',
})

/** @returns what the task said; rejects with what it complained of */
async function run(task: string, ...args: string[]): Promise<string> {
  const script = join(scripts, 'tasks', `${task}.ts`)
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { env: env() })
  return stdout
}

async function start(): Promise<typeof server> {
  const child = spawn(process.execPath, [join(serverDist, 'serve.js')], {
    env: env(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for (let said = ''; ;) {
    const [part] = await once(child.stdout, 'data')
    said += String(part)
    const url = /http:\/\/[\d.]+:\d+/.exec(said)?.[0]
    if (url !== undefined) return { url, child }
  }
}

async function stop(): Promise<void> {
  const { child } = server
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function create(name: string): Promise<void> {
  const body = JSON.stringify({ values: { name, email: [`${name}@example.com`] } })
  const answer = await fetch(`${server.url}/api/v1/contacts`, { method: 'POST', headers, body })
  expect(answer.status).toBe(201)
}

async function total(): Promise<unknown> {
  const answer = await fetch(`${server.url}/api/v1/contacts?pageSize=1`, { headers })
  return ((await answer.json()) as { total: unknown }).total
}

/** What is kept, table by table, as texts. */
async function contents(path: string): Promise<Record<string, string>> {
  const client = await openEmbedded(`file:${path}`)
  const found: Record<string, string> = {}
  for (const table of [
    'contacts',
    'identities',
    'changes',
    'fields',
    'roles',
    'counters',
    'search',
  ])
    found[table] = JSON.stringify((await client.execute(`SELECT * FROM ${table}`)).rows)
  client.close()
  return found
}

describe('beside a server', () => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cardfile-backup-'))
    file = join(folder, 'a.db')
    copy = join(folder, 'copy.db')
    copyFileSync(template, file)
    server = await start()
  })

  afterEach(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a backup made while contacts come in has all acknowledged before, and is restored whole', async () => {
    for (let n = 0; n < 20; n++) await create(`before${n}`)
    const done = new AbortController()
    const load = (async () => {
      let n = 0
      while (!done.signal.aborted) await create(`meanwhile${n++}`)
      return n
    })()
    const contacts = Number(/^\d+/.exec(await run('backup', copy))?.[0])
    done.abort()
    const meanwhile = await load
    expect(meanwhile).toBeGreaterThan(0)
    expect(contacts).toBeGreaterThanOrEqual(20)
    expect(await total()).toBe(20 + meanwhile)
    await stop()
    expect(await run('restore', copy)).toContain(`${contacts} contacts are restored.`)
    expect(await contents(file)).toEqual(await contents(copy))
    expect(readdirSync(folder).filter((name) => name.startsWith('a.db.before-'))).toHaveLength(1)
    server = await start()
    expect(await total()).toBe(contacts)
    await create('afterwards')
  })

  test('never writes over anything', async () => {
    writeFileSync(copy, 'mine')
    await expect(run('backup', copy)).rejects.toThrow(/is there already/)
  })

  test('does not restore beneath a server that runs', async () => {
    await run('backup', copy)
    await expect(run('restore', copy)).rejects.toThrow(/is in use: stop the server/)
    await create('still')
    expect(readdirSync(folder).filter((name) => name.includes('incoming'))).toEqual([])
  })

  test.each([
    ['text', 'no database at all'],
    ['nothing', ''],
  ])('refuses to restore %s, and leaves what is there', async (_, content) => {
    await create('kept')
    await stop()
    writeFileSync(copy, content)
    await expect(run('restore', copy)).rejects.toThrow(/is no backup of contacts/)
    expect(existsSync(file)).toBe(true)
    server = await start()
    expect(await total()).toBe(1)
  })
})

test('says what to do where the database is not a file', async () => {
  await expect(backUp('libsql://a.example.com', join(made, 'copy.db'))).rejects.toThrow(
    /its host keeps backups/,
  )
})
