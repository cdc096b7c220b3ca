import { fork } from 'node:child_process'
import { once } from 'node:events'
import { bundled } from './bundled.ts'
import { discard } from './database-file.ts'
import type { ServerAddress, ServerMessage, ServerReport } from './import-server-process.ts'

/** A server in a process of its own, over a new database. */
export interface BenchServer {
  /** Sends JSON, or bytes that are JSON, to a path under `/api/v1` and takes JSON. @throws Error for a refusal */
  ask(method: string, path: string, body?: unknown): Promise<unknown>
  readonly address: ServerAddress
  /** What it took since the last report; waits until it is at rest. */
  report(): Promise<ServerReport>
  close(): Promise<void>
}

/** @param way `uncompared` leaves contacts without a look for duplicates */
export async function startBenchServer(file: string, way?: 'uncompared'): Promise<BenchServer> {
  discard(file)
  const script = await bundled('import-server-process')
  const child = fork(script, [file, ...(way ? [way] : [])], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const next = async () => (await once(child, 'message'))[0] as ServerMessage
  const began = await next()
  if (!('url' in began)) throw new Error('the server did not say where it is')
  const address = { url: `${began.url}/api/v1`, secret: began.secret }
  return {
    address,
    ask: asking(address),
    async report() {
      const answer = next()
      child.send('report')
      const report = await answer
      if ('url' in report) throw new Error('the server reported nothing')
      return report
    },
    async close() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
      discard(file)
    },
  }
}

/** @param url where the API is, with its version */
export function asking({ url, secret }: ServerAddress): BenchServer['ask'] {
  const ask: BenchServer['ask'] = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      ...(body === undefined ? {} : { body: isBytes(body) ? body : JSON.stringify(body) }),
    })
    // As a browser does with a chunk whose contacts others write all the time.
    if (answer.status === 409 && method === 'PUT') {
      const { code, detail } = (await answer.json()) as { code: string; detail: string }
      if (code === 'busy') return ask(method, path, body)
      throw new Error(`${method} ${path}: 409 ${code} ${detail}`)
    }
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  return ask
}

function isBytes(body: unknown): body is Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array
}
