import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../crypto/sha256-hex.ts'
import { buildServer, serverDist } from '../../../scripts/build-server.ts'
import { readConfig } from '../config/config.ts'
import { openDatabase, startServer } from './node.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-stop-'))
const children: ChildProcess[] = []
const agent = new Agent({ keepAlive: true })
let count = 0

beforeAll(async () => {
  await buildServer()
})
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => {
  agent.destroy()
  rmSync(folder, { recursive: true })
})

const secret = `cf_${'x'.repeat(43)}`
const authorization = `Bearer ${secret}`

/** A database in which a key may do everything. */
async function preparedDatabase(): Promise<string> {
  const file = join(folder, `${++count}.db`)
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  await client.execute({
    sql: `INSERT INTO api_keys (id, hash, prefix, name, role_id, created_at)
      VALUES ('k', ?, 'cf_', 'Key', 'owner', 0)`,
    args: [sha256Hex(secret)],
  })
  client.close()
  return file
}

/** The product's own server as a process of its own, as an operator runs it. */
async function startChild() {
  const file = await preparedDatabase()
  const child = spawn(process.execPath, [join(serverDist, 'serve.js')], {
    env: { ...process.env, PORT: '0', CARDFILE_DB: `file:${file}`, CARDFILE_SAMPLE: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve) => {
    let told = ''
    child.stdout?.on('data', (part: Buffer) => {
      told += part.toString()
      const found = /http:\/\/[\d.]+:\d+/.exec(told)
      if (found) resolve(found[0])
    })
  })
  return { file, child, url, exit }
}

interface Answer {
  status: number | undefined
  headers: IncomingMessage['headers']
}

function answerTo(asked: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }))
    })
  })
}

const body = JSON.stringify({ values: { name: 'Ann', email: ['ann@example.com'] } })

/** A creation whose body has arrived half. */
function halfSent(url: string): ClientRequest {
  const asked = request(`${url}/api/v1/contacts`, {
    method: 'POST',
    agent,
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
      authorization,
    },
  })
  asked.write(body.slice(0, 20))
  return asked
}

const refused = async (url: string) => answerTo(request(`${url}/healthz`).end())

describe('a server that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes what is running on %s, refuses what is new, and closes its database',
    async (signal) => {
      const { file, child, url, exit } = await startChild()
      expect((await answerTo(request(`${url}/healthz`, { agent }).end())).status).toBe(200)
      const asked = halfSent(url)
      const created = answerTo(asked)
      // Node says so by itself once it has handed the request on.
      await once(asked, 'continue')
      child.kill(signal)
      await expect.poll(async () => (await refused(url)).status).toBe(503)
      const { headers } = await refused(url)
      expect(headers.connection).toBe('close')
      expect(headers['retry-after']).toBe('1')
      asked.end(body.slice(20))
      expect((await created).status).toBe(201)
      expect(await exit).toBe(0)
      expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
      const client = createClient({ url: `file:${file}` })
      const { rows } = await client.execute('SELECT count(*) AS n FROM contacts')
      expect(rows[0]?.n).toBe(1)
      client.close()
      await expect(refused(url)).rejects.toThrow('ECONNREFUSED')
    },
    30_000,
  )

  it('stops at once when nothing is running, whatever connections are kept', async () => {
    const { child, url, exit } = await startChild()
    await answerTo(request(`${url}/healthz`, { agent }).end())
    const begun = performance.now()
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    // Ten seconds are what running requests are given.
    expect(performance.now() - begun).toBeLessThan(9_000)
  }, 30_000)
})

describe('a client that takes its time', () => {
  /** What is heard on a bare connection until it is closed. */
  function heard(url: string, said: string): Promise<string> {
    return new Promise((resolve) => {
      let text = ''
      const { hostname, port } = new URL(url)
      const socket = connect(Number(port), hostname, () => socket.write(said))
      socket.on('data', (part) => (text += part.toString()))
      socket.on('error', () => {})
      socket.on('close', () => resolve(text))
    })
  }

  it('is cut off, before it has sent its headers and before its body', async () => {
    const config = readConfig({
      PORT: '0',
      CARDFILE_DB: `file:${await preparedDatabase()}`,
      CARDFILE_SAMPLE: '0',
    })
    const timeouts = { headersTimeout: 500, requestTimeout: 1_000, connectionsCheckingInterval: 50 }
    const server = await startServer({ config, timeouts })
    const start = `POST /api/v1/contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n`
    const cutOff = await Promise.all([
      heard(server.url, start),
      heard(server.url, `${start}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`),
    ])
    expect(cutOff.map((text) => /^HTTP\/1\.1 (\d+)/.exec(text)?.[1])).toEqual(['408', '408'])
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    await server.close()
  })
})
