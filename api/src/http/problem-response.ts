import {
  type ProblemCode,
  problems,
  textsOf,
  type CodedReasons,
  plainReason,
  type Reason,
  detail,
} from '@cardfile/openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import {
  AnswerTooLarge,
  DatabaseUnavailable,
  DatabaseUnwritable,
  ValueTooLarge,
} from '../db/database.ts'
import { DefinitionsChanged } from '../installation/definitions.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { ClientGone } from './client-gone.ts'
import type { Environment } from './environment.ts'

/** Tells an operator what happened. Never given values of contacts. */
export type Log = (entry: LogEntry) => void

interface LogEntry {
  /** An error unless said otherwise. */
  level?: 'note'
  requestId: string
  message: string
  error?: unknown
}

/** What an operator must know of. */
const loggedCodes: ReadonlySet<ProblemCode> = new Set([
  'internal',
  'read_only',
  'storage_full',
  'unavailable',
])

/**
 * Any error as a problem body. What is not foreseen becomes an opaque 500: its message may hold
 * data of contacts or of the installation, so it goes to the log and not to the client.
 */
export function problemResponse(
  error: Error,
  c: Pick<Context<Environment>, 'get' | 'req'>,
  log: Log,
): Response {
  const { requestId } = c.get('ctx')
  const { method, path } = c.req
  if (error instanceof ClientGone) {
    log({ level: 'note', requestId, message: `${method} ${path}: the client went away` })
    return answer(new ProblemError('invalid_request'), requestId)
  }
  const problem = foreseen(error)
  if (loggedCodes.has(problem.code)) log({ requestId, message: `${method} ${path} failed`, error })
  return answer(problem, requestId)
}

export function answer({ code, details }: ProblemError, requestId: string): Response {
  const { status, title } = problems[code]
  const { current, retryAfter, allow, errors: all, detail: said, ...rest } = details
  const reasons = all && firstFaults(all)
  const detailReason = (all && tooMany(all)) ?? said
  const body = {
    type: `urn:cardfile:problem:${code}`,
    title,
    status,
    ...rest,
    ...(detailReason && { detail: detailReason.text, detailReason }),
    ...(reasons ? { errors: textsOf(reasons), reasons } : {}),
    ...(current === undefined ? {} : { current }),
    code,
    requestId,
  }
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8' })
  // RFC 9110 §15.5.2: a 401 says how to do better.
  if (status === 401) headers.set('www-authenticate', 'Bearer realm="cardfile"')
  if (status === 503) headers.set('retry-after', '1')
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
  if (allow !== undefined) headers.set('allow', allow)
  return new Response(JSON.stringify(body), { status, headers })
}

/** Nobody mends more at once, and an answer must not be larger than what it refuses. */
const mostFaults = 100

function firstFaults(errors: CodedReasons): CodedReasons {
  const faults = Object.entries(errors)
  return faults.length > mostFaults ? Object.fromEntries(faults.slice(0, mostFaults)) : errors
}

function tooMany(errors: CodedReasons): Reason | undefined {
  const count = Object.keys(errors).length
  return count > mostFaults ? detail('many_faults', { count, most: mostFaults }) : undefined
}

const codeOfStatus = new Map<number, ProblemCode>([
  [400, 'invalid_request'],
  [404, 'not_found'],
  [413, 'too_large'],
  [415, 'unsupported_media_type'],
])

function foreseen(error: Error): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof DatabaseUnavailable) return new ProblemError('unavailable')
  if (error instanceof DatabaseUnwritable)
    return error.why === 'full'
      ? new ProblemError('storage_full', {
          detail: detail('disk_full'),
        })
      : new ProblemError('read_only', {
          detail: detail('database_read_only'),
        })
  if (error instanceof DefinitionsChanged)
    return new ProblemError('unavailable', { detail: detail('fields_changing') })
  if (error instanceof ValueTooLarge)
    return new ProblemError('too_large', {
      detail: detail('values_too_large'),
    })
  if (error instanceof AnswerTooLarge)
    return new ProblemError('too_large', {
      detail: detail('answer_too_large'),
    })
  const code = error instanceof HTTPException ? codeOfStatus.get(error.status) : undefined
  return code
    ? new ProblemError(code, { detail: plainReason(error.message) })
    : new ProblemError('internal')
}
