import { createClient } from '@libsql/client/web'
import { createApp } from './app.ts'
import { type Env, readTursoConfig } from './config.ts'
import { createDatabase } from './db/database.ts'

type App = ReturnType<typeof createApp>

/** The part of the runtime's context that Hono passes on. */
type ExecutionContext = Parameters<App['fetch']>[2]

let app: App | undefined

function start(env: Env): App {
  const client = createClient({
    ...readTursoConfig(env),
    // The client queues calls beyond this number and starts them from whichever request ends first;
    // the runtime forbids a request to do another's I/O, so nothing may ever be queued.
    concurrency: Number.MAX_SAFE_INTEGER,
  })
  return createApp({ db: createDatabase(client) })
}

/** Cloudflare Workers: one app per isolate. The screens are served by the platform's assets. */
export default {
  fetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response> {
    app ??= start(env)
    return app.fetch(request, env, context)
  },
}
