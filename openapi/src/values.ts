import { trimMarks } from './text/trim-marks.ts'

/** A contact's values by field key. Made by `noValues`: keys come from users. */
export type Values = Record<string, unknown>

const Bare = function () {} as unknown as new () => Values
Bare.prototype = Object.freeze(Object.create(null))

/**
 * Values to be filled in. They inherit nothing, so that no key means more than itself; yet engines
 * keep them as they keep objects of a class, which for an object without any prototype they do not.
 */
export function noValues(): Values {
  return new Bare()
}

/** null, absent, '' and [] are all "no value"; blanks alone are nothing a person meant to keep. */
export function isEmptyValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmptyScalar)
  return isEmptyScalar(value)
}

/** Lists hold scalars alone; a list in a list is something, and refused as such. */
function isEmptyScalar(value: unknown): boolean {
  if (typeof value !== 'string') return value === null || value === undefined
  // Nearly every text begins with a letter or a digit, and that is told at once.
  const first = value.charCodeAt(0)
  return !(first > 0x20 && first < 0x7f) && trimMarks(value) === ''
}

/** Equality of stored values, which are scalars or lists of text. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isEmptyValue(a) || isEmptyValue(b)) return isEmptyValue(a) && isEmptyValue(b)
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((element, index) => element === b[index])
  return a === b
}

/** The values after a patch: null clears. */
export function applyPatch(current: Values, patch: Values): Values {
  const result: Values = Object.assign(noValues(), current)
  for (const key of Object.keys(patch))
    if (isEmptyValue(patch[key])) delete result[key]
    else result[key] = patch[key]
  return result
}
