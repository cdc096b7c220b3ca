import type { Field } from './field.ts'

/** An operand as it travels that stands for what the contact has in another field. */
export interface SentOperandField {
  field: string
}

/** The same of a condition that was read. */
export class OperandField {
  readonly field: Field

  constructor(field: Field) {
    this.field = field
  }
}

/** Whether an operand names a field, by its key or as it is kept, by its id. */
export function namesField(operand: unknown): operand is { field: unknown } {
  return (
    typeof operand === 'object' &&
    operand !== null &&
    !Array.isArray(operand) &&
    Object.keys(operand).join() === 'field'
  )
}

/** Operands with each that names a field made something else. */
export function mapOperandFields(
  value: unknown,
  make: (operand: { field: unknown }) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map((one) => mapOperandFields(one, make))
  return namesField(value) ? make(value) : value
}

/** The fields that operands name, as they name them. */
export function operandFieldsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(operandFieldsIn)
  return namesField(value) ? [value.field] : []
}
