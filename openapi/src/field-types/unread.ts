import { z } from 'zod'
import type { Reason } from '../reasons/reason.ts'

/**
 * What somebody wrote where it cannot be read as a value of the field, and why. It stands in the value's
 * place until it is judged: every rule refuses it, with its own reason. It is never sent or stored.
 */
export class Unread {
  readonly text: string
  readonly reason: Reason

  constructor(text: string, reason: Reason) {
    this.text = text
    this.reason = reason
  }
}

/** A rule that refuses what could not be read with the reason why it could not. */
export function refusingUnread<T>(rule: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess((value, context) => {
    if (!(value instanceof Unread)) return value
    const { reason } = value
    context.issues.push({
      code: 'custom',
      message: reason.text,
      params: { reason },
      input: value.text,
    })
    return z.NEVER
  }, rule)
}
