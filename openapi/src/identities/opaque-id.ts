import { reason } from '../reasons/reason.ts'
import { trimMarks } from '../text/trim-marks.ts'
import { isSpoiltNumber } from './spoilt-number.ts'
import type { Normalised } from './normalised.ts'

/** Ids other systems mint: their case may carry meaning. */
export function normaliseOpaqueId(typed: string): Normalised {
  const key = trimMarks(typed).normalize('NFC')
  if (key === '') return { fault: reason('empty_identity') }
  return isSpoiltNumber(key.normalize('NFKC'))
    ? { fault: reason('spoilt_number') }
    : { value: key, key }
}
