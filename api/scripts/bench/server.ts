import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { ToolError } from '../processes.ts'
import { benchKey } from './bench-key.ts'
import { bundled } from './bundled.ts'
import type { Measured } from './measured.ts'

export interface MeasuredServer {
  url: string
  /** What lets a request in. */
  headers: { authorization: string }
  /** @returns the most memory it had (RSS, in MB) */
  close(): Promise<number>
}

/** Serves a database file as `npm start` does, in a process of its own and without the screens. */
export async function serveMeasured(database: string): Promise<MeasuredServer> {
  const headers = await benchKey(database)
  const script = await bundled('server-process')
  const child = spawn(process.execPath, [...process.execArgv, script, database], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async <T>(): Promise<T> => {
    const { value, done } = await said.next()
    if (done) throw new ToolError('The server ended before it should.')
    return JSON.parse(value)
  }
  const { url } = await next<{ url: string }>()
  return {
    url,
    headers,
    async close() {
      child.stdin.end()
      const { peakMb } = await next<{ peakMb: number }>()
      if (child.exitCode === null) await once(child, 'exit')
      return peakMb
    },
  }
}

/** All contacts in some columns over HTTP into a file, from a server that was just started. */
export async function exportOverHttp(
  database: string,
  columns: readonly string[],
  target: string,
): Promise<Measured> {
  const server = await serveMeasured(database)
  const begun = performance.now()
  const path = `/api/v1/exports/contacts?columns=${columns.join(',')}`
  const failure = await download(server, path, target).catch((error: unknown) => ({ error }))
  const seconds = (performance.now() - begun) / 1000
  const peakMb = await server.close()
  if (failure) throw failure.error
  return { seconds, peakMb, longestBlockMs: 0 }
}

export async function download(
  { url, headers }: MeasuredServer,
  path: string,
  target: string,
): Promise<void> {
  const answer = await fetch(`${url}${path}`, { headers })
  if (!answer.ok || !answer.body) throw new ToolError(`${path} answered ${answer.status}.`)
  await pipeline(answer.body, createWriteStream(target))
}
