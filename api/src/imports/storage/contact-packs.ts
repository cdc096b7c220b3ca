import { type Field, rulesOf, sameValue, type Values } from '@cardfile/openapi'
import { lastIdentityField } from '../../contacts/sql.ts'
import { valuesOf, writeValues } from '../../contacts/contact.ts'
import { searchLines } from '../../contacts/search/text.ts'
import { bytesAt, PackedTexts } from '../../db/packed-texts.ts'
import type { ContactWrite, Keeper, KeptPlaces } from '../fold/fold-state.ts'
import type { Unseen } from './found-contacts.ts'

type Pack = Uint8Array<ArrayBuffer>

/** The packs of a chunk's contacts. */
export interface PackedContacts {
  /** Values of those that were there before, and of those that the chunk creates. */
  updated: readonly Pack[]
  created: readonly Pack[]
  /** What substring search finds them by. */
  texts: readonly Pack[]
}

/**
 * What is stored of a chunk's contacts, in packs of bytes: made once for all who need it, and as soon as the
 * rows that make them are done with. What waits for the other rows as objects is copied by the collector.
 */
export class ContactPacks implements Keeper {
  readonly #fields: readonly Field[]
  readonly #searched: boolean
  readonly #unseen = new Map<string, Record<string, unknown>>()
  readonly #updated = new PackedTexts()
  readonly #created = new PackedTexts()
  readonly #texts = new PackedTexts()

  /** @param searched whether their search texts are needed, too */
  constructor(fields: readonly Field[], { searched }: { searched: boolean }) {
    this.#fields = fields
    this.#searched = searched
  }

  /** Stored members that no live field reads, of contacts met. */
  get unseen(): Unseen {
    return this.#unseen
  }

  /** @param unseen of contacts that rows to come can meet */
  meet(unseen: Unseen): void {
    for (const [id, members] of unseen) this.#unseen.set(id, members)
  }

  keep(contact: ContactWrite): KeptPlaces {
    const packed = this.#valuesOf(contact)
    writeValues(packed.begin(), contact.values, this.#fields, this.#unseen.get(contact.id))
    const values = packed.end()
    // Making a contact's search text anew costs more than all else about it.
    const isSpelled =
      this.#searched && (contact.seq === null || isFoundOtherwise(contact, this.#fields))
    return { values, text: isSpelled ? this.#spell(contact) : null }
  }

  valuesOf(contact: ContactWrite): Values {
    const json = this.#valuesOf(contact).at(placesOf(contact).values)
    return valuesOf(parsed(json), this.#fields)
  }

  /** Once: nothing can be added any more. */
  take(): PackedContacts {
    return {
      updated: this.#updated.take(),
      created: this.#created.take(),
      texts: this.#texts.take(),
    }
  }

  #valuesOf({ seq }: ContactWrite): PackedTexts {
    return seq === null ? this.#created : this.#updated
  }

  #spell({ values, claims }: ContactWrite): number {
    const to = this.#texts.begin()
    const keys = claims.flatMap(([fieldId, key]) => (fieldId > lastIdentityField ? [] : [key]))
    for (const line of searchLines(values, keys, this.#fields)) {
      to.add('\n')
      to.add(line)
    }
    return this.#texts.end()
  }
}

const decoder = new TextDecoder()

function parsed(json: Uint8Array): Record<string, unknown> {
  return JSON.parse(decoder.decode(json))
}

/** Where what is stored of a contact that is written has been put down. */
export function placesOf({ kept }: Pick<ContactWrite, 'kept'>): KeptPlaces {
  if (!kept) throw new Error('a contact is put down before it is asked for')
  return kept
}

/** The values of a contact as they are stored, as JSON. */
export function packedValues(
  { updated, created }: Pick<PackedContacts, 'updated' | 'created'>,
  { seq, values }: Pick<ContactWrite, 'seq'> & Pick<KeptPlaces, 'values'>,
): Uint8Array {
  return bytesAt(seq === null ? created : updated, values)
}

/** Whether substring search must find a contact by other texts than before. */
function isFoundOtherwise(
  { steps: [first], values, gained, dropped }: ContactWrite,
  fields: readonly Field[],
): boolean {
  if (gained.length > 0 || dropped.length > 0) return true
  const before = first?.before ?? {}
  return fields.some(
    (field) => rulesOf(field).searchable && !sameValue(before[field.key], values[field.key]),
  )
}
