import { hasIdentity, missingIdentityReason, reason } from '@cardfile/openapi'
import { forEachYielding } from '../concurrency/yield-to-event-loop.ts'
import { unpackValues } from '../contacts/contact.ts'
import { type Claim, type Holder, identitiesOf } from '../contacts/identity-keys.ts'
import { searchTextOf } from '../contacts/search/text.ts'
import { packReasons } from '../contacts/undo/kept-reason.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { nothing, type Outcome } from './changes.ts'
import type { Met } from './page.ts'

/** A contact of the trash with what it had that no two may have. */
interface Trashed {
  seq: number
  name: string
  wanted: readonly Claim[]
  /** What substring search finds it by. */
  text: string
}

/** Contacts of the trash, those apart that have no identity, as far as there are identities now. */
export interface TrashedPage {
  contacts: readonly Trashed[]
  bare: readonly number[]
}

export async function readTrashed(
  met: readonly Met[],
  { everyField: fields }: FieldSnapshot,
): Promise<TrashedPage> {
  const contacts: Trashed[] = []
  const bare: number[] = []
  await forEachYielding(met, ({ seq, name, data }) => {
    const values = unpackValues(data, fields)
    if (!hasIdentity(fields, values)) {
      bare.push(seq)
      return
    }
    const claims = identitiesOf(values, fields).map(({ field, key }): Claim => [field.id, key])
    // Two values may have come to be one by a later rule.
    const wanted = [...new Map(claims.map((claim) => [String(claim), claim])).values()]
    contacts.push({ seq, name, wanted, text: searchTextOf(values, fields) })
  })
  return { contacts, bare }
}

/**
 * Those come back of whose identities nobody has one, in their order: what one that comes back had is taken for
 * those behind it, and what one had that stays in the trash is not.
 */
export function restoreAll(
  { contacts, bare }: TrashedPage,
  holders: readonly Holder[],
  { everyField: fields }: FieldSnapshot,
  samples: number,
): Outcome {
  const missing = packReasons([{ field: null, ...missingIdentityReason(fields) }])
  const keyOf = new Map(fields.map(({ id, key }) => [id, key]))
  const taken = new Map(holders.map(({ claim, name }) => [String(claim), name]))
  const outcome = nothing()
  outcome.failed.push(...bare.map((seq): [number, string] => [seq, missing]))
  for (const { seq, name, wanted, text } of contacts) {
    const inTheWay = wanted.find((claim) => taken.has(String(claim)))
    if (inTheWay) {
      const [field, value] = inTheWay
      const told = reason('identity_taken', { value, name: taken.get(String(inTheWay)) ?? '' })
      outcome.failed.push([seq, packReasons([{ field: keyOf.get(field) ?? null, ...told }])])
      continue
    }
    for (const claim of wanted) taken.set(String(claim), name)
    outcome.changed.push([seq, '{}'])
    outcome.gained.push(...wanted.map((claim): [...Claim, number] => [...claim, seq]))
    outcome.respelled.push([seq, text])
    if (outcome.samples.length < samples) outcome.samples.push([seq, []])
  }
  return outcome
}
