import { normaliseEmail } from '../identities/email.ts'
import type { LineControl } from './control.ts'
import { textType } from './text-type.ts'

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
    fault: (text) => {
      const address = normaliseEmail(text)
      return 'fault' in address ? address.fault : null
    },
    kept: (text) => {
      const address = normaliseEmail(text)
      return 'fault' in address ? text : address.value
    },
  },
})
