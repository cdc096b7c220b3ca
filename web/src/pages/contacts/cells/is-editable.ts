import { type Field, isComputed } from '@cardfile/openapi'

/** Whether the value that a contact has there may be changed by who looks, as far as the definition says. */
export function isEditable(field: Field): boolean {
  return !isComputed(field) && !field.readOnly && field.editable !== false && !field.masked
}
