import type { DatabaseClient } from '../../db/client.ts'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../../test/targets/fresh-database.ts'
import { nobody } from '../../installation/caller.ts'
import { CallerDefinitions } from '../../installation/caller-definitions.ts'
import { systemContext } from '../../installation/system-context.ts'
import type { Context } from '../../installation/context.ts'
import { createDatabase, DatabaseUnavailable } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { Definitions } from '../../installation/definitions.ts'
import { createImport } from '../../imports/create-import.ts'
import { finishImport } from '../../imports/end-import.ts'
import { type ImportingThread, importInThread } from './imports.ts'
import { StartedWorkers } from './workers.test-support.ts'
import { type WritingThread, writeInThread } from './writer.ts'

let client: DatabaseClient
let writer: WritingThread
let imports: ImportingThread
let url: string
let ctx: Context
let started: StartedWorkers
let collections = 0

async function open() {
  url = `file:${await freshDatabase()}`
  client = await openEmbedded(url)
  writer = writeInThread(client, url)
  started = new StartedWorkers()
  imports = importInThread(writer, url, { collect: () => void collections++ })
  ctx = systemContext(createDatabase(writer, { isNear: true }))
}

async function close() {
  started.stop()
  await imports.close()
  await writer.close()
  client.close()
}

afterAll(removeDatabases)

const headings = ['name', 'email']
const begin = async () =>
  (await createImport(ctx, { fileName: 'a.csv', mode: 'merge', headings })).id
const contacts = async () =>
  Number((await client.execute('SELECT count(*) AS n FROM contacts')).rows[0]?.n)
const sent = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
let house = 0
beforeEach(() => void house++)
/** Of each test others, whatever is in the database already. */
const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({
    number: from + at + 2,
    cells: [`Person ${from + at}`, `p${from + at}@house${house}.example.com`],
  }))

describe('a thread that is there', () => {
  beforeAll(open)
  afterAll(close)

  test('applies what it is sent, and says what that cost', async () => {
    const before = await contacts()
    const id = await begin()
    const { trips } = ctx.db.meter
    const chunk = sent({ rows: people(3) })
    const { chunk: applied } = await imports.applyChunk(ctx, id, 0, chunk)
    expect(applied.counts).toMatchObject({ rows: 3, created: 3 })
    // Taken over: what waits there is not held here as well.
    expect(chunk.byteLength).toBe(0)
    expect(ctx.db.meter.trips).toBeGreaterThan(trips + 1)
    const known = ctx.db.meter.trips
    await imports.applyChunk(ctx, id, 1, sent({ rows: people(3, 3) }))
    expect(ctx.db.meter.trips).toBe(known + 2)
    expect(await finishImport(ctx, id)).toMatchObject({ counts: { created: 6 } })
    expect((await contacts()) - before).toBe(6)
  })

  test('refuses as it would be refused here', async () => {
    const id = await begin()
    const refusal = (number: number, bytes: Uint8Array<ArrayBuffer>, asking = ctx, of = id) =>
      imports.applyChunk(asking, of, number, bytes).catch((error: unknown) => error)
    const chunk = () => sent({ rows: people(1) })
    expect(await refusal(0, new TextEncoder().encode('{'))).toMatchObject({
      name: 'ProblemError',
      code: 'invalid_request',
    })
    expect(await refusal(0, sent({ rows: [{ number: 0, cells: [] }] }))).toMatchObject({
      code: 'invalid',
      details: { errors: { 'rows.number': [{ code: 'below_minimum', text: expect.any(String) }] } },
    })
    expect(await refusal(1, chunk())).toMatchObject({
      code: 'wrong_state',
      details: { current: { id, nextChunk: 0 } },
    })
    expect(await refusal(0, chunk(), ctx, 'none')).toMatchObject({ code: 'not_found' })
    const outside = {
      ...ctx,
      caller: nobody,
      definitions: new CallerDefinitions(new Definitions(), nobody, 'import_contacts'),
    }
    expect(await refusal(0, chunk(), outside)).toMatchObject({ code: 'unauthenticated' })
    expect(await refusal(0, chunk())).toMatchObject({ chunk: { counts: { created: 1 } } })
  })

  test('reads a posted file as it comes', async () => {
    const lines = people(2_500).map(({ cells }) => cells.join(','))
    const parts = [headings.join(','), ...lines].map((line) =>
      new TextEncoder().encode(`${line}\n`),
    )
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const part = parts.shift()
        if (part) controller.enqueue(part)
        else controller.close()
      },
    })
    const done = await imports.importFile(ctx, body, { fileName: 'a.csv', mode: 'merge' })
    expect(done).toMatchObject({ state: 'finished', counts: { rows: 2_500, created: 2_500 } })
    await expect(
      imports.importFile(ctx, null, { fileName: 'empty.csv', mode: 'merge' }),
    ).rejects.toMatchObject({
      code: 'invalid',
      details: { errors: { file: [{ code: 'file_empty' }] } },
    })
  })

  test('has this thread collect what comes through it, as long as a file is on its way', async () => {
    const line = (text: string) => new TextEncoder().encode(`${text}\n`)
    const before = collections
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(line('name,email'))
        await expect.poll(() => collections).toBeGreaterThan(before)
        controller.enqueue(line(`Late,late@house${house}.example.com`))
        controller.close()
      },
    })
    const done = await imports.importFile(ctx, body, { fileName: 'a.csv', mode: 'merge' })
    expect(done).toMatchObject({ counts: { created: 1 } })
    const after = collections
    await setTimeout(300)
    expect(collections).toBe(after)
  })

  test('tells of a file that breaks off amid being sent', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('aborted'))
      },
    })
    await expect(
      imports.importFile(ctx, body, { fileName: 'a.csv', mode: 'merge' }),
    ).rejects.toThrow('aborted')
  })

  test('leaves this thread to others while it judges', async () => {
    const id = await begin()
    await imports.applyChunk(ctx, id, 0, sent({ rows: people(1) }))
    const chunks = Array.from({ length: 8 }, (_, at) =>
      sent({ rows: people(1_000, at * 1_000 + 1) }),
    )
    const { cpu, waited } = await ownTime(async () => {
      for (const [at, chunk] of chunks.entries()) await imports.applyChunk(ctx, id, at + 1, chunk)
    })
    expect(cpu).toBeLessThan(waited / 4)
  })

  test('writes in turn with everybody else', async () => {
    const id = await begin()
    const insert = (n: number) => ({
      sql: "INSERT INTO counters (name, n) VALUES ('n' || ?, 1)",
      args: [BigInt(n)],
    })
    await Promise.all([
      imports.applyChunk(ctx, id, 0, sent({ rows: people(1_000) })),
      ...Array.from({ length: 50 }, (_, n) => writer.batch([insert(n)], 'write')),
    ])
    expect(await finishImport(ctx, id)).toMatchObject({ counts: { created: 1_000 } })
  })
})

