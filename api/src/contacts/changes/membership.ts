import {
  type ChangeType,
  type Condition,
  dependsOnToday,
  type Filter,
  fieldsOfCondition,
  matches,
  type Membership,
  reason,
  updatedKey,
  type Values,
} from '@cardfile/openapi'
import { invalid } from '../../errors/problem-error.ts'

/** What a change tells by: the contact before and after it, each as far as it was there. */
export interface Moved {
  type: ChangeType
  before: Values
  after: Values
  /** ISO 8601 in UTC. */
  createdAt: string
}

const begins: ReadonlySet<ChangeType> = new Set(['created', 'restored', 'unmerged'])
const ends: ReadonlySet<ChangeType> = new Set(['deleted', 'merged'])

/**
 * Whether a change had a contact join those that meet a condition, leave them or stay among them; null where
 * it was none of them before and after. It is worked out from the change alone, so there is no list of members
 * to go wrong. Of an erased one nothing is known any more: it is told to whoever may hold it.
 *
 * @param condition null for one that everybody meets
 */
export function membershipOf(condition: Condition | null, moved: Moved): Membership | null {
  const { type, before, after, createdAt } = moved
  if (type === 'erased') return 'left'
  const meets = (values: Values) =>
    condition === null || matches(condition, { ...values, created_at: createdAt })
  const was = !begins.has(type) && meets(before)
  const is = !ends.has(type) && meets(after)
  if (was && is) return 'stayed'
  return was ? 'left' : is ? 'joined' : null
}

/**
 * @throws ProblemError `invalid` for what is not told by changes: a search, what is relative to today, and when a contact was
 *   changed
 */
export function refuseUnfollowed({
  condition,
  filter,
  q,
}: {
  condition: Condition | null
  filter: Filter | null
  q: string | null
}) {
  if (q !== null) throw invalid({ view: [reason('search_not_followed')] })
  if (filter && dependsOnToday(filter)) throw invalid({ view: [reason('today_not_followed')] })
  if (condition && fieldsOfCondition(condition).some(({ key }) => key === updatedKey))
    throw invalid({ view: [reason('time_not_followed')] })
}
