import type { Operator } from './field-types/operators.ts'
import { matches } from './matches.ts'
import type { Condition } from './read-query.ts'
import { isEmptyValue, type Values } from './values.ts'
import { OperandField } from './operand-field.ts'

/** What is so of an empty field too, as of every negation. */
const negations: ReadonlySet<Operator> = new Set<Operator>(['ne', 'nbetween'])

/**
 * Whether values meet a condition of a definition: as `matches`, with an operand that names a field standing
 * for what there is in it. Compared with nothing, no value is equal, less or more.
 *
 * @param values by field key, without those of fields that are not there
 */
export function meets(condition: Condition, values: Values): boolean {
  if (!('field' in condition)) {
    const { operator, conditions } = condition
    return operator === 'and'
      ? conditions.every((inner) => meets(inner, values))
      : conditions.some((inner) => meets(inner, values))
  }
  const { field, operator, operands } = condition
  if (!operands.some((operand) => operand instanceof OperandField))
    return matches(condition, values)
  const known = operands.map((operand) =>
    operand instanceof OperandField ? values[operand.field.key] : operand,
  )
  if (known.some(isEmptyValue)) return negations.has(operator)
  return matches({ field, operator, operands: known }, values)
}
