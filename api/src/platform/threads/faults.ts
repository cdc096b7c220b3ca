import { LibsqlError } from '@libsql/core/api'

/** An error on its way between threads, which keeps nothing of an error's own class. */
export interface Fault {
  message: string
  stack?: string | undefined
  /** Of an error of the database. */
  code?: string
}

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, stack } = error
  if (!(error instanceof LibsqlError)) return { message, stack }
  const { code } = error
  // Its constructor puts the code in front of the message, and will do so again.
  return {
    code,
    message: message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message,
  }
}

export function errorOf({ message, stack, code }: Fault): Error {
  if (code !== undefined) return new LibsqlError(message, code)
  return Object.assign(new Error(message), stack !== undefined && { stack })
}
