import { LibsqlError } from '@libsql/core/api'
import { HttpServerError, ResponseError } from '@libsql/hrana-client'
import { RemoteFailure } from './remote-failure.ts'

/** What Node says of a connection that never was. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/**
 * Any error of asking the server: a `LibsqlError` with the code of what it refused, and a `RemoteFailure`
 * for everything else that can happen on the way, whatever each runtime calls it.
 */
export function remoteError(error: unknown): Error {
  if (error instanceof RemoteFailure) return error
  if (error instanceof ResponseError)
    return new LibsqlError(error.message, error.code ?? 'UNKNOWN', undefined, undefined, error)
  // Turned away at the door, for others are inside: nothing was begun.
  if (error instanceof HttpServerError && error.status === 429)
    return new LibsqlError(error.message, 'SERVER_BUSY', undefined, undefined, error)
  const causes = causesOf(error)
  const message = causes.map(({ message: told }) => told).join(': ') || String(error)
  const isUnsent = causes.some(
    (cause) => 'code' in cause && neverConnected.test(String(cause.code)),
  )
  return new RemoteFailure(message, { cause: error, isUnsent })
}

function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return []
  return [error, ...causesOf(error.cause)]
}
