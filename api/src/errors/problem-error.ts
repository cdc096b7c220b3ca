import type { Conflict, Permission, ProblemCode, ToldReasons } from '@cardfile/openapi'

export interface ProblemDetails {
  detail?: string
  errors?: ToldReasons
  conflicts?: Conflict[]
  /** What is missing to be allowed. */
  permission?: Permission
  /** Seconds after which it may be tried again; sent as a header. */
  retryAfter?: number
  /** Methods that the address takes; sent as a header. */
  allow?: string
  /** What a stale request would have to build on. */
  current?: unknown
}

/** A refusal with a reason a person can act on. Thrown by services, answered as RFC 9457. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}, options: ErrorOptions = {}) {
    super(details.detail ?? code, options)
    this.code = code
    this.details = details
  }
}

export function invalid(errors: ToldReasons): ProblemError {
  return new ProblemError('invalid', { errors })
}

export function notFound(what: string): ProblemError {
  return new ProblemError('not_found', { detail: `There is no ${what} with this id.` })
}
