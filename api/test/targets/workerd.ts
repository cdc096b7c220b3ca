import { createClient } from '@libsql/client/web'
import { inject } from 'vitest'
import { readEnvelope, type Reply, replyHeader, requestHeader, writeEnvelope } from './envelope.ts'
import { origin, type Started } from './target.ts'
import type { Slot } from './workerd-pool.ts'

async function send(worker: string, request: Request): Promise<Response> {
  const { url, method, headers } = request
  const answer = await fetch(inject('workerd'), {
    method: 'POST',
    headers: { [requestHeader]: writeEnvelope({ worker, url, method, headers: [...headers] }) },
    body: await request.arrayBuffer(),
  })
  const sealed = answer.headers.get(replyHeader)
  if (sealed === null) throw new Error(`workerd did not answer: ${await answer.text()}`)
  const { status, statusText, headers: told } = readEnvelope<Reply>(sealed)
  const bodiless = [204, 205, 304].includes(status)
  const body = await answer.arrayBuffer()
  return new Response(bodiless ? null : body, { status, statusText, headers: told })
}

/** The deployed bundle in the real runtime, over a bridge to an embedded file. */
export async function startWorkerdTarget(): Promise<Started> {
  const taken = await fetch(inject('workerd'), { method: 'POST' })
  const { name, databaseUrl, token, file } = (await taken.json()) as Slot
  const client = createClient({ url: databaseUrl, authToken: token })
  return {
    ask: (path, init) => send(name, new Request(new URL(path, origin), init)),
    async schedule(at) {
      const envelope = writeEnvelope({ worker: name, url: '', method: '', headers: [], at })
      await fetch(inject('workerd'), { method: 'POST', headers: { [requestHeader]: envelope } })
    },
    client,
    file,
    async close() {
      client.close()
    },
  }
}
