import { createClient } from '@libsql/client/web'
import { inject } from 'vitest'
import { noteAnswer } from './answers.ts'
import { type Envelope, envelopePath, readReply, replyHeader, writeEnvelope } from './envelope.ts'
import { freshServer } from './fresh-database.ts'
import { origin, type Started, type Starting } from './target.ts'

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
  // What may never end is handed on as it comes. All else is read whole: not every test reads it.
  const isStream = told.some(
    ([name, value]) => name === 'content-type' && value === 'text/event-stream',
  )
  const body = isStream ? answer.body : await answer.arrayBuffer()
  const response = new Response(bodiless ? null : body, { status, statusText, headers: told })
  await noteAnswer(request, response)
  return response
}

/** The Worker in the real runtime, over a real libSQL server. */
export async function startWorkerdTarget({ hashing, detour, oidc }: Starting): Promise<Started> {
  const server = await freshServer()
  const { url, token, file } = server
  const database = {
    url: detour?.via(url) ?? url,
    token,
    hashing,
    ...(detour && { timeoutSeconds: detour.timeoutSeconds }),
    ...(oidc && { oidc }),
  }
  const connect = () => createClient({ url, authToken: token })
  const client = connect()
  return {
    ask: (path, init) => ask(database, new Request(new URL(path, origin), init)),
    async schedule(at) {
      await send({ database, ask: { kind: 'schedule', at } })
    },
    client,
    connect,
    file,
    server,
    async close() {
      client.close()
      await send({ database, ask: { kind: 'forget' } })
      await server.stop()
    },
  }
}
