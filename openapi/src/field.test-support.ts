import { type Field, plainDefinition } from './field.ts'

/** A custom field of text for tests, with whatever matters to them set otherwise. */
export function customField(key: string, more: Partial<Field> = {}): Field {
  return {
    id: 101,
    key,
    name: key,
    kind: 'C',
    type: 'text',
    ...plainDefinition,
    position: 99,
    version: 1,
    ...more,
  }
}
