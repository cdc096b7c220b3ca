import type { InStatement } from '@libsql/client/web'

export type Statements = InStatement[]

/** The memory behind bytes that a batch's statements are given, each once. */
export function buffersOf(statements: Statements): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const statement of statements) {
    const args = typeof statement === 'string' ? undefined : statement.args
    if (!Array.isArray(args)) continue
    for (const value of args)
      if (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer)
        buffers.add(value.buffer)
  }
  return [...buffers]
}
