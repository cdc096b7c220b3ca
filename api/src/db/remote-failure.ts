import { LibsqlError } from '@libsql/core/api'
import { HttpServerError, ResponseError } from '@libsql/hrana-client'

/**
 * The server could not be asked, or its answer did not come whole. What was sent may have been done.
 * `isUnsent` where it is known that nothing was.
 */
export class RemoteFailure extends Error {
  override name = 'RemoteFailure'
  readonly isUnsent: boolean

  constructor(
    message: string,
    { cause, isUnsent = false }: { cause?: unknown; isUnsent?: boolean } = {},
  ) {
    super(message, { cause })
    this.isUnsent = isUnsent
  }
}

/** The time that a call may take was over before the server answered. */
export class RemoteTimeout extends RemoteFailure {}

const gaveWayCode =
  /^(SERVER_BUSY|SQLITE_BUSY|SQLITE_LOCKED|TRANSACTION_(TIMEOUT|BUSY|CLOSED)|STREAM_EXPIRED)/

/** Whether the server did not begin a transaction, or rolled it back, for others to come on. */
export function gaveWay(error: unknown): boolean {
  return error instanceof LibsqlError && gaveWayCode.test(error.code)
}

/** Whether it comes of what others do at the moment. */
export function isPassing(error: unknown): boolean {
  return error instanceof RemoteFailure || gaveWay(error)
}

/** Whether the same can be sent again without being done twice. */
export function isUndone(error: unknown): boolean {
  return error instanceof RemoteFailure ? error.isUnsent : isPassing(error)
}

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
