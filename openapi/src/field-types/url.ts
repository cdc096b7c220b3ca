import { reason } from '../reasons/reason.ts'
import type { LineControl } from './control.ts'
import { textType } from './text-type.ts'

// Anything else (javascript:, data:, file:) turns a stored value into an attack on who clicks it.
const allowedProtocols = new Set(['http:', 'https:', 'mailto:'])

/** @returns true for an absolute http, https or mailto address without blanks. */
function isSafeUrl(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false
  return allowedProtocols.has(new URL(text).protocol)
}

export const url = textType({
  id: 'url',
  label: 'URL',
  hint: 'A web address',
  length: 2_048,
  column: { width: 170 },
  example: () => 'https://example.com',
  control: (maxLength): LineControl => ({ kind: 'line', maxLength, input: 'url' }),
  format: {
    name: 'iri',
    fault: (text) => (isSafeUrl(text) ? null : reason('not_url')),
  },
})
