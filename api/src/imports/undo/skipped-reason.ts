import type { Reader } from '../import/reader.ts'

/** Why a contact stays as it is, in words, and the field they tell of; null for none. */
export interface KeptReason {
  field: string | null
  text: string
}

const somethingHidden = 'its earlier values cannot come back, for a field that you may not see'

/** As it is stored: who reads it may not see every field it tells of. */
export function packReasons(reasons: readonly KeptReason[]): string {
  return JSON.stringify(reasons)
}

/** The reasons in one sentence, those of fields that the reader does not see without what they tell. */
export function toldReasons(stored: string, { sees, seesRest }: Reader): string {
  // Before reasons named their fields they were plain text, that tells of any.
  if (!stored.startsWith('[')) return seesRest({ actor: null }) ? stored : somethingHidden
  const reasons: KeptReason[] = JSON.parse(stored)
  const told = reasons.map(({ field, text }) =>
    field === null || sees(field) ? text : somethingHidden,
  )
  return [...new Set(told)].join('; ')
}
