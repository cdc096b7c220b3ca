import { createClient } from '@libsql/client/web'
import { inject } from 'vitest'
import { type HranaBridge, startHranaBridge } from '../../scripts/hrana-bridge.ts'
import { type Envelope, envelopePath, readReply, replyHeader, writeEnvelope } from './envelope.ts'
import { freshDatabase } from './fresh-database.ts'
import { origin, type Started } from './target.ts'

let bridge: Promise<HranaBridge> | undefined
let count = 0

async function send(envelope: Envelope, body?: ArrayBuffer): Promise<Response> {
  const response = await fetch(new URL(envelopePath, inject('workerd')), {
    method: 'POST',
    body: writeEnvelope(envelope, body),
  })
  if (response.ok) return response
  throw new Error(`workerd did not answer: ${await response.text()}`)
}

async function ask(database: Envelope['database'], request: Request): Promise<Response> {
  const { url, method, headers } = request
  const sent = await request.arrayBuffer()
  // As on the way to the platform.
  if (sent.byteLength > 0) headers.set('content-length', String(sent.byteLength))
  const answer = await send(
    { database, ask: { kind: 'fetch', url, method, headers: [...headers] } },
    sent,
  )
  const sealed = answer.headers.get(replyHeader)
  if (sealed === null) throw new Error(`The Worker did not answer: ${await answer.text()}`)
  const { status, statusText, headers: told } = readReply(sealed)
  const bodiless = [204, 205, 304].includes(status)
  const body = await answer.arrayBuffer()
  return new Response(bodiless ? null : body, { status, statusText, headers: told })
}

/** The Worker in the real runtime, over a bridge to an embedded file. */
export async function startWorkerdTarget(): Promise<Started> {
  bridge ??= startHranaBridge()
  const { serve, drop, token } = await bridge
  count += 1
  const name = `database-${count}`
  const file = await freshDatabase()
  const database = { url: serve(name, file), token }
  const client = createClient({ url: database.url, authToken: token })
  return {
    ask: (path, init) => ask(database, new Request(new URL(path, origin), init)),
    async schedule(at) {
      await send({ database, ask: { kind: 'schedule', at } })
    },
    client,
    file,
    async close() {
      client.close()
      drop(name)
      await send({ database, ask: { kind: 'forget' } })
    },
  }
}

/** Stops what the targets of this process stood on. */
export async function closeWorkerdTargets(): Promise<void> {
  await (await bridge)?.close()
  bridge = undefined
}
