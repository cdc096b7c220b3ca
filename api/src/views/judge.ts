import {
  type CodedReasons,
  type Field,
  fieldsByKey,
  type Filter,
  foldText,
  keptFault,
  readFilter,
  readSorters,
  reason,
  storedFilter,
  storedSorters,
  type ViewCreate,
} from '@cardfile/openapi'
import { invalid } from '../errors/problem-error.ts'
import type { StoredView } from './view.ts'

type Look = Pick<ViewCreate, 'filter' | 'sorters' | 'columns'>
/** The same as it is stored. */
export type StoredLook = Partial<Pick<StoredView, 'filter' | 'sorters' | 'columns'>>

/**
 * The parts of a look that are sent, as they are stored.
 *
 * @throws ProblemError `invalid` for what these fields could not list, or show
 */
export function judgedLook(
  { filter, sorters, columns }: { [Part in keyof Look]: Look[Part] | undefined },
  fields: readonly Field[],
): StoredLook {
  const condition = readFilter(filter, fields)
  const order = readSorters(sorters, fields)
  const strange = columns?.find(({ field }) => !fieldsByKey(fields).has(field))
  const tooLong = filter ? keptFault([filter]) : null
  const faults: CodedReasons = {
    ...(tooLong && { filter: [tooLong] }),
    ...('errors' in condition && condition.errors),
    ...('fault' in order && { sorters: [order.fault] }),
    ...(strange && { columns: [reason('unknown_field_key', { key: strange.field })] }),
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  const ids = fieldsByKey(fields)
  return {
    ...(filter && { filter: isOfAll(filter) ? null : storedFilter(filter, fields) }),
    ...(sorters && { sorters: storedSorters(sorters, fields) }),
    ...(columns !== undefined && {
      columns:
        columns?.map((column) => ({ ...column, field: ids.get(column.field)?.id ?? 0 })) ?? null,
    }),
  }
}

/** An `and` of no conditions matches everyone, and is kept as no filter at all. */
function isOfAll(filter: Filter): boolean {
  return !('field' in filter) && filter.operator === 'and' && filter.value.length === 0
}

/** What makes two names the same. */
export const nameKeyOf = (name: string): string => foldText(name)
