import { Agent, request, type RequestOptions } from 'node:http'
import { text } from 'node:stream/consumers'
import { ToolError } from '../processes.ts'
import type { MeasuredServer } from './server.ts'

/** One request of a kind. */
export interface Asked {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: unknown
}

/** What a number of requests took. */
export interface Load {
  /** CPU of the server for one of them, in milliseconds. */
  cpuMs: number
  perSecond: number
  /** Milliseconds until the answer was there, for the middle one and for one in a hundred. */
  p50: number
  p99: number
}

/** Sends requests over a few connections, each the next one once the last is answered. */
export async function load(
  server: MeasuredServer,
  count: number,
  asked: (n: number) => Asked,
  connections = 10,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let next = 0
  const connection = async () => {
    while (next < count) {
      const begun = performance.now()
      await send(server, agent, asked(next++))
      times.push(performance.now() - begun)
    }
  }
  const [cpuBefore, begun] = [await server.cpuMs(), performance.now()]
  await Promise.all(Array.from({ length: connections }, connection))
  const seconds = (performance.now() - begun) / 1000
  const cpuMs = ((await server.cpuMs()) - cpuBefore) / count
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { cpuMs, perSecond: count / seconds, p50: at(0.5), p99: at(0.99) }
}

/** @throws ToolError for a refusal */
export async function send(server: MeasuredServer, agent: Agent, asked: Asked): Promise<void> {
  const { method = 'GET', path, headers, body } = asked
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const options: RequestOptions = {
    agent,
    method,
    headers: {
      ...server.headers,
      ...headers,
      ...(sent !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
      }),
    },
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const outgoing = request(`${server.url}${path}`, options, (answer) => {
    text(answer).then((said) => {
      if ((answer.statusCode ?? 0) < 300) resolve()
      else reject(new ToolError(`${method} ${path} answered ${answer.statusCode}: ${said}`))
    }, reject)
  })
  outgoing.on('error', reject)
  outgoing.end(sent)
  return promise
}
