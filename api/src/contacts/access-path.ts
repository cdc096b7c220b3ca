import {
  type ComparingOperator,
  type Condition,
  type Field,
  lockedReason,
  rulesOf,
} from '@cardfile/openapi'

/** What a list is narrowed and ordered by, as far as an index may serve it. */
interface Asked {
  condition: Condition | null
  q: string
  importId?: string | undefined
  order: readonly { field: Field }[]
  trashed: boolean
}

/** What an index of a field's values finds without looking at each contact. */
const served: ReadonlySet<ComparingOperator> = new Set([
  'eq',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'in',
  'startswith',
  'null',
] satisfies ComparingOperator[])

/** What the table of identities finds. */
const servedByKeys: ReadonlySet<ComparingOperator> = new Set([
  'eq',
  'in',
] satisfies ComparingOperator[])

/**
 * How a list finds its contacts. `narrowed`: an index leads to those that come into question. `ordered`:
 * the index of what it is sorted by is walked. `all`: each contact is looked at, in the order they are
 * stored.
 */
export type AccessPath = 'narrowed' | 'ordered' | 'all'

export function accessPath({ condition, q, importId, order, trashed }: Asked): AccessPath {
  if (q !== '' || importId !== undefined || trashed) return 'narrowed'
  if (condition !== null && isServed(condition)) return 'narrowed'
  // Walking the order's index until a page is full reads contacts from all over the file: where few
  // match, ten times as long as looking at all of them and sorting those.
  return condition === null && order[0]?.field.indexed ? 'ordered' : 'all'
}

/**
 * Whether it may have to look at every contact there is before it knows its first page: for a second
 * and more where there are a million. Nobody else shall wait for that.
 */
export function mayScan(asked: Asked): boolean {
  // The newest come first without looking any further.
  const isNewestFirst = asked.condition === null && asked.order.length === 0
  return accessPath(asked) === 'all' && !isNewestFirst
}

/**
 * Fields that lead to a list by an index as soon as they are marked fast; none where one leads to it
 * already, or none would.
 *
 * @param isLedTo whether something else leads to those that meet a condition: the index of substrings
 */
export function slowFields(
  asked: Asked,
  isLedTo: (condition: Condition) => boolean = () => false,
): Field[] {
  if (!mayScan(asked)) return []
  const { condition, order } = asked
  if (condition !== null && isLedTo(condition)) return []
  const named =
    condition === null
      ? order.slice(0, 1).map(({ field }) => field)
      : servedFields(condition, isLedTo)
  return [...new Set(named)].filter(
    (field) => !field.indexed && !rulesOf(field).many && lockedReason(field, 'indexed') === null,
  )
}

function servedFields(condition: Condition, isLedTo: (condition: Condition) => boolean): Field[] {
  if (!('field' in condition))
    return condition.conditions.flatMap((inner) => servedFields(inner, isLedTo))
  return served.has(condition.operator) && !isLedTo(condition) ? [condition.field] : []
}

function isServed(condition: Condition): boolean {
  if (!('field' in condition)) {
    const { operator, conditions } = condition
    if (operator === 'and') return conditions.some(isServed)
    return conditions.length > 0 && conditions.every(isServed)
  }
  const { field, operator } = condition
  if (field.kind === 'I') return servedByKeys.has(operator)
  return field.indexed && served.has(operator)
}
