import {
  claimedFieldsOf,
  type Field,
  isEmptyValue,
  noValues,
  sameValue,
  type Values,
} from '@cardfile/openapi'
import type { Claim, Identity } from '../../contacts/identity-keys.ts'
import { ClaimMap, missingFrom } from './claim-map.ts'

export type { Claim }

/** A live contact as the database has it. */
export interface Present {
  /** Below 0 for one that a row of the same file made and that has no other number yet: that row's. */
  seq: number
  id: string
  version: number
  values: Values
  /** The identities it is found by, as they are stored. */
  claims: readonly Claim[]
}

type ChangeKind = 'create' | 'merge' | 'update' | 'replace'

/** One version a contact went through. */
export interface Step {
  kind: ChangeKind
  /** Null for what did not exist before. */
  before: Values | null
}

/** Where what is stored of a contact has been put down, as whoever did it has numbered the places. */
export interface KeptPlaces {
  values: number
  /** Of what substring search finds it by; null where that stays as it is. */
  text: number | null
}

/** What a chunk makes of one contact. */
export interface ContactWrite {
  readonly id: string
  /** Null for a contact that the chunk creates. */
  readonly seq: number | null
  /** The version before the chunk; 0 for none. Each step adds one. */
  readonly version: number
  readonly steps: readonly Step[]
  readonly values: Values
  /** All its identities after the chunk. */
  readonly claims: readonly Claim[]
  readonly gained: readonly Claim[]
  readonly dropped: readonly Claim[]
  /** The row of the file that made it, where that is known. */
  readonly row: number | null
  /** Null until it is put down. */
  readonly kept: KeptPlaces | null
}

/** Puts down what contacts have become, and reads their values again for a row that meets one of them. */
export interface Keeper {
  keep(contact: ContactWrite): KeptPlaces
  valuesOf(contact: ContactWrite): Values
}

const noSteps: readonly Step[] = []
const created: readonly Step[] = [{ kind: 'create', before: null }]
const noClaims: readonly Claim[] = []

/** A contact while rows are applied to it. */
export class DraftContact implements ContactWrite {
  readonly id: string
  readonly seq: number | null
  readonly version: number
  readonly claimsBefore: readonly Claim[]
  readonly row: number | null
  steps: readonly Step[] = noSteps
  claims: readonly Claim[] = noClaims
  kept: KeptPlaces | null = null
  readonly #keeper: Keeper | null
  /** Null while they are put down. */
  #values: Values | null

  constructor(
    { id, seq, version, values, claims }: Omit<Present, 'seq'> & Pick<ContactWrite, 'seq'>,
    row: number | null,
    keeper: Keeper | null,
  ) {
    this.id = id
    this.seq = seq
    this.version = version
    this.claimsBefore = claims
    this.row = row
    this.#values = values
    this.#keeper = keeper
  }

  get values(): Values {
    return (this.#values ??= this.#keeper?.valuesOf(this) ?? noValues())
  }

  set values(values: Values) {
    this.#values = values
    this.kept = null
  }

  get gained(): readonly Claim[] {
    return missingFrom(this.claimsBefore, this.claims)
  }

  get dropped(): readonly Claim[] {
    return missingFrom(this.claims, this.claimsBefore)
  }

  /** Puts down what rows made of it. */
  keep(): void {
    if (!this.#keeper || this.steps.length === 0) return
    this.kept ??= this.#keeper.keep(this)
    this.#values = null
  }
}

/**
 * The contacts that the rows of a chunk can touch, as they stand after each row. Who has an identity
 * is asked here and nowhere else, so that a row sees what the rows before it claimed and freed.
 */
export class FoldState {
  readonly #claimedFields: readonly Field[]
  readonly #owners = new ClaimMap<DraftContact>()
  readonly #drafts: DraftContact[] = []
  readonly #met = new Set<string>()

  readonly #keeper: Keeper | null

  constructor(
    fields: readonly Field[],
    present: readonly Present[] = [],
    keeper: Keeper | null = null,
  ) {
    this.#claimedFields = claimedFieldsOf(fields)
    this.#keeper = keeper
    this.meet(present)
  }

  /**
   * Contacts that rows to come can meet. Those met before stay as they have become since.
   *
   * @param present all that have an identity of any of these rows
   */
  meet(present: readonly Present[]): void {
    for (const contact of present) {
      const { id, seq, claims } = contact
      if (this.#met.has(id)) continue
      this.#met.add(id)
      this.#claim(this.#add(new DraftContact(contact, seq < 0 ? -seq : null, this.#keeper)), claims)
    }
  }

  /** Puts down what the rows so far have made of contacts, so that it need not wait for the others as it is. */
  keep(): void {
    for (const draft of this.#drafts) draft.keep()
  }

  owner(fieldId: number, key: string): DraftContact | null {
    return this.#owners.get(fieldId, key) ?? null
  }

  /**
   * @param identities those of the values
   * @param row the number of the row that makes it
   */
  create(id: string, values: Values, identities: readonly Identity[], row: number): DraftContact {
    const contact = { id, seq: null, version: 0, values, claims: noClaims }
    const draft = this.#add(new DraftContact(contact, row, this.#keeper))
    draft.steps = created
    this.#claim(draft, identities.map(claimOf))
    return draft
  }

  /** @param identities all that the values may have and the contact had not */
  change(
    draft: DraftContact,
    kind: ChangeKind,
    values: Values,
    identities: readonly Identity[],
  ): void {
    const before = draft.values
    draft.steps = [...draft.steps, { kind, before }]
    draft.values = values
    for (const { id, key } of this.#claimedFields) {
      if (before[key] === values[key] || sameValue(before[key], values[key])) continue
      this.#free(draft, id)
      if (!isEmptyValue(values[key]))
        this.#claim(draft, identities.filter(({ field }) => field.id === id).map(claimOf))
    }
  }

  /** What is different from what the database has, in the order contacts were first seen. */
  writes(): readonly ContactWrite[] {
    return this.#drafts.filter(({ steps }) => steps.length > 0)
  }

  #add(draft: DraftContact): DraftContact {
    this.#drafts.push(draft)
    return draft
  }

  #claim(draft: DraftContact, claims: readonly Claim[]): void {
    draft.claims = draft.claims.length === 0 ? claims : [...draft.claims, ...claims]
    for (const [fieldId, key] of claims) this.#owners.set(fieldId, key, draft)
  }

  #free(draft: DraftContact, fieldId: number): void {
    for (const [id, key] of draft.claims) if (id === fieldId) this.#owners.delete(id, key)
    draft.claims = draft.claims.filter(([id]) => id !== fieldId)
  }
}

function claimOf({ field, key }: Identity): Claim {
  return [field.id, key]
}
