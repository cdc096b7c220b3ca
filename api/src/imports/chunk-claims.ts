import type { ReadRow } from './file-rows.ts'
import { type Claim, nameOf, type Present } from './world.ts'

// The two forms in which claims travel to the database: see `eachClaim` in chunk-sql.ts.

/** What `eachClaim` reads, or null for no claims. Of two with one key the later one counts. */
export function claimsJson<W>(
  writes: readonly W[],
  claimsOf: (write: W) => readonly Claim[],
  numberOf: (write: W, claim: Claim) => number | null,
): string | null {
  const byField: Record<number, Record<string, number | null>> = {}
  for (const write of writes)
    for (const claim of claimsOf(write)) {
      const [fieldId, key] = claim
      // A key may be `__proto__`, which is no handle that anybody else should inherit from.
      byField[fieldId] ??= Object.create(null) as Record<string, number | null>
      byField[fieldId][key] = numberOf(write, claim)
    }
  const json = JSON.stringify(byField)
  return json === '{}' ? null : json
}

/** Every identity of the rows, once or more: `{"<field id>": [key, …]}`. */
export function pairsOf(rows: readonly ReadRow[]): string {
  const byField: Record<number, string[]> = {}
  for (const { identities } of rows)
    for (const { field, key } of identities) (byField[field.id] ??= []).push(key)
  return JSON.stringify(byField)
}

/**
 * Whose each identity of the rows was found to be. Most are nobody's, and a list of them costs less
 * than an object that says so of each.
 */
export function ownersSeen(
  rows: readonly ReadRow[],
  present: readonly Present[],
): { free: string; owners: string } {
  const owners = new Map<string, number>()
  for (const { seq, claims } of present)
    for (const [fieldId, key] of claims) owners.set(nameOf(fieldId, key), seq)
  const free: Record<number, string[]> = {}
  const owned: { claim: Claim; seq: number }[] = []
  for (const { identities } of rows)
    for (const { field, key } of identities) {
      const seq = owners.get(nameOf(field.id, key))
      if (seq === undefined) (free[field.id] ??= []).push(key)
      else owned.push({ claim: [field.id, key], seq })
    }
  return {
    free: JSON.stringify(free),
    owners:
      claimsJson(
        owned,
        ({ claim }) => [claim],
        ({ seq }) => seq,
      ) ?? '{}',
  }
}
