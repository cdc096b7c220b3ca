import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { discard } from './rows.ts'
import type { ServerMessage, ServerReport } from './import-server-process.ts'

/** A server in a process of its own, over a new database. */
export interface BenchServer {
  /** Sends JSON to a path under `/api/v1` and takes JSON. @throws Error for a refusal */
  ask(method: string, path: string, body?: unknown): Promise<unknown>
  readonly url: string
  readonly pid: number | undefined
  /** What it took since the last report. */
  report(): Promise<ServerReport>
  close(): Promise<void>
}

const script = fileURLToPath(new URL('import-server-process.ts', import.meta.url))

export async function startBenchServer(file: string): Promise<BenchServer> {
  discard(file)
  const child = fork(script, [file], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const next = async () => (await once(child, 'message'))[0] as ServerMessage
  const began = await next()
  if (!('url' in began)) throw new Error('the server did not say where it is')
  const url = `${began.url}/api/v1`
  return {
    url,
    pid: child.pid,
    ask: asking(url),
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
export function asking(url: string): BenchServer['ask'] {
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}
