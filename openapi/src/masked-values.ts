import type { Field } from './field.ts'
import { fieldTypeOf } from './field-types/registry.ts'

/** What stands for the part that is not told, however long it is. */
export const maskMark = '****'

/** Characters that are told at either end. */
const toldAtEnds = 2

/** Characters of the shortest text of which both ends are told: below it they would be half of it. */
const leastForEnds = 8

/**
 * What of a value whoever sees only a mask is told: of a text its first and last two characters, as in
 * `ma****om`, and of one that has fewer than eight none; of several values that of each; of anything else
 * that there is one. A mask of a mask is the same.
 */
export function maskOf(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return value
  if (field.kind === 'I' && Array.isArray(value)) return value.map(maskOfText)
  return typeof value === 'string' && isWritten(field) ? maskOfText(value) : maskMark
}

/** Only texts that somebody typed have ends by which they are recognised. */
function isWritten({ kind, type }: Field): boolean {
  return kind === 'I' || fieldTypeOf(type).searchable
}

function maskOfText(value: unknown): string {
  const characters = Array.from(String(value))
  if (characters.length < leastForEnds) return maskMark
  const first = characters.slice(0, toldAtEnds).join('')
  return `${first}${maskMark}${characters.slice(-toldAtEnds).join('')}`
}

/** Whether what was sent has a mask in it: it stands for a value, and is none. */
export function hasMask(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasMask)
  return typeof value === 'string' && value.includes(maskMark)
}
