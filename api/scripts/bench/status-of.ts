import { request } from 'node:http'
import type { MeasuredServer } from './server.ts'

/**
 * What a POST is answered with, also where the answer comes before all is sent: whoever reads only once
 * everything is sent may find the connection closed.
 */
export function statusOf(
  { url }: MeasuredServer,
  path: string,
  headers: Record<string, string>,
  body: string | Uint8Array,
): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const outgoing = request(`${url}${path}`, { method: 'POST', agent: false, headers }, (answer) => {
    answer.on('error', () => {}).resume()
    resolve(String(answer.statusCode))
  })
  outgoing.on('error', ({ message }) => resolve(`no answer (${message})`))
  outgoing.end(body)
  return promise
}
