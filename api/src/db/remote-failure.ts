import { LibsqlError } from '@libsql/core/api'

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
