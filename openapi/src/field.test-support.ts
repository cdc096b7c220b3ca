import type { Field } from './field.ts'

/** A custom field of text for tests, with whatever matters to them set otherwise. */
export function customField(key: string, more: Partial<Field> = {}): Field {
  return {
    id: 101,
    key,
    name: key,
    kind: 'C',
    type: 'text',
    helpText: null,
    defaultValue: null,
    visible: true,
    required: false,
    readOnly: false,
    indexed: false,
    position: 99,
    version: 1,
    ...more,
  }
}
