import type { ProblemCode } from '@cardfile/openapi'
import { DatabaseUnavailable, DatabaseUnwritable } from '../../db/database.ts'
import { DefinitionsChanged } from '../../installation/definitions.ts'
import { errorOf, type Fault, faultOf } from './faults.ts'
import { type ProblemDetails, ProblemError } from '../../errors/problem-error.ts'

/** Why an import's work was not done, on its way between threads. */
export type Refusal =
  | { is: 'problem'; code: ProblemCode; details: ProblemDetails }
  | { is: 'unavailable' | 'unforeseen'; fault: Fault }
  | { is: 'unwritable'; why: DatabaseUnwritable['why'] }
  | { is: 'changed' }

export function refusalOf(error: unknown): Refusal {
  if (error instanceof ProblemError)
    return { is: 'problem', code: error.code, details: error.details }
  if (error instanceof DefinitionsChanged) return { is: 'changed' }
  if (error instanceof DatabaseUnwritable) return { is: 'unwritable', why: error.why }
  if (error instanceof DatabaseUnavailable)
    return { is: 'unavailable', fault: faultOf(error.cause ?? error) }
  return { is: 'unforeseen', fault: faultOf(error) }
}

export function refusalError(refusal: Refusal): Error {
  if (refusal.is === 'problem') return new ProblemError(refusal.code, refusal.details)
  if (refusal.is === 'changed') return new DefinitionsChanged()
  if (refusal.is === 'unwritable') return new DatabaseUnwritable(refusal.why)
  const cause = errorOf(refusal.fault)
  return refusal.is === 'unavailable' ? new DatabaseUnavailable(cause.message, { cause }) : cause
}
