import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LibsqlError } from '@libsql/client/web'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, DatabaseUnavailable } from './database.ts'
import { createRemoteClient } from './remote-client.ts'
import { isPassing } from './remote-failure.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json = (body: unknown, status = 200): Answer => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
}
const row = { cols: [{ name: 'n', decltype: null }], rows: [[{ type: 'integer', value: '1' }]] }
const done = { ...row, affected_row_count: 0, last_insert_rowid: null }
const closed = { type: 'ok', response: { type: 'close' } }
/** What became of the steps of a batch: BEGIN, one statement, COMMIT, ROLLBACK. */
const steps = (results: (object | null)[], errors: (object | null)[]) =>
  json({
    baton: null,
    base_url: null,
    results: [
      {
        type: 'ok',
        response: { type: 'batch', result: { step_results: results, step_errors: errors } },
      },
      closed,
    ],
  })
const sound = steps([done, done, done, null], [null, null, null, null])
const failure = (code: string, message = 'told by the server') => ({ message, code })
const refusedAt = (step: number, code: string) =>
  steps(
    [0, 1, 2, 3].map((at) => (at < step ? done : null)),
    [0, 1, 2, 3].map((at) => (at === step ? failure(code) : null)),
  )
const refusedWhole = (code: string) =>
  json({
    baton: null,
    base_url: null,
    results: [{ type: 'error', error: failure(code) }, closed],
  })
const cutOff: Answer = ({ socket }) => socket.destroy()
const cutInMidBody: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' })
  response.write('{"baton":null,"results":[', () => response.socket?.destroy())
}
const silent: Answer = () => {}

let server: Server
let answers: Answer[]
let asked: number
let url: string
const unhandled: unknown[] = []
const note = (reason: unknown) => void unhandled.push(reason)

beforeEach(async () => {
  asked = 0
  answers = []
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = answers[Math.min(asked, answers.length - 1)]
      asked++
      answer?.(request, response)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  process.on('unhandledRejection', note)
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((ended) => server.close(ended))
  // Node tells of them when all that was due has run.
  await new Promise((passed) => setTimeout(passed, 10))
  process.off('unhandledRejection', note)
  expect(unhandled.splice(0)).toEqual([])
})

const connect = (timeout = 5_000) =>
  createRemoteClient({ url, authToken: undefined, timeout, pauses: [1, 1] })
const ask = async (mode: 'read' | 'write', timeout?: number) =>
  connect(timeout).batch(['SELECT 1 AS n'], mode)
const outcomeOf = async (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => 'done',
    (error: unknown) => error,
  )

test('answers by the names of columns', async () => {
  answers = [sound]
  const [result] = await ask('read')
  expect(result?.rows.map(({ n }) => n)).toEqual([1])
})

/** As often as there is time for, since it is known that nothing was written. */
const untilTheEnd = { read: Infinity, write: Infinity, isPassing: true }

/** How it fails, how often it is sent again as a read and as a write, and whether that is out of anybody's hands. */
const failures: [string, Answer, { read: number; write: number; isPassing: boolean }][] = [
  ['the connection is lost', cutOff, { read: 3, write: 1, isPassing: true }],
  [
    'the connection is lost in the middle of the answer',
    cutInMidBody,
    { read: 3, write: 1, isPassing: true },
  ],
  [
    'somebody in front of it is out of order',
    json({}, 502),
    { read: 3, write: 1, isPassing: true },
  ],
  ['the answer is something else', json({ hello: 1 }), { read: 3, write: 1, isPassing: true }],
  ['too many ask at once', json({}, 429), untilTheEnd],
  ['others write for too long', refusedAt(0, 'SQLITE_BUSY'), untilTheEnd],
  ['others were let in front', refusedAt(1, 'TRANSACTION_TIMEOUT'), untilTheEnd],
  ['it is rolled back at its end', refusedAt(2, 'TRANSACTION_TIMEOUT'), untilTheEnd],
  ['the batch as a whole gave way', refusedWhole('TRANSACTION_BUSY'), untilTheEnd],
  [
    'every step gave way',
    steps(
      [],
      [0, 1, 2, 3].map(() => failure('TRANSACTION_TIMEOUT')),
    ),
    untilTheEnd,
  ],
  [
    'a rule of the schema is broken',
    refusedAt(1, 'SQLITE_CONSTRAINT'),
    { read: 1, write: 1, isPassing: false },
  ],
  [
    'the answer would be too large',
    refusedWhole('RESPONSE_TOO_LARGE'),
    { read: 1, write: 1, isPassing: false },
  ],
]

