import { z } from 'zod'
import {
  plainReason,
  type Reason,
  reason,
  type ReasonCode,
  type ReasonParams,
  sentence,
} from './reason.ts'

/** Adds a reason to what a zod check finds; `path` leads to the part that it is about. */
export function refuse(context: z.RefinementCtx, told: Reason, path: string[] = []): void {
  context.addIssue({ code: 'custom', message: told.text, path, params: { reason: told } })
}

/** A reason as the argument of zod's `refine`. */
export function refusal<Code extends ReasonCode>(...told: Parameters<typeof reason<Code>>) {
  const made = reason(...told)
  return { error: made.text, params: { reason: made } }
}

const bySentence = new Map<string, Reason>()

/**
 * The sentence of a reason for one of zod's own checks, which take words alone: what it refuses is
 * known by them again. For constants of a schema; what depends on a value is refused by hand.
 */
export function worded<Code extends ReasonCode>(...told: Parameters<typeof reason<Code>>): string {
  const made = reason(...told)
  bySentence.set(made.text, made)
  return made.text
}

/** What is said of an issue whose schema has no words for it: the sentence of its reason, not the library's. */
z.config({
  customError: (issue) => {
    if (issue.code === 'custom' || issue.code === 'unrecognized_keys') return undefined
    if (issue.input === undefined) return worded('required')
    const { code, params } = reasonOfCheck(issue) ?? notValid
    return sentence(code, params)
  },
})

/** @returns the reason an issue carries, or that of the library's check which found it */
export function reasonOfIssue(issue: z.core.$ZodIssue): Reason {
  const carried = issue.code === 'custom' ? (issue.params?.reason as Reason | undefined) : undefined
  const told = carried ?? bySentence.get(issue.message)
  if (told) return told
  if (issue.code === 'custom') return plainReason(issue.message)
  return { ...(reasonOfCheck(issue) ?? notValid), text: issue.message }
}

type Told = { code: ReasonCode; params: ReasonParams }

const notValid: Told = { code: 'not_valid', params: {} }

const ofTypes: Readonly<Record<string, ReasonCode>> = {
  string: 'not_text',
  number: 'not_number',
  int: 'not_whole',
  boolean: 'not_boolean',
  array: 'not_list',
  tuple: 'not_list',
  object: 'not_object',
  record: 'not_object',
}

/** zod's own checks under the names that the same rules have where they are checked by hand. */
function reasonOfCheck(issue: z.core.$ZodIssue | z.core.$ZodRawIssue): Told | null {
  if (issue.code === 'invalid_type') {
    const code = ofTypes[issue.expected]
    return code ? { code, params: {} } : null
  }
  if (issue.code === 'invalid_format')
    return { code: 'wrong_format', params: { format: issue.format } }
  if (issue.code === 'invalid_value')
    return { code: 'not_option', params: { options: issue.values.map(String) } }
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
