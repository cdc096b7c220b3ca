import type { z } from 'zod'
import { plainReason, type Reason, reason, type ReasonCode, type ReasonParams } from './reason.ts'

/** Adds a reason to what a zod check finds; `path` leads to the part that it is about. */
export function refuse(context: z.RefinementCtx, told: Reason, path: string[] = []): void {
  context.addIssue({ code: 'custom', message: told.text, path, params: { reason: told } })
}

/** A reason as the argument of zod's `refine`. */
export function refusal<Code extends ReasonCode>(...told: Parameters<typeof reason<Code>>) {
  const made = reason(...told)
  return { error: made.text, params: { reason: made } }
}

/** @returns the reason an issue carries; what zod's own checks found and has no code here has zod's. */
export function reasonOfIssue(issue: z.core.$ZodIssue): Reason {
  if (issue.code === 'custom')
    return (issue.params?.reason as Reason | undefined) ?? plainReason(issue.message)
  const known = reasonOfCheck(issue)
  return known
    ? { ...known, text: issue.message }
    : { code: issue.code, params: paramsOf(issue), text: issue.message }
}

const ofTypes: Readonly<Record<string, ReasonCode>> = {
  string: 'not_text',
  number: 'not_number',
  int: 'not_whole',
  boolean: 'not_boolean',
  array: 'not_list',
}

/** zod's own checks under the names that the same rules have where they are checked by hand. */
function reasonOfCheck(issue: z.core.$ZodIssue): Omit<Reason, 'text'> | null {
  if (issue.code === 'invalid_type') {
    const code = ofTypes[issue.expected]
    return code ? { code, params: {} } : null
  }
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return null
  const { origin } = issue
  const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  const isLeast = issue.code === 'too_small'
  const params: ReasonParams = isLeast ? { least: limit } : { most: limit }
  if (origin === 'number' || origin === 'int')
    return { code: isLeast ? 'below_minimum' : 'above_maximum', params }
  if (origin === 'array') return { code: isLeast ? 'too_few_values' : 'too_many_values', params }
  if (origin !== 'string') return null
  return isLeast ? { code: 'empty_text', params: {} } : { code: 'too_long', params }
}

const ownProperties = new Set(['code', 'path', 'message', 'input', 'inst', 'continue'])

function paramsOf(issue: object): ReasonParams {
  return Object.fromEntries(
    Object.entries(issue).filter(([name, value]) => !ownProperties.has(name) && isParam(value)),
  )
}

function isParam(value: unknown): boolean {
  return (
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((part) => typeof part === 'string'))
  )
}
