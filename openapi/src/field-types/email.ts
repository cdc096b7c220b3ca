import { z } from 'zod'
import type { LineControl } from './control.ts'
import { textType } from './text-type.ts'

/** @returns true for an address a person could write to; deliverability is not asked. */
export function isEmailAddress(text: string): boolean {
  return z.regexes.unicodeEmail.test(text)
}

export const email = textType({
  id: 'email',
  label: 'Email',
  hint: 'An e-mail address',
  // RFC 5321 §4.5.3.1: a path is at most 256 octets with its angle brackets.
  length: 254,
  column: { width: 250 },
  example: (row) => `example${row + 1}@example.com`,
  control: (maxLength): LineControl => ({ kind: 'line', maxLength, input: 'email' }),
  format: {
    name: 'idn-email',
    accepts: isEmailAddress,
    reason: 'must be an e-mail address like ann@example.com',
  },
})
