import { type Field, foldText, rulesOf } from '@cardfile/openapi'
import type { Schemas } from '../../../api/types.ts'
import type { ColumnOptions } from '../draft/draft.ts'

/** Rows that failed for the same reason in the same column. */
export interface FailureGroup {
  /** The column's place; null where it is no single cell's fault. */
  index: number | null
  column: string | null
  field: string | null
  /** In words, without the value that one of the rows has. */
  reason: string
  rows: number
  /** What the cells have, each once. */
  values: string[]
}

/** Failures by column and reason, the most frequent first. */
export function failureGroups(failures: readonly Schemas['ImportFailure'][]): FailureGroup[] {
  const groups = Map.groupBy(failures, ({ index, field, reason }) =>
    JSON.stringify([index, field, withoutValue(reason)]),
  )
  return [...groups.values()]
    .flatMap((group): FailureGroup[] => {
      const [first] = group
      if (!first) return []
      const { index, column, field, reason } = first
      return [
        {
          index,
          column,
          field,
          reason: withoutValue(reason),
          rows: new Set(group.map(({ row }) => row)).size,
          values: [...new Set(group.flatMap(({ value }) => value ?? []))],
        },
      ]
    })
    .toSorted((one, other) => other.rows - one.rows)
}

/** A reason may begin with the value it is about. */
function withoutValue(reason: string): string {
  return reason.replace(/^“[^”]*” /, '')
}

/** The texts that a choice would need as options, so that a group's rows are taken; none for other fields. */
export function missingOptions(
  { values }: Pick<FailureGroup, 'values'>,
  field: Field | undefined,
  { separator = ';' }: ColumnOptions = {},
): string[] {
  const control = field && rulesOf(field).control
  if (control?.kind !== 'choice' && control?.kind !== 'choices') return []
  const seen = new Set(control.options.map(({ text }) => foldText(text)))
  const texts = values.flatMap((value) =>
    control.kind === 'choices' ? value.split(separator) : [value],
  )
  return texts
    .map((text) => text.trim())
    .filter((text) => {
      const folded = foldText(text)
      if (text === '' || seen.has(folded)) return false
      seen.add(folded)
      return true
    })
}
