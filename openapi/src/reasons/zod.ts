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

/** @returns the reason an issue carries; one that zod's own checks found has zod's code. */
export function reasonOfIssue(issue: z.core.$ZodIssue): Reason {
  if (issue.code === 'custom')
    return (issue.params?.reason as Reason | undefined) ?? plainReason(issue.message)
  return { code: issue.code, params: paramsOf(issue), text: issue.message }
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
