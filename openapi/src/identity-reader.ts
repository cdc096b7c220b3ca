import { characterCount, lineFault, plainText } from './field-types/text-rules.ts'
import { type Reason, reason } from './reasons/reason.ts'
import { trimMarks } from './text/trim-marks.ts'
import { normaliserOf } from './identities/normalise.ts'
import { type IdentitySettings, longestTyped, type Normalised } from './identities/normalised.ts'
import type { IdentityKey } from './identities/registry.ts'

/** Reads texts as identities of one type, under the settings of one field. */
export interface IdentityReader {
  /** Why a text is none; null for one that is. */
  fault(typed: string): Reason | null
  /** A text as it is kept, and the key under which spellings of it are equal; itself where it is none. */
  kept(typed: string): { key: string; value: string }
  /** That key; null for a text that is none. */
  key(typed: string): string | null
}

/** Values whose keys are remembered: those of a few hundred rows, until they are written. */
const mostRemembered = 2_000

/** @param length most characters of a value as it is kept */
export function identityReader(
  type: IdentityKey,
  settings: IdentitySettings,
  length: number,
): IdentityReader {
  const normaliseTyped = normaliserOf(type)
  let remembered = new Map<string, Normalised>()
  /** On its way a value is asked for its key several times, and a phone number's takes long to find. */
  const normalise = (value: string): Normalised => {
    if (value.length > longestTyped) return { fault: reason('identity_too_long', { most: length }) }
    if (remembered.size >= mostRemembered) remembered = new Map()
    let normalised = remembered.get(value)
    if (!normalised) {
      normalised = normaliseTyped(value, settings)
      remembered.set(value, normalised)
    }
    return normalised
  }
  return {
    fault(typed) {
      // Nearly every identity is a plain line, and that is told at once.
      const isPlain = plainText(typed, length) !== undefined
      const fault = isPlain ? null : lineFault(trimMarks(typed))
      if (fault) return fault
      const normalised = normalise(typed)
      if ('fault' in normalised) return normalised.fault
      return normalised.value.length > length && characterCount(normalised.value) > length
        ? reason('identity_too_long', { most: length })
        : null
    },
    kept(typed) {
      const normalised = normalise(typed)
      return 'key' in normalised ? normalised : { key: typed, value: typed }
    },
    key(typed) {
      const normalised = normalise(typed)
      return 'key' in normalised ? normalised.key : null
    },
  }
}
