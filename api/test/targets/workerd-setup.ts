// Runs once for the whole suite, beside vitest: workerd is slow to start and the tool that starts it
// slow to load, so the test files share it and reach it through one small server.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { buildWorker } from '../../scripts/build-worker.ts'
import { startWorkerdPool, type WorkerdPool } from './workerd-pool.ts'
import {
  type Envelope,
  readEnvelope,
  replyHeader,
  requestHeader,
  writeEnvelope,
} from './envelope.ts'

declare module 'vitest' {
  interface ProvidedContext {
    workerd: string
  }
}

async function bytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Passes one request on to its Worker; without an envelope, hands out a Worker. */
async function answer(pool: WorkerdPool, request: IncomingMessage, response: ServerResponse) {
  const sealed = request.headers[requestHeader]
  if (typeof sealed !== 'string') {
    response.end(JSON.stringify(await pool.take()))
    return
  }
  const { worker, url, method, headers, at } = readEnvelope<Envelope>(sealed)
  if (at !== undefined) {
    await pool.worker(worker).scheduled({ cron: '* * * * *', scheduledTime: new Date(at) })
    response.end()
    return
  }
  const body = await bytes(request)
  const reply = await pool.worker(worker).fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(method !== 'GET' && method !== 'HEAD' && { body }),
  })
  const { status, statusText } = reply
  const told = writeEnvelope({ status, statusText, headers: [...reply.headers] })
  response.setHeader(replyHeader, told)
  response.end(Buffer.from(await reply.arrayBuffer()))
}

/** The suite runs against this source's bundle, built the way it is deployed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  await buildWorker()
  const pool = await startWorkerdPool()
  const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    answer(pool, request, response).catch((error: unknown) => {
      console.error(error)
      response.statusCode = 500
      response.end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('workerd', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return async () => {
    server.closeAllConnections()
    server.close()
    await pool.close()
  }
}
