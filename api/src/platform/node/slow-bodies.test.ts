import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { sha256Hex } from '../../crypto/sha256-hex.ts'
import { readConfig } from '../config/config.ts'
import { openDatabase, startServer } from './node.ts'
import { type BodyLimits, limitBodies } from './slow-bodies.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-bodies-'))
const ends: (() => unknown)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(ends.splice(0).map((end) => end()))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A bare connection: what is said on it, and all that is heard until it is closed. */
function speak(url: string, said: string): { socket: Socket; heard: Promise<string> } {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname, () => socket.write(said))
  ends.push(() => socket.destroy())
  const heard = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (part) => (text += part.toString()))
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })
  return { socket, heard }
}

const post = (path: string, headers: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n\r\n${body}`
const statusOf = (heard: string) => /^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]

const never = 3_600_000

/** A server that reads a body only once it is told to, and answers 200 at its end. */
async function startReader(limits: Partial<BodyLimits>) {
  const read = Promise.withResolvers<void>()
  const server: Server = createServer((request: IncomingMessage, response) => {
    const answer = () => request.resume().once('end', () => response.end('read'))
    if (request.url === '/idle') answer()
    else void read.promise.then(answer)
  })
  const all = { requestTimeout: never, connectionsCheckingInterval: 20, fileWindow: never }
  limitBodies(server, { ...all, leastOfFile: 1_000, ...limits }, () => true)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, read: () => read.resolve() }
}

describe('a file', () => {
  it('is cut off where next to nothing comes', async () => {
    const { url } = await startReader({ fileWindow: 100 })
    const { heard } = speak(url, post('/idle', 'Content-Length: 99', 'a'))
    expect(statusOf(await heard)).toBe('408')
  }, 60_000)

  it('waits as long as it is we who do not read it', async () => {
    const { url, read } = await startReader({ fileWindow: 300 })
    const size = 1_000_000
    const file = speak(url, post('/file', `Content-Length: ${size}`, 'x'.repeat(size)))
    // This one began later, and its time is up: so would be that of the first.
    const idle = speak(url, post('/idle', 'Content-Length: 99', 'a'))
    expect(statusOf(await idle.heard)).toBe('408')
    read()
    expect(statusOf(await file.heard)).toBe('200')
  }, 60_000)
})

describe('the server on Node', () => {
  it('lets a posted file take longer than any other request, and nobody who may not post it', async () => {
    const [told, errors] = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
    const isGone = (line: unknown) => String(line).includes('the client went away')
    const file = `file:${join(folder, 'slow.db')}`
    const secret = `cf_${'y'.repeat(43)}`
    const { client } = await openDatabase({ url: file, authToken: undefined })
    await client.execute({
      sql: `INSERT INTO api_keys (id, hash, prefix, name, role_id, created_at)
        VALUES ('k', ?, 'cf_', 'Key', 'owner', 0)`,
      args: [sha256Hex(secret)],
    })
    client.close()
    const server = await startServer({
      config: readConfig({ PORT: '0', CARDFILE_DB: file, CARDFILE_SAMPLE: '0' }),
      timeouts: { requestTimeout: 300, connectionsCheckingInterval: 20, fileWindow: never },
    })
    ends.push(() => server.close())
    const [first, second] = ['Name,Email\nAnn,ann@example.com\n', 'Bob,bob@example.com\n']
    const csv = `Content-Type: text/csv\r\nContent-Length: ${first.length + second.length}`
    const path = '/api/v1/imports/file?mode=merge'
    const key = `Authorization: Bearer ${secret}\r\n`
    const slow = speak(server.url, post(path, `${key}${csv}`, first))
    const json = `${key}Content-Type: application/json\r\nContent-Length: 99`
    const other = speak(server.url, post('/api/v1/contacts', json, '{'))
    const stranger = speak(server.url, post(path, csv, first))
    // Both began after the file did.
    expect(statusOf(await other.heard)).toBe('408')
    expect(statusOf(await stranger.heard)).toBe('401')
    // Whoever goes away in the middle is no failure of the server's.
    for (const aborted of [
      post(path, `${key}${csv}`, first),
      post('/api/v1/contacts', json, '{'),
    ]) {
      const { socket } = speak(server.url, aborted)
      socket.once('connect', () => socket.destroySoon())
    }
    await expect.poll(() => told.mock.calls.flat().filter(isGone).length).toBe(3)
    slow.socket.write(second)
    const answer = await slow.heard
    expect(statusOf(answer)).toBe('201')
    expect(answer).toContain('"created":2')
    expect(errors).not.toHaveBeenCalled()
  }, 60_000)
})
