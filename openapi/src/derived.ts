import type { Field } from './field.ts'

/** What follows from definitions alone, made once for each list of them and kept as long as the list. */
export function derivedOnce<T extends object>(
  derive: (fields: readonly Field[]) => T,
): (fields: readonly Field[]) => T {
  const known = new WeakMap<readonly Field[], T>()
  return (fields) => {
    let derived = known.get(fields)
    if (!derived) {
      derived = derive(fields)
      known.set(fields, derived)
    }
    return derived
  }
}