/** Milliseconds that this thread worked while something was done, and that it took. */
async function ownTime(work: () => Promise<void>) {
  const begun = performance.now()
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return { cpu: (user + system) / 1_000, waited: performance.now() - begun }
}

describe('a thread of its own', () => {
  beforeEach(open)
  afterEach(close)

  test('comes with the first work, goes when there is none, and comes again', async () => {
    await imports.close()
    imports = importInThread(writer, url, { rest: 50 })
    const id = await begin()
    expect(imports.isRunning).toBe(false)
    await imports.applyChunk(ctx, id, 0, sent({ rows: people(1) }))
    expect(imports.isRunning).toBe(true)
    await expect.poll(() => imports.isRunning).toBe(false)
    await imports.applyChunk(ctx, id, 1, sent({ rows: people(1, 1) }))
    expect(await finishImport(ctx, id)).toMatchObject({ counts: { created: 2 } })
  })

  test('goes at once when that is wanted, unless it has work or has just come again', async () => {
    const id = await begin()
    const applied = imports.applyChunk(ctx, id, 0, sent({ rows: people(1_000) }))
    await expect.poll(() => imports.isRunning).toBe(true)
    imports.rest()
    expect(imports.isRunning).toBe(true)
    await applied
    imports.rest()
    expect(imports.isRunning).toBe(false)
    await imports.applyChunk(ctx, id, 1, sent({ rows: people(1, 1_000) }))
    imports.rest()
    expect(imports.isRunning).toBe(true)
    expect(await finishImport(ctx, id)).toMatchObject({ counts: { created: 1_001 } })
  })

  test('is like a database that was out of reach when it fails, and goes on with another one', async () => {
    const id = await begin()
    await imports.applyChunk(ctx, id, 0, sent({ rows: people(1) }))
    const lost = imports.applyChunk(ctx, id, 1, sent({ rows: people(1_000, 1) }))
    await Promise.all([
      expect(lost).rejects.toBeInstanceOf(DatabaseUnavailable),
      started.last?.terminate(),
    ])
    const { chunk } = await imports.applyChunk(ctx, id, 1, sent({ rows: people(1_000, 1) }))
    expect(chunk.counts).toMatchObject({ created: 1_000 })
    expect(await finishImport(ctx, id)).toMatchObject({ counts: { created: 1_001 } })
  })
})
