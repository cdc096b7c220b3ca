import type { Field } from '@cardfile/openapi'
import type { ColumnPlan, Draft } from '../draft/draft.ts'
import type { ImportMode } from '../draft/draft.ts'
import type { PreviewReason } from './preview-api.ts'

/**
 * The column whose cell would mend a row: the one the reason names, else the one its field comes from,
 * else, where the row has no identity at all, the first that goes to one.
 *
 * @returns null where no column of the file can mend it: a contact is in the way, or a constant is wrong
 */
export function mendableColumn(
  { index, field, contact }: Pick<PreviewReason, 'index' | 'field' | 'contact'>,
  plans: readonly ColumnPlan[],
  fields: readonly Field[],
): number | null {
  if (contact) return null
  if (index !== null) return index
  const identities = new Set(fields.flatMap(({ key, kind }) => (kind === 'I' ? [key] : [])))
  const found = plans.findIndex((plan) =>
    field === null ? plan.field !== null && identities.has(plan.field) : plan.field === field,
  )
  return found === -1 ? null : found
}

export function withMended(
  { mended }: Pick<Draft, 'mended'>,
  row: number,
  column: number,
  text: string,
): Pick<Draft, 'mended'> {
  return { mended: { ...mended, [row]: { ...mended[row], [column]: text } } }
}

/** @param mode undefined for the file's own */
export function withRowMode(
  { rowModes }: Pick<Draft, 'rowModes'>,
  row: number,
  mode: ImportMode | undefined,
): Pick<Draft, 'rowModes'> {
  const { [row]: _, ...others } = rowModes
  return { rowModes: mode ? { ...others, [row]: mode } : others }
}
