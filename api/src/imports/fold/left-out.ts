import {
  type Field,
  fieldsByKey,
  isEmptyValue,
  isFixed,
  type Reason,
  reason,
  rulesOf,
  sameValue,
} from '@cardfile/openapi'
import type { DraftContact } from './fold-state.ts'
import type { RowReader } from './row-reader.ts'
import type { ReadRow } from './row.ts'
import { type RowReason, shown } from './row-reason.ts'

type Locked = ReadonlySet<string>

const isKept = (field: Field, locked: Locked): boolean => isFixed(field) || locked.has(field.key)

/** Says which cells of a row do not come to the contact that it meets, and why. */
export class LeftOut {
  readonly #byKey: ReadonlyMap<string, Field>
  readonly #reader: RowReader

  constructor(fields: readonly Field[], reader: RowReader) {
    this.#byKey = fieldsByKey(fields)
    this.#reader = reader
  }

  /** @param draft as it is before the row; `locked`: keys that a condition keeps as they are in it */
  byMerge(row: ReadRow, draft: DraftContact, locked: Locked): readonly RowReason[] {
    return this.#notes(row, (field) => keptByMerge(field, row, draft, locked))
  }

  /** @param draft as it is before the row; `locked`: keys that a condition keeps as they are in it */
  byUpdate(row: ReadRow, draft: DraftContact, locked: Locked): readonly RowReason[] {
    return this.#notes(row, (field) =>
      isKept(field, locked) && !isThere(field, row, draft) ? fixed(field) : null,
    )
  }

  /** @param draft as it is before the row; `locked`: keys that a condition keeps as they are in it */
  byReplace(row: ReadRow, draft: DraftContact, locked: Locked): readonly RowReason[] {
    return this.#notes(row, (field) =>
      isKept(field, locked) && !sameValue(row.values[field.key], draft.values[field.key])
        ? fixed(field)
        : null,
    )
  }

  #notes(row: ReadRow, why: (field: Field) => Reason | null): readonly RowReason[] {
    let notes: RowReason[] | null = null
    let left: Set<string> | null = null
    for (const key of Object.keys(row.values)) {
      const field = this.#byKey.get(key)
      // What is derived from other cells has no cell that it could be left out of.
      const note = field && this.#reader.named.has(key) ? why(field) : null
      if (!note) continue
      ;(notes ??= []).push(this.#reader.reason(key, row.cells, note))
      ;(left ??= new Set()).add(key)
    }
    if (!notes || !left) return row.notes
    if (row.notes.length === 0) return notes
    // How a value was read says nothing where it was not taken.
    return [...row.notes.filter(({ field }) => !left.has(field ?? '')), ...notes]
  }
}

function keptByMerge(
  field: Field,
  row: ReadRow,
  draft: DraftContact,
  locked: Locked,
): Reason | null {
  const { key, kind } = field
  const kept = draft.values[key]
  if (isEmptyValue(kept)) return isKept(field, locked) ? fixed(field) : null
  if (kind === 'I') {
    // Nearly always, since it is by these that the row met the contact.
    if (isThere(field, row, draft)) return null
    const left = row.identities
      .filter((one) => one.field.id === field.id && !isClaimed(draft, field, one.key))
      .map(({ value }) => value)
    return isKept(field, locked)
      ? fixed(field)
      : reason('kept_identities', { left, kept: kept as string[] })
  }
  if (sameValue(row.values[key], kept)) return null
  if (isKept(field, locked)) return fixed(field)
  return reason('kept_value', { kept: shown(rulesOf(field).formatCell(kept)) ?? '' })
}

function isThere(field: Field, { values, identities }: ReadRow, draft: DraftContact): boolean {
  return field.kind === 'I'
    ? identities.every(({ field: { id }, key }) => id !== field.id || isClaimed(draft, field, key))
    : sameValue(values[field.key], draft.values[field.key])
}

export const isClaimed = ({ claims }: DraftContact, { id }: Field, key: string): boolean =>
  claims.some(([fieldId, claimed]) => fieldId === id && claimed === key)

const fixed = (field: Field): Reason =>
  isFixed(field)
    ? reason(field.readOnly ? 'read_only_left' : 'not_yours_left')
    : reason('read_only_now_left')
