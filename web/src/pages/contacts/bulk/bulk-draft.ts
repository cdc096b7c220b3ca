import {
  type BulkEdit,
  type BulkOperation,
  bulkOperationsOf,
  type Field,
  isEmptyValue,
  isFixed,
  Unread,
} from '@cardfile/openapi'

/** One line of what is to be done, as it is being put together. */
export interface EditLine {
  /** Tells lines apart while they are drawn. */
  id: number
  /** Key of the field; null while none is chosen. */
  field: string | null
  operation: BulkOperation
  value: unknown
}

let serial = 0

export function newLine(): EditLine {
  return { id: ++serial, field: null, operation: 'set', value: null }
}

/** Fields of which something can be done to many contacts, by whoever may. */
export function changeableFields(fields: readonly Field[]): Field[] {
  return fields.filter(
    (field) => field.visible && !isFixed(field) && bulkOperationsOf(field).length > 0,
  )
}

/** Whether a line says all that it needs. */
export function isWhole({ field, operation, value }: EditLine): boolean {
  if (field === null || value instanceof Unread) return false
  return operation === 'clear' || !isEmptyValue(value)
}

/** Lines as they travel; those that say nothing yet are left out. */
export function editsOf(lines: readonly EditLine[]): BulkEdit[] {
  return lines.filter(isWhole).map(({ field, operation, value }): BulkEdit => {
    const key = String(field)
    if (operation === 'clear') return { clear: [key] }
    if (operation === 'set') return { set: { [key]: value } }
    return operation === 'add' ? { add: { [key]: value } } : { remove: { [key]: value } }
  })
}

/**
 * What was told of a line: reasons count the edits that were sent, of which lines that say nothing are none.
 *
 * @param errors by path, as `do.0.set.city`
 */
export function reasonsOfLine(
  lines: readonly EditLine[],
  at: number,
  errors: Readonly<Record<string, readonly string[]>>,
): string[] {
  const line = lines[at]
  if (!line || !isWhole(line)) return []
  const edit = lines.slice(0, at).filter(isWhole).length
  return Object.entries(errors).flatMap(([path, reasons]) =>
    path.startsWith(`do.${edit}.`) ? reasons : [],
  )
}
