import { JsonBytes } from '@cardfile/openapi'
import type { StoredContact } from '../storage/found-contacts.ts'
import type { ClaimMap } from '../fold/claim-map.ts'
import { type PackedContacts, packedValues } from '../storage/packed-contacts.ts'
import type { Claim, ContactWrite } from '../fold/fold-state.ts'
import { provisionalNumber } from '../fold/numbering.ts'

/** The claims of one field: their keys as a JSON list, and the place of the contact that has each. */
interface KeptClaims {
  fieldId: number
  keys: Uint8Array
  owners: readonly number[]
}

/**
 * The contacts a chunk changes or creates, as they will be. Rows after it meet hardly any of them, but
 * all are there until it is written: as bytes, since a thousand objects that age are what a garbage
 * collector has most to do with.
 */
export class KeptContacts {
  readonly ids: readonly string[]
  readonly #packed: PackedContacts
  /** Null for those it creates. */
  readonly #seqs: readonly (number | null)[]
  /** Theirs too, which are provisional. */
  readonly #numbers: readonly number[]
  readonly #versions: readonly number[]
  readonly #claims: readonly KeptClaims[]

  constructor(writes: readonly ContactWrite[], { updated, created, places }: PackedContacts) {
    // Statements take theirs with them to another thread.
    const copies = (packs: PackedContacts['updated']) => packs.map((pack) => pack.slice())
    this.#packed = { updated: copies(updated), created: copies(created), places }
    this.ids = writes.map(({ id }) => id)
    this.#seqs = writes.map(({ seq }) => seq)
    this.#numbers = writes.map(provisionalNumber)
    this.#versions = writes.map(({ version, steps }) => version + steps.length)
    this.#claims = keptClaims(writes)
  }

  /** Those that have one of the claims. */
  meeting(wanted: ClaimMap<true>): readonly StoredContact[] {
    const known = this.#claims.map(({ fieldId, keys, owners }) => ({
      fieldId,
      keys: parsed(keys) as string[],
      owners,
    }))
    const met = new Map<number, Claim[]>()
    for (const { fieldId, keys, owners } of known)
      for (let at = 0; at < keys.length; at++)
        if (wanted.get(fieldId, keys[at] as string)) met.set(owners[at] as number, [])
    if (met.size > 0)
      for (const { fieldId, keys, owners } of known)
        for (let at = 0; at < keys.length; at++)
          met.get(owners[at] as number)?.push([fieldId, keys[at] as string])
    return [...met].map(([index, claims]) => this.#contact(index, claims))
  }

  #contact(index: number, claims: readonly Claim[]): StoredContact {
    const known = this.#seqs[index] ?? null
    return {
      id: this.ids[index] as string,
      seq: this.#numbers[index] as number,
      version: this.#versions[index] as number,
      data: parsed(packedValues(this.#packed, index, known)) as StoredContact['data'],
      claims,
    }
  }
}

function keptClaims(writes: readonly ContactWrite[]): KeptClaims[] {
  const byField = new Map<number, { keys: JsonBytes; owners: number[] }>()
  for (let index = 0; index < writes.length; index++)
    for (const [fieldId, key] of writes[index]?.claims ?? []) {
      let known = byField.get(fieldId)
      if (!known) {
        known = { keys: new JsonBytes('list'), owners: [] }
        byField.set(fieldId, known)
      }
      known.keys.next().addJson(key)
      known.owners.push(index)
    }
  return Array.from(byField, ([fieldId, { keys, owners }]) => ({
    fieldId,
    keys: keys.take(),
    owners,
  }))
}

const decoder = new TextDecoder()

function parsed(json: Uint8Array): unknown {
  return JSON.parse(decoder.decode(json))
}
