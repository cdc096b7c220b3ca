import type { HttpError } from '@refinedev/core'
import type { Conflict, ProblemCode, Reasons } from '@cardfile/openapi'
import { languageNow } from '../locales/i18n.ts'
import { problemWords, refusalWords, wordsOf } from '../locales/reason-words.ts'
import type { Schemas } from './types.ts'

/** `network`: no answer came at all. `unreadable`: an answer that is no problem body. */
type FailureCode = ProblemCode | 'network' | 'unreadable'

/**
 * A refusal of the API in the shape Refine and its form bindings expect.
 * `errors` keeps the server's paths: `values.<key>`, `identities`, `name` …
 */
export class ApiError extends Error implements HttpError {
  [key: string]: unknown
  override name = 'ApiError'
  /** HTTP status; 0 where no answer came. */
  statusCode: number
  code: FailureCode
  errors: Reasons
  conflicts: Conflict[]
  /** The stored record, where the one that was sent is stale (412). */
  current: unknown
  requestId: string | undefined
  /** Seconds until asking again makes sense, where the server says so (429, 503). */
  retryAfter: number | undefined

  constructor(message: string, statusCode: number, code: FailureCode, body: ProblemBody = {}) {
    super(message)
    this.statusCode = statusCode
    this.code = code
    this.errors = body.reasons ? wordsOf(body.reasons) : (body.errors ?? {})
    this.conflicts = body.conflicts ?? []
    this.current = body.current
    this.requestId = body.requestId
    this.retryAfter = body.retryAfter
  }
}

interface ProblemBody extends Partial<Schemas['Problem']> {
  /** What better-auth's answers have in place of a title. */
  message?: string
  /** From the header of the same name, not from the body. */
  retryAfter?: number
}

/** Turns an answer that is not `ok` into an error, whatever its body is. */
export async function errorOfResponse(response: Response, fallback: string): Promise<ApiError> {
  const body = await problemBody(response)
  const message = (body && messageOf(body)) || fallback
  return new ApiError(message, response.status, body?.code ?? 'unreadable', {
    ...body,
    ...retryAfterOf(response.headers),
  })
}

/** The most that is said of a problem, in the language of the screens as far as there are words. */
function messageOf({ detail, detailReason, title, code, message }: ProblemBody): string {
  const said = detailReason && refusalWords(detailReason)
  if (said) return said
  if (languageNow() === 'en') return detail ?? title ?? message ?? ''
  return code && title ? problemWords(code, title) : (detail ?? message ?? '')
}

/** RFC 9110, 10.2.3: seconds, or a date, which no server of ours sends. */
function retryAfterOf(headers: Headers): { retryAfter?: number } {
  const seconds = Number(headers.get('retry-after') ?? headers.get('x-retry-after') ?? NaN)
  return Number.isFinite(seconds) ? { retryAfter: Math.max(1, Math.ceil(seconds)) } : {}
}

async function problemBody(response: Response): Promise<ProblemBody | null> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return null
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? body : null
  } catch {
    return null
  }
}

/** True where asking again may work: nobody refused anything. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.statusCode === 0 || [502, 503, 504].includes(error.statusCode))
  )
}
