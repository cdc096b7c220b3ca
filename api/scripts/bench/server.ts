import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { ToolError } from '../processes.ts'
import type { Measured } from './measured.ts'

export interface MeasuredServer {
  url: string
  /** @returns the most memory it had (RSS, in MB) */
  close(): Promise<number>
}

const script = fileURLToPath(new URL('server-process.ts', import.meta.url))

/** Serves a database file as `npm start` does, in a process of its own and without the screens. */
export async function serveMeasured(database: string): Promise<MeasuredServer> {
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
  await download(`${server.url}/api/v1/exports/contacts?columns=${columns.join(',')}`, target)
  const seconds = (performance.now() - begun) / 1000
  return { seconds, peakMb: await server.close(), longestBlockMs: 0 }
}

export async function download(url: string, target: string): Promise<void> {
  const answer = await fetch(url)
  if (!answer.ok || !answer.body) throw new ToolError(`${url} answered ${answer.status}.`)
  await pipeline(answer.body, createWriteStream(target))
}
