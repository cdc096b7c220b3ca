import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ToolError } from '../processes.ts'
import { benchKey } from './bench-key.ts'
import { bundled } from './bundled.ts'
import type { Measured } from './measured.ts'
import { saidBy } from './said-lines.ts'

export interface MeasuredServer {
  url: string
  /** What lets a request in. */
  headers: { authorization: string }
  /** CPU it has taken since it started, in milliseconds, all threads. */
  cpuMs(): Promise<number>
  /** Memory it has at the moment (RSS, in MB). */
  nowMb(): Promise<number>
  /** @returns the most memory it had (RSS, in MB) */
  close(): Promise<number>
}

interface Starting {
  /** Settings of the server. */
  env?: Record<string, string>
  /** A command that it is run by, with its arguments. */
  under?: readonly string[]
  /** Where the built screens are, which are not served else. */
  siteFolder?: string
}

/** Serves a database file as `npm start` does, in a process of its own. */
export async function serveMeasured(
  database: string,
  starting: Starting = {},
): Promise<MeasuredServer> {
  const headers = await benchKey(database)
  const { siteFolder } = starting
  const args = siteFolder === undefined ? [database] : [database, siteFolder]
  return { headers, ...(await startMeasured('server-process', args, starting)) }
}

/** A handler that does nothing, served the same way: what the framework itself takes. */
export async function serveBare(): Promise<MeasuredServer> {
  return { ...(await startMeasured('bare-server-process', [])), headers: { authorization: '' } }
}

async function startMeasured(
  name: string,
  args: readonly string[],
  { env = {}, under = [] }: Starting = {},
) {
  const script = await bundled(name)
  const command = [...under, process.execPath, ...process.execArgv, script, ...args]
  const child = spawn(command[0] ?? '', command.slice(1), {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const next = saidBy(child.stdout)
  const { url } = await next<{ url: string }>()
  const state = async () => {
    child.stdin.write('\n')
    return next<{ cpuMs: number; nowMb: number }>()
  }
  return {
    url,
    cpuMs: async () => (await state()).cpuMs,
    nowMb: async () => (await state()).nowMb,
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
