import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { ToolError } from '../processes.ts'

/** Reads what a process says of itself, a line of JSON at a time. */
export function saidBy(output: Readable): <T>() => Promise<T> {
  const lines = createInterface({ input: output })[Symbol.asyncIterator]()
  return async () => {
    const { value, done } = await lines.next()
    if (done) throw new ToolError('The server ended before it should.')
    return JSON.parse(value)
  }
}
