import { JsonBytes, TextBytes } from '@cardfile/openapi'
import { ClaimMap } from '../fold/claim-map.ts'
import type { ReadRow } from '../fold/row.ts'
import type { Numbering } from '../fold/numbering.ts'
import type { Claim, Present } from '../fold/fold-state.ts'

// The two forms in which claims travel to the database: see `eachClaim` in sql.ts.

/** What `eachClaim` reads, made a claim at a time. Of two with one key the later one counts. */
export class ClaimsJson {
  readonly #byField = new Map<number, { keys: string[]; numbers: (number | null)[] }>()

  /** @param number who has the claim; null for nobody */
  add([fieldId, key]: Claim, number: number | null): void {
    let known = this.#byField.get(fieldId)
    if (!known) {
      known = { keys: [], numbers: [] }
      this.#byField.set(fieldId, known)
    }
    known.keys.push(key)
    known.numbers.push(number)
  }

  get isEmpty(): boolean {
    return this.#byField.size === 0
  }

  /** In bytes, as statements take it. */
  take(): Uint8Array {
    const json = new TextBytes()
    let open = '{'
    for (const [fieldId, { keys, numbers }] of this.#byField) {
      json.add(`${open}"${fieldId}":{`)
      for (let at = 0; at < keys.length; at++) {
        if (at > 0) json.add(',')
        json.addJson(keys[at] as string)
        json.add(':')
        json.add(String(numbers[at]))
      }
      open = '},'
    }
    json.add(this.isEmpty ? '{}' : '}}')
    return json.take()
  }
}

/** Every identity of the rows, once or more: `{"<field id>": [key, …]}`. */
export function pairsOf(rows: readonly ReadRow[]): string {
  const byField: Record<number, string[]> = {}
  for (const { identities } of rows)
    for (const { field, key } of identities) (byField[field.id] ??= []).push(key)
  return JSON.stringify(byField)
}

/** Whose each identity of the rows was found to be, as far as it is known before all contacts have numbers. */
export interface Seen {
  /** Those that are nobody's, most of them, as JSON: a list costs less than an object that says so of each. */
  free: Uint8Array
  owned: readonly { claim: Claim; seq: number }[]
}

export class ClaimsSeen {
  readonly #free = new Map<number, JsonBytes>()
  readonly #owned: { claim: Claim; seq: number }[] = []

  /** @param present all contacts that have an identity of these rows */
  add(rows: readonly ReadRow[], present: readonly Present[]): void {
    const owners = new ClaimMap<number>()
    for (const contact of present)
      for (const [fieldId, key] of contact.claims) owners.set(fieldId, key, contact.seq)
    for (const { identities } of rows)
      for (const { field, key } of identities) {
        const seq = owners.get(field.id, key)
        if (seq !== undefined) this.#owned.push({ claim: [field.id, key], seq })
        else this.#freeOf(field.id).next().addJson(key)
      }
  }

  #freeOf(fieldId: number): JsonBytes {
    let free = this.#free.get(fieldId)
    if (!free) {
      free = new JsonBytes('list')
      this.#free.set(fieldId, free)
    }
    return free
  }

  /** Once: nothing can be added any more. */
  take(): Seen {
    const json = new JsonBytes('object')
    for (const [fieldId, free] of this.#free) {
      const to = json.next()
      to.add(`"${fieldId}":`)
      to.addBytes(free.take())
    }
    return { free: json.take(), owned: this.#owned }
  }
}

/** `{"<field id>": {"<key>": number}}` of those that are somebody's. */
export function ownersJson(owned: Seen['owned'], numberOf: Numbering): Uint8Array {
  const claims = new ClaimsJson()
  for (const { claim, seq } of owned) claims.add(claim, numberOf(seq))
  return claims.take()
}