describe.each(failures)('where %s', (_, answer, expected) => {
  test.each(['read', 'write'] as const)(
    'a %s is sent again only where that is safe',
    async (mode) => {
      const isEndless = expected[mode] === Infinity
      answers = isEndless ? [...Array.from({ length: 6 }, () => answer), sound] : [answer]
      const error = await outcomeOf(ask(mode))
      // More often than there are pauses.
      if (isEndless) return expect([error, asked]).toEqual(['done', 7])
      expect(error).toBeInstanceOf(Error)
      expect(isPassing(error)).toBe(expected.isPassing)
      expect(error instanceof LibsqlError || expected.isPassing).toBe(true)
      expect(asked).toBe(expected[mode])
    },
  )

  test('nobody is told of it where the next one is answered', async () => {
    answers = [answer, sound]
    expect((await outcomeOf(ask('read'))) === 'done').toBe(expected.read > 1)
  })
})

test('a write that nobody was there for is sent again', async () => {
  const { port } = new URL(url)
  await new Promise((ended) => server.close(ended))
  answers = [sound]
  const client = createRemoteClient({ url, authToken: undefined, timeout: 5_000, pauses: [200] })
  const written = client.batch(['SELECT 1'], 'write')
  await new Promise((passed) => setTimeout(passed, 50))
  await new Promise<void>((listening) => server.listen(Number(port), '127.0.0.1', listening))
  expect(await written).toHaveLength(1)
})

test.each(['read', 'write'] as const)(
  'a %s that is not answered ends at its time',
  async (mode) => {
    answers = [silent]
    const begun = performance.now()
    const error = await outcomeOf(ask(mode, 200))
    expect(isPassing(error)).toBe(true)
    expect(String(error)).toContain('within 200 ms')
    expect(performance.now() - begun).toBeLessThan(2_000)
  },
)

test('whoever asks is told in the end that it cannot be reached, and the log why', async () => {
  answers = [refusedAt(1, 'TRANSACTION_TIMEOUT'), silent]
  const error = await outcomeOf(
    createDatabase(connect(4_000)).batch([{ sql: 'SELECT 1', args: [] }], 'write'),
  )
  expect(error).toBeInstanceOf(DatabaseUnavailable)
  expect(String(error)).toContain('TRANSACTION_TIMEOUT: told by the server')
})

test.each([
  ['write', 'BLOCKED', 'DatabaseUnwritable'],
  ['read', 'BLOCKED', 'DatabaseUnavailable'],
  ['read', 'SQLITE_READONLY', 'DatabaseUnwritable'],
] as const)('a %s that a server answers with %s is a %s', async (mode, code, name) => {
  answers = [refusedAt(1, code)]
  const batch = createDatabase(connect()).batch([{ sql: 'SELECT 1', args: [] }], mode)
  expect(await outcomeOf(batch)).toMatchObject({ name })
})

test.each([
  ['libsql://db.example.com', 'https://db.example.com/v2/pipeline'],
  ['libsql://db.example.com:8080?tls=0', 'http://db.example.com:8080/v2/pipeline'],
  ['https://db.example.com/some/where', 'https://db.example.com/some/where/v2/pipeline'],
])('%s is asked at %s', async (given, expected) => {
  const seen: string[] = []
  const original = globalThis.fetch
  globalThis.fetch = async (input) => {
    seen.push((input as Request).url)
    throw new TypeError('fetch failed')
  }
  try {
    const client = createRemoteClient({ url: given, authToken: 'x', timeout: 1_000, pauses: [] })
    await outcomeOf(client.execute('SELECT 1'))
  } finally {
    globalThis.fetch = original
  }
  expect(seen).toEqual([expected])
})
