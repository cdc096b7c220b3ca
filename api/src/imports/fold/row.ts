import type { Cell, Reason, Values } from '@cardfile/openapi'
import type { Identity } from '../../contacts/identity-keys.ts'
import type { ImportMode } from './import-mode.ts'
import type { RowReason } from './row-reason.ts'

/** A row as the file has it. */
export interface FileRow {
  /** As a person sees it beside the sheet: the heading row is usually 1. */
  number: number
  cells: Cell[]
  /** What happens where this row meets a contact, if it is not what the import says. */
  mode?: ImportMode | undefined
  /** Why cells are not what was sent, by their places; the row fails where a field is to have them. */
  refused?: ReadonlyMap<number, Reason>
}

/** A value for rows that have none of their own for the field. */
export interface Constant {
  field: string
  value: Cell
}

/** A row whose cells have been given their fields' meaning, each judged for itself. */
export interface ReadRow extends FileRow {
  values: Values
  identities: Identity[]
  /** Any at all: the row fails, whatever would have become of it. */
  reasons: readonly RowReason[]
  /** What is to be said of its cells where it is taken. */
  notes: readonly RowReason[]
  /** Whether a phone number, which people share, is all that tells who this is. */
  knownByPhone: boolean
}
