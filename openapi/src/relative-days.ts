import { isRelative, type RelativeOperator } from './field-types/operators.ts'
import { dayAfter, dayIn, monthOf, weekOf, yearOf } from './locale/days.ts'
import type { Filter } from './query.ts'

/** A hundred years. */
export const mostDays = 36_500

/** When and where it is that a filter says "today". */
export interface Today {
  /** Milliseconds since 1970. */
  now: number
  /** IANA name. */
  timeZone: string
}

const spans: Record<RelativeOperator, (today: string, count: number) => [string, string]> = {
  withinlast: (today, count) => [dayAfter(today, -count), today],
  withinnext: (today, count) => [today, dayAfter(today, count)],
  thisweek: weekOf,
  thismonth: monthOf,
  thisyear: yearOf,
}

/**
 * The first and the last day that an operator relative to today stands for, today among them.
 *
 * @param count days that it goes back or ahead, where the operator takes them
 * @returns `YYYY-MM-DD`, both included
 */
export function relativeDays(
  operator: RelativeOperator,
  count: number,
  { now, timeZone }: Today,
): [first: string, last: string] {
  return spans[operator](dayIn(now, timeZone), count)
}

/** True for a filter that finds others tomorrow, though no contact is changed. */
export function dependsOnToday(filter: Filter): boolean {
  return 'field' in filter ? isRelative(filter.operator) : filter.value.some(dependsOnToday)
}
