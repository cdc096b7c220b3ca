import type { Field } from './field.ts'
import type { ComparingOperator } from './field-types/operators.ts'

/** The first and the last value that an operand stands for; the same one twice for most. */
export type Span = readonly [first: unknown, last: unknown]

export interface SpanCondition {
  field: Field
  operator: ComparingOperator
  operands: readonly unknown[]
}

interface SpanGroup {
  operator: 'and' | 'or'
  conditions: readonly SpanCondition[]
}

/**
 * A condition whose operands may stand for several values each, as one whose operands are values: "at
 * 00:59" is between its first and its last moment, "at most 23:30" ends with the last one of 23:30.
 */
export function conditionOfSpans(
  field: Field,
  operator: ComparingOperator,
  spans: readonly Span[],
): SpanCondition | SpanGroup {
  const plain = { field, operator, operands: spans.map(([first]) => first) }
  if (spans.every(([first, last]) => first === last)) return plain
  const first = spans[0]?.[0]
  const last = spans.at(-1)?.[1]
  const within = (operator: ComparingOperator, operands: Span): SpanCondition => ({
    field,
    operator,
    operands,
  })
  switch (operator) {
    case 'eq':
    case 'between':
      return within('between', [first, last])
    case 'ne':
    case 'nbetween':
      return within('nbetween', [first, last])
    case 'lte':
    case 'gt':
      return { field, operator, operands: [last] }
    case 'in':
      return { operator: 'or', conditions: spans.map((span) => within('between', span)) }
    case 'nin':
      return { operator: 'and', conditions: spans.map((span) => within('nbetween', span)) }
    default:
      return plain
  }
}
