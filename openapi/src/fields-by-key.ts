import { derivedOnce } from './derived.ts'
import type { Field } from './field.ts'

export const fieldsByKey = derivedOnce(
  (fields): ReadonlyMap<string, Field> => new Map(fields.map((field) => [field.key, field])),
)
