import { type Field, isFixed, isUnited, mergeValues, sameValue } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import type { MergeChoices } from '../../providers/merges.ts'

/** What becomes of a field by itself: one of the values is chosen, all are kept, or the survivor's stays. */
type CompareRule = 'chosen' | 'united' | 'fixed'

export interface CompareRow {
  field: Field
  rule: CompareRule
  /** Whether not all of the contacts have the same in it. */
  differs: boolean
  result: unknown
  /** The contact whose value is taken, where one is chosen. */
  from: string | null
}

/** Fields in which one of the contacts has something, in the order of the fields. */
export function compareRows(
  fields: readonly Field[],
  contacts: readonly Contact[],
  choose: MergeChoices,
): CompareRow[] {
  const [survivor, ...sources] = contacts
  if (!survivor) return []
  return mergeValues(fields, survivor, sources, choose).map(({ field, result, from }) => {
    const choice = Object.hasOwn(choose, field.key) ? choose[field.key] : undefined
    return {
      field,
      rule: ruleOf(field),
      differs: sources.some(
        ({ values }) => !sameValue(values[field.key], survivor.values[field.key]),
      ),
      result,
      from: choice && 'from' in choice ? choice.from : (from[0] ?? null),
    }
  })
}

function ruleOf(field: Field): CompareRule {
  if (isUnited(field)) return 'united'
  return isFixed(field) ? 'fixed' : 'chosen'
}
