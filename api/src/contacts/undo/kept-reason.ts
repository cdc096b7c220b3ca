import { plainReason, type Reason, reason } from '@cardfile/openapi'

/** Why a contact stays as it is, and the field that tells of; null for none. */
export interface KeptReason extends Reason {
  field: string | null
}

const somethingHidden = reason('earlier_value_hidden')

/** Whoever reads it, perhaps with fewer rights than who undid. */
interface Reader {
  /** Whether they see a field. */
  sees(key: string): boolean
  /** Whether they see what is of no field, or of any. */
  seesRest(of: { actor: null }): boolean
}

/** As it is stored: who reads it may not see every field it tells of. */
export function packReasons(reasons: readonly KeptReason[]): string {
  return JSON.stringify(reasons)
}

/**
 * The reasons, those of fields that the reader does not see without what they tell.
 *
 * @param hidden what is told in their place
 */
export function toldReasons(
  stored: string,
  { sees, seesRest }: Reader,
  hidden: Reason = somethingHidden,
): Reason[] {
  // Before reasons named their fields they were plain text, that tells of any.
  if (!stored.startsWith('[')) return [seesRest({ actor: null }) ? plainReason(stored) : hidden]
  const told = new Map<string, Reason>()
  for (const { field, ...kept } of JSON.parse(stored) as (StoredReason & { text: string })[]) {
    const one = field === null || sees(field) ? { ...plainReason(kept.text), ...kept } : hidden
    told.set(one.text, one)
  }
  return [...told.values()]
}

/** Those of before reasons had codes are text alone. */
type StoredReason = Partial<KeptReason> & Pick<KeptReason, 'field'>
