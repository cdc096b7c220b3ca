import {
  claimedFieldsOf,
  type Field,
  isEmptyValue,
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

/** What a chunk makes of one contact. */
export interface ContactWrite {
  id: string
  /** Null for a contact that the chunk creates. */
  seq: number | null
  /** The version before the chunk; 0 for none. Each step adds one. */
  version: number
  steps: readonly Step[]
  values: Values
  /** All its identities after the chunk. */
  claims: readonly Claim[]
  gained: readonly Claim[]
  dropped: readonly Claim[]
  /** The row of the file that made it, where that is known. */
  row: number | null
}

const noSteps: readonly Step[] = []
const created: readonly Step[] = [{ kind: 'create', before: null }]
const noClaims: readonly Claim[] = []

/** A contact while rows are applied to it. */
export interface DraftContact {
  readonly id: string
  readonly seq: number | null
  readonly version: number
  values: Values
  steps: readonly Step[]
  readonly claimsBefore: readonly Claim[]
  claims: readonly Claim[]
  /** The row of the file that made it, where that is known. */
  readonly row: number | null
}

/**
 * The contacts that the rows of a chunk can touch, as they stand after each row. Who has an identity
 * is asked here and nowhere else, so that a row sees what the rows before it claimed and freed.
 */
export class FoldState {
  readonly #claimedFields: readonly Field[]
  readonly #owners = new ClaimMap<DraftContact>()
  readonly #drafts: DraftContact[] = []

  constructor(fields: readonly Field[], present: readonly Present[]) {
    this.#claimedFields = claimedFieldsOf(fields)
    for (const { id, seq, version, values, claims } of present) {
      const row = seq < 0 ? -seq : null
      this.#claim(this.#add({ id, seq, version, values, claimsBefore: claims, row }), claims)
    }
  }

  owner(fieldId: number, key: string): DraftContact | null {
    return this.#owners.get(fieldId, key) ?? null
  }

  /**
   * @param identities those of the values
   * @param row the number of the row that makes it
   */
  create(id: string, values: Values, identities: readonly Identity[], row: number): DraftContact {
    const draft = this.#add({ id, seq: null, version: 0, values, claimsBefore: noClaims, row })
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
  writes(): ContactWrite[] {
    return this.#drafts
      .filter(({ steps }) => steps.length > 0)
      .map(({ id, seq, version, steps, values, claims, claimsBefore, row }) => ({
        id,
        seq,
        version,
        steps,
        values,
        claims,
        gained: missingFrom(claimsBefore, claims),
        dropped: missingFrom(claims, claimsBefore),
        row,
      }))
  }

  #add({
    id,
    seq,
    version,
    values,
    claimsBefore,
    row,
  }: Omit<DraftContact, 'steps' | 'claims'>): DraftContact {
    const draft: DraftContact = {
      id,
      seq,
      version,
      values,
      steps: noSteps,
      claimsBefore,
      claims: noClaims,
      row,
    }
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
