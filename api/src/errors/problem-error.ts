import {
  type CodedReasons,
  type Conflict,
  detail,
  type Permission,
  type ProblemCode,
  type Reason,
  type Survivor,
} from '@cardfile/openapi'

export interface ProblemDetails {
  /** A sentence about the request as a whole. */
  detail?: Reason
  errors?: CodedReasons
  conflicts?: Conflict[]
  /** The contact that the one asked for was merged into. */
  survivor?: Survivor
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
    super(details.detail?.text ?? code, options)
    this.code = code
    this.details = details
  }
}

export function invalid(errors: CodedReasons): ProblemError {
  return new ProblemError('invalid', { errors })
}

export function notFound(what: string): ProblemError {
  return new ProblemError('not_found', { detail: detail('no_such_id', { what }) })
}
