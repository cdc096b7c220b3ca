import { foldText, nameKey, reason, sameValue, type Values } from '@cardfile/openapi'
import type { DraftContact, FoldState } from './fold-state.ts'
import type { RowReader } from './row-reader.ts'
import type { RowReason } from './row-reason.ts'
import type { ReadRow } from './row.ts'

/** Whether a contact has another name than the row, as far as both are known. */
export function isSomebodyElse({ values }: ReadRow, owner: DraftContact): boolean {
  const [here, there] = [values[nameKey], owner.values[nameKey]]
  if (typeof here !== 'string' || typeof there !== 'string') return false
  return foldText(here) !== foldText(there)
}

export function sharedPhone(row: ReadRow, owner: DraftContact, reader: RowReader): RowReason {
  const name = String(owner.values[nameKey])
  const [value = ''] = row.identities.map((identity) => identity.value)
  const why = reason('phone_of_another', { value, name })
  return { ...reader.reason('phone', row.cells, why), contact: { id: owner.id, name } }
}

/** Names, for each identity that is taken, the contact that has it. */
export function severalOwners(row: ReadRow, reader: RowReader, state: FoldState): RowReason[] {
  return row.identities.flatMap(({ field, value, key }) => {
    const owner = field.kind === 'I' ? state.owner(field.id, key) : null
    if (!owner) return []
    const name = String(owner.values[nameKey])
    const why = reason('identities_of_several', { value, name })
    return { ...reader.reason(field.key, row.cells, why), contact: { id: owner.id, name } }
  })
}

interface Others {
  reader: RowReader
  state: FoldState
}

const nothingTaken: readonly RowReason[] = []

/**
 * Names, for each value of a unique field that a contact would get of a row, the contact that has it.
 *
 * @param draft null for one that the row makes
 * @param values as they would be
 */
export function takenValues(
  row: ReadRow,
  draft: DraftContact | null,
  values: Values,
  { reader, state }: Others,
): readonly RowReason[] {
  let taken: RowReason[] | null = null
  for (const { field, value, key } of row.identities) {
    if (field.kind === 'I' || !sameValue(values[field.key], row.values[field.key])) continue
    const owner = state.owner(field.id, key)
    if (!owner || owner === draft) continue
    const name = String(owner.values[nameKey])
    const why = reason('identity_taken', { value, name })
    ;(taken ??= []).push({
      ...reader.reason(field.key, row.cells, why),
      contact: { id: owner.id, name },
    })
  }
  return taken ?? nothingTaken
}
