// A server that dies at a database call of one's choice, as under `kill -9`: for the tests of imports.
// With `threads` it is put together as people run it, and its calls are the batches that write.
import { MessageChannel } from 'node:worker_threads'
import { serve } from '@hono/node-server'
import { createApp } from '../../src/app.ts'
import type { BatchClient } from '../../src/db/client.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import { buffersOf } from '../../src/platform/threads/batch-buffers.ts'
import { importInThread } from '../../src/platform/threads/imports.ts'
import { type WritingThread, writeInThread } from '../../src/platform/threads/writer.ts'

const [file = '', at = '0', when = 'before', threads] = process.argv.slice(2)
const url = `file:${file}`

let calls = 0

/** Counts a call from 1, and dies if it is the one: now, or where what is returned is called. */
function counted(): () => void {
  calls += 1
  const die = () => void process.kill(process.pid, 'SIGKILL')
  if (calls !== Number(at)) return () => {}
  if (when === 'before') die()
  return die
}

function dying(client: BatchClient): BatchClient {
  return {
    async batch(statements, mode) {
      const reached = counted()
      const results = await client.batch(statements, mode)
      reached()
      return results
    },
  }
}

/** The same of what comes by another thread's way to it. */
function dyingThread(writer: WritingThread): WritingThread {
  return {
    ...writer,
    ...dying(writer),
    connect() {
      const way = writer.connect()
      const { port1, port2 } = new MessageChannel()
      const reached = new Map<number, () => void>()
      port1.on('message', (call) => {
        reached.set(call.id, counted())
        way.postMessage(call, buffersOf(call.asked.statements))
      })
      way.on('message', (reply) => {
        reached.get(reply.id)?.()
        port1.postMessage(reply)
      })
      return port2
    },
  }
}

const client = await openEmbedded(url)
const app = threads === 'threads' ? threaded() : createApp({ db: createDatabase(dying(client)) })

function threaded() {
  const writer = dyingThread(writeInThread(client, url))
  // What reads dies with it: between two batches that write nothing is lost that was there.
  const db = createDatabase(
    { batch: (...asked) => (asked[1] === 'write' ? writer : client).batch(...asked) },
    { isNear: true },
  )
  return createApp({ db, imports: importInThread(writer, url) })
}

serve({ hostname: '127.0.0.1', port: 0, fetch: app.fetch }, ({ port }) => {
  process.stdout.write(`${port}\n`)
})
