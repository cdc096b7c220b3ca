import type { Claim } from './fold-state.ts'

/**
 * What is known of claims. A map in a map: one key for both halves would have to be put together for
 * each of the many times that a chunk looks one up.
 */
export class ClaimMap<T> {
  readonly #byField = new Map<number, Map<string, T>>()

  get(fieldId: number, key: string): T | undefined {
    return this.#byField.get(fieldId)?.get(key)
  }

  set(fieldId: number, key: string, value: T): void {
    const known = this.#byField.get(fieldId)
    if (known) known.set(key, value)
    else this.#byField.set(fieldId, new Map([[key, value]]))
  }

  delete(fieldId: number, key: string): void {
    this.#byField.get(fieldId)?.delete(key)
  }
}

/** The claims of a list that another lacks. */
export function missingFrom(claims: readonly Claim[], wanted: readonly Claim[]): readonly Claim[] {
  if (claims === wanted || wanted.length === 0) return []
  if (claims.length === 0) return wanted
  const known = new ClaimMap<true>()
  for (const [fieldId, key] of claims) known.set(fieldId, key, true)
  return wanted.filter(([fieldId, key]) => known.get(fieldId, key) === undefined)
}
