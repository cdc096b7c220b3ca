/**
 * The closed set of filter operators, under the names Refine's `CrudOperators` give them on the wire.
 * `operand` says what value goes with one:
 * `one`, `two`, `many` are values of the field's own type, `part` is a piece of text, `days` a number of days,
 * `none` is nothing.
 */
export const operators = {
  eq: { label: 'is', operand: 'one' },
  ne: { label: 'is not', operand: 'one' },
  lt: { label: 'less than', operand: 'one' },
  lte: { label: 'at most', operand: 'one' },
  gt: { label: 'more than', operand: 'one' },
  gte: { label: 'at least', operand: 'one' },
  between: { label: 'between', operand: 'two' },
  nbetween: { label: 'not between', operand: 'two' },
  in: { label: 'is any of', operand: 'many' },
  nin: { label: 'is none of', operand: 'many' },
  ina: { label: 'has all of', operand: 'many' },
  nina: { label: 'lacks one of', operand: 'many' },
  contains: { label: 'contains', operand: 'part' },
  ncontains: { label: 'does not contain', operand: 'part' },
  startswith: { label: 'starts with', operand: 'part' },
  nstartswith: { label: 'does not start with', operand: 'part' },
  endswith: { label: 'ends with', operand: 'part' },
  nendswith: { label: 'does not end with', operand: 'part' },
  withinlast: { label: 'is within the last', operand: 'days' },
  withinnext: { label: 'is within the next', operand: 'days' },
  thisweek: { label: 'is in this week', operand: 'none' },
  thismonth: { label: 'is in this month', operand: 'none' },
  thisyear: { label: 'is in this year', operand: 'none' },
  null: { label: 'is empty', operand: 'none' },
  nnull: { label: 'is not empty', operand: 'none' },
} as const satisfies Record<string, { label: string; operand: Operand }>

type Operand = 'one' | 'two' | 'many' | 'part' | 'days' | 'none'
export type Operator = keyof typeof operators

export const operatorNames = Object.keys(operators) as [Operator, ...Operator[]]

/** Those that stand for days counted from today, and so for other ones tomorrow. */
export const relativeOperators = [
  'withinlast',
  'withinnext',
  'thisweek',
  'thismonth',
  'thisyear',
] as const satisfies readonly Operator[]

export type RelativeOperator = (typeof relativeOperators)[number]

export function isRelative(operator: Operator): operator is RelativeOperator {
  return relativeOperators.some((one) => one === operator)
}

/** Those that compare a value with operands, whatever day it is. */
export type ComparingOperator = Exclude<Operator, RelativeOperator>

export const textOperators = [
  'contains',
  'ncontains',
  'eq',
  'ne',
  'in',
  'nin',
  'startswith',
  'nstartswith',
  'endswith',
  'nendswith',
  'null',
  'nnull',
] as const satisfies readonly Operator[]

export const rangeOperators = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'nbetween',
  'in',
  'nin',
  'null',
  'nnull',
] as const satisfies readonly Operator[]

export const timeOperators = [
  ...rangeOperators.slice(0, -2),
  ...relativeOperators,
  'null',
  'nnull',
] as const satisfies readonly Operator[]

export const choiceOperators = [
  'eq',
  'ne',
  'in',
  'nin',
  'null',
  'nnull',
] as const satisfies readonly Operator[]

export const listOperators = [
  'in',
  'nin',
  'ina',
  'nina',
  'null',
  'nnull',
] as const satisfies readonly Operator[]
