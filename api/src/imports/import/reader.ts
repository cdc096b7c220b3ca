import {
  type Actor,
  type Field,
  fieldsByKey,
  missingIdentityReason,
  reason,
} from '@cardfile/openapi'
import type { Column } from '@cardfile/openapi/spreadsheet'
import type { Result, Row } from '../../db/result.ts'
import { notFound } from '../../errors/problem-error.ts'
import type { Caller } from '../../installation/caller.ts'
import type { Context } from '../../installation/context.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { type RowReason, told } from '../fold/row-reason.ts'
import { type Import, importFromRow } from './import.ts'
import type { FieldChange } from '../fold/outcomes.ts'

/**
 * Whoever reads what an import left behind: often not the one who sent it, and perhaps with fewer
 * rights than they had. What is kept of an import is kept whole, and is shown as far as the reader sees
 * its fields now.
 */
export interface Reader {
  fields: readonly Field[]
  /** Whether they see a field. Of one that is gone nobody knows who might; only an owner surely. */
  sees(key: string): boolean
  /**
   * Whether they see what of a file went to no field. It may be anything, values of fields that are
   * hidden from them among them: shown to who sent it, and to who sees every field.
   */
  seesRest(imported: Pick<Import, 'actor'>): boolean
  /** Whether they sent it. */
  sent(imported: Pick<Import, 'actor'>): boolean
}

export function readerOf(ctx: Context, snapshot: FieldSnapshot): Reader {
  const { everyField } = snapshot
  // What is kept of a file is whole cells: of a field of which they see masks they are told none.
  const fields = snapshot.fields.filter(({ masked }) => !masked)
  const { isOwner } = ctx.definitions.authorization(snapshot)
  const seesAll = fields.length === everyField.length
  const [seen, known] = [fieldsByKey(fields), fieldsByKey(everyField)]
  return {
    fields,
    sees: (key) => seen.has(key) || (isOwner && seesAll && !known.has(key)),
    seesRest: ({ actor }) => seesAll || isBy(actor, ctx.caller),
    sent: ({ actor }) => isBy(actor, ctx.caller),
  }
}

function isBy(actor: Actor, caller: Caller): boolean {
  return actor !== null && 'id' in caller && actor.kind === caller.kind && actor.id === caller.id
}

/** An import without the headings and constants of what its reader does not see. */
export function shownImport(imported: Import, reader: Reader): Import {
  return {
    ...imported,
    nameFrom: imported.nameFrom.filter((index) =>
      showsColumn(imported.columns[index], imported, reader),
    ),
    columns: imported.columns.map((column): Column => {
      if (showsColumn(column, imported, reader)) return column
      const { index, status, field } = column
      return { index, heading: '', field: null, status: field === null ? status : 'unknown' }
    }),
    constants: imported.constants.filter(({ field }) => reader.sees(field)),
    noted: {
      rows: imported.noted.rows,
      counts: imported.noted.counts.filter((count) => showsNote(count, imported, reader)),
    },
  }
}

/** @param column undefined for what stands beyond the headings */
export function showsColumn(
  column: Column | undefined,
  imported: Pick<Import, 'actor'>,
  reader: Reader,
): boolean {
  const field = column?.field ?? null
  return field === null ? reader.seesRest(imported) : reader.sees(field)
}

export function shownChanges(changes: readonly FieldChange[], { sees }: Reader): FieldChange[] {
  return changes.filter(({ field }) => sees(field))
}

const nowhere = { column: null, index: null, field: null, value: null }
const hiddenReason: RowReason = { ...nowhere, ...told(reason('hidden_field')) }
const hiddenNote: RowReason = { ...nowhere, ...told(reason('hidden_field_noted')) }

/** Why a row failed; all that is about fields its reader does not see is one reason. */
export function shownReasons(
  reasons: readonly RowReason[],
  imported: Pick<Import, 'actor'>,
  reader: Reader,
): RowReason[] {
  const shown = reasons.map((given): RowReason => {
    const { field, index } = given
    if (field !== null) return reader.sees(field) ? given : hiddenReason
    if (reader.seesRest(imported)) return given
    // No field's fault: either a cell beyond the headings, or that there is no identity at all.
    return index === null
      ? { ...given, ...told(missingIdentityReason(reader.fields)) }
      : { ...given, value: null }
  })
  return [...new Set(shown)]
}

/** What is said of a row that was taken; all that is about fields its reader does not see is one note. */
export function shownNotes(
  notes: readonly RowReason[],
  imported: Pick<Import, 'actor'>,
  reader: Reader,
): RowReason[] {
  return [...new Set(notes.map((note) => (showsNote(note, imported, reader) ? note : hiddenNote)))]
}

/** Of a field that is gone, whoever sent its column is told, who saw it then and has the file. */
function showsNote(
  { code, field }: Pick<RowReason, 'code' | 'field'>,
  imported: Pick<Import, 'actor'>,
  reader: Reader,
): boolean {
  return reader.sees(field ?? '') || (code === 'field_deleted' && reader.sent(imported))
}

/** A row of an import as its reader may see it. */
export function importFor(ctx: Context, snapshot: FieldSnapshot, row: Row): Import {
  return shownImport(importFromRow(row), readerOf(ctx, snapshot))
}

/** @throws ProblemError `not_found` where a statement found no import */
export function existing(found: Result | undefined): Row {
  const [row] = found?.rows ?? []
  if (!row) throw notFound('import')
  return row
}
