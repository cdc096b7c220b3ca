// The Worker as it is deployed, once for each database that an envelope names: an isolate of its own
// for each would cost half a second. What is deployed itself is tested by browser/worker-site.test.ts
// and browser/import-runtimes.test.ts.
import {
  type CardfileWorker,
  createWorker,
  type ExecutionContext,
  type WorkerEnvironment,
} from '../../src/platform/worker/create-worker.ts'
import type { PlatformLimiter } from '../../src/http/rate-limiter.ts'
import { type Envelope, readEnvelope, replyHeader, writeReply } from './envelope.ts'
import { hashers } from './hashing.ts'

const workers = new Map<string, CardfileWorker>()

function workerOf({ url, hashing }: Envelope['database']): CardfileWorker {
  // What is deployed says nothing of it, and must come to the same.
  const made = () => (hashing === 'deployed' ? createWorker() : createWorker(hashers[hashing]))
  const worker = workers.get(url) ?? made()
  workers.set(url, worker)
  return worker
}

/** The platform counts for the whole location; so that no database uses up what is another's. */
function limiterOf(limiter: PlatformLimiter | undefined, database: string) {
  if (limiter === undefined) return undefined
  return { limit: ({ key }: { key: string }) => limiter.limit({ key: `${database} ${key}` }) }
}

function environmentOf(
  env: WorkerEnvironment,
  { url, token, timeoutSeconds, oidc }: Envelope['database'],
) {
  return Object.assign(
    { ...env },
    {
      TURSO_DATABASE_URL: url,
      TURSO_AUTH_TOKEN: token,
      CARDFILE_DB_TIMEOUT: timeoutSeconds === undefined ? undefined : String(timeoutSeconds),
      CARDFILE_OIDC_ISSUER: oidc?.issuer,
      CARDFILE_OIDC_CLIENT_ID: oidc?.clientId,
      CARDFILE_OIDC_CLIENT_SECRET: oidc?.clientSecret,
      CARDFILE_OIDC_NAME: oidc?.name,
      CARDFILE_OIDC_ROLE: oidc?.newcomerRole ?? undefined,
      ACCOUNT_LIMIT: limiterOf(env.ACCOUNT_LIMIT, url),
      ADDRESS_LIMIT: limiterOf(env.ADDRESS_LIMIT, url),
    },
  )
}

export default {
  async fetch(sent: Request, env: WorkerEnvironment, context: ExecutionContext): Promise<Response> {
    const { envelope, body } = readEnvelope(new Uint8Array(await sent.arrayBuffer()))
    const { database, ask } = envelope
    if (ask.kind === 'forget') {
      workers.delete(database.url)
      return new Response()
    }
    const environment = environmentOf(env, database)
    if (ask.kind === 'schedule') {
      await workerOf(database).scheduled({ scheduledTime: ask.at }, environment)
      return new Response()
    }
    const { url, method, headers } = ask
    const bodiless = method === 'GET' || method === 'HEAD'
    const request = new Request(url, { method, headers, ...(!bodiless && { body }) })
    const response = await workerOf(database).fetch(request, environment, context)
    if (response.headers.get('content-type') === 'text/event-stream') {
      // One made of its body would not be told in workerd that its reader is gone.
      response.headers.set(replyHeader, writeReply(response))
      return response
    }
    // Even an answer without a body carries one here: what it says is in the header.
    const answer = new Response(response.body)
    answer.headers.set(replyHeader, writeReply(response))
    return answer
  },
}
