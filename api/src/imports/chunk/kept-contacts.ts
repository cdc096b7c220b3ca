import { JsonBytes } from '@cardfile/openapi'
import type { StoredContact } from '../storage/found-contacts.ts'
import { ClaimMap } from '../fold/claim-map.ts'
import type { ReadRow } from '../fold/row.ts'
import { type PackedContacts, packedValues, placesOf } from '../storage/contact-packs.ts'
import type { Claim, ContactWrite } from '../fold/fold-state.ts'
import { provisionalNumber } from '../fold/numbering.ts'

/** The claims of one field: their keys as a JSON list, and the place of the contact that has each. */
interface KeptClaims {
  fieldId: number
  keys: Uint8Array
  owners: readonly number[]
}

export interface KeptSearch {
  /** Whether a contact is one of them. */
  has(id: string): boolean
  /** Those that have an identity of one of the rows. */
  meeting(rows: readonly Pick<ReadRow, 'identities'>[]): readonly StoredContact[]
}

/**
 * The contacts a chunk changes or creates, as they will be. Rows after it meet hardly any of them, but
 * all are there until it is written: as bytes, since a thousand objects that age are what a garbage
 * collector has most to do with.
 */
export class KeptContacts {
  readonly #ids: readonly string[]
  readonly #packed: Pick<PackedContacts, 'updated' | 'created'>
  /** Null for those it creates. */
  readonly #seqs: readonly (number | null)[]
  /** Of their values. */
  readonly #places: readonly number[]
  /** Theirs too, which are provisional. */
  readonly #numbers: readonly number[]
  readonly #versions: readonly number[]
  readonly #claims: readonly KeptClaims[]

  constructor(writes: readonly ContactWrite[], { updated, created }: PackedContacts) {
    // Statements take theirs with them to another thread.
    const copies = (packs: PackedContacts['updated']) => packs.map((pack) => pack.slice())
    this.#packed = { updated: copies(updated), created: copies(created) }
    this.#ids = writes.map(({ id }) => id)
    this.#seqs = writes.map(({ seq }) => seq)
    this.#places = writes.map((write) => placesOf(write).values)
    this.#numbers = writes.map(provisionalNumber)
    this.#versions = writes.map(({ version, steps }) => version + steps.length)
    this.#claims = keptClaims(writes)
  }

  /** What can be asked about them, once and again. */
  search(): KeptSearch {
    const known = this.#claims.map(({ fieldId, keys, owners }) => ({
      fieldId,
      keys: parsed(keys) as string[],
      owners,
    }))
    const owners = new ClaimMap<number>()
    for (const each of known)
      for (let at = 0; at < each.keys.length; at++)
        owners.set(each.fieldId, each.keys[at] as string, each.owners[at] as number)
    let ids: ReadonlySet<string> | undefined
    return {
      has: (id) => (ids ??= new Set(this.#ids)).has(id),
      meeting: (rows) => {
        const met = new Map<number, Claim[]>()
        for (const { identities } of rows)
          for (const { field, key } of identities) {
            const owner = owners.get(field.id, key)
            if (owner !== undefined) met.set(owner, [])
          }
        if (met.size > 0)
          for (const each of known)
            for (let at = 0; at < each.keys.length; at++)
              met.get(each.owners[at] as number)?.push([each.fieldId, each.keys[at] as string])
        return Array.from(met, ([index, claims]) => this.#contact(index, claims))
      },
    }
  }

  #contact(index: number, claims: readonly Claim[]): StoredContact {
    const seq = this.#seqs[index] ?? null
    const values = this.#places[index] as number
    return {
      id: this.#ids[index] as string,
      seq: this.#numbers[index] as number,
      version: this.#versions[index] as number,
      data: parsed(packedValues(this.#packed, { seq, values })) as StoredContact['data'],
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
