import { reasonWords } from '../../../locales/reason-words.ts'
import type { Schemas } from '../../../api/types.ts'

type Failure = Schemas['ImportFailure']

/** Rows that failed for the same reason in the same column. */
export interface FailureGroup {
  /** Tells it from the others. */
  key: string
  /** The column's place; null where it is no single cell's fault. */
  index: number | null
  column: string | null
  field: string | null
  /** In words, without the value that one of the rows has. */
  reason: string
  /** Whether rows have it in other words, which name their own values. */
  varies: boolean
  /** How many rows there are; a row may have several failures of a kind. */
  rows: number
  failures: readonly Failure[]
  /** What the cells have, each once. */
  values: string[]
}

/** Failures by column and the rule that is broken, the most frequent first. */
export function failureGroups(failures: readonly Failure[]): FailureGroup[] {
  const groups = Map.groupBy(failures, ({ index, field, reason, code }) =>
    JSON.stringify([
      index,
      field,
      code === undefined || code === 'other' ? withoutValue(reason) : code,
    ]),
  )
  return [...groups]
    .flatMap(([key, group]): FailureGroup[] => {
      const [first] = group
      if (!first) return []
      const { index, column, field } = first
      const reasons = new Set(group.map(({ reason }) => withoutValue(reason)))
      return [
        {
          key,
          index,
          column,
          field,
          reason: shownReason(first),
          varies: reasons.size > 1,
          rows: new Set(group.map(({ row }) => row)).size,
          failures: group,
          values: [...new Set(group.flatMap(({ value }) => value ?? []))],
        },
      ]
    })
    .toSorted((one, other) => other.rows - one.rows)
}

function shownReason(failure: Failure): string {
  return failure.code === undefined
    ? withoutValue(failure.reason)
    : reasonWords({ ...failure, text: failure.reason }, false)
}

/** A reason may begin with the value it is about. */
function withoutValue(reason: string): string {
  return reason.replace(/^“[^”]*” /, '')
}
