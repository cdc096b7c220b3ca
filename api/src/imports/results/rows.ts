import { type ImportOutcome, importOutcomes, reason } from '@cardfile/openapi'
import type { Result, Row } from '../../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import type { Context } from '../../installation/context.ts'
import { contactName } from '../../contacts/sql.ts'
import { firstRow } from '../../db/database.ts'
import { inParts } from '../../db/in-parts.ts'
import { param, prepare } from '../../db/statement.ts'
import { assertCurrent } from '../../installation/definitions.ts'
import { selectSchemaVersion } from '../../installation/definition-rows.ts'
import { invalid, notFound } from '../../errors/problem-error.ts'
import type { RowReason } from '../fold/row-reason.ts'
import { type Import, importFromRow } from '../import/import.ts'
import { selectImportById } from '../import/sql.ts'
import { type FieldChange, noteFrom } from '../fold/outcomes.ts'
import { readerOf, shownChanges, shownNotes, shownReasons } from '../import/reader.ts'

/** What became of a row. */
export interface ImportRow {
  row: number
  outcome: ImportOutcome
  /** The contact it met or made, as it is called now; null for several, or where there is none. */
  contact: { id: string; name: string } | null
  /** In a dry run, the row of the file that makes this contact; null for one that is there already. */
  sameAsRow: number | null
  /** Of the contact it changed, by field. */
  changes: FieldChange[]
  /** Why it failed. */
  reasons: RowReason[]
  /** Where it was taken: which of its cells were not, or not as written. */
  notes: RowReason[]
}

export interface ImportRowList {
  data: ImportRow[]
  nextCursor: string | null
}

/** Chunks that have no row wanted are passed over by their counts, without being read. */
const selectRows = prepare<'id' | 'after' | 'wanted' | 'noted' | 'limit'>(sql`
  SELECT o.value->>0 AS "row", o.value->>1 AS outcome, o.value->3 AS changes, o.value->>4 AS made_by, o.value->>5 AS notes, c.id AS contact_id,
    iif(c.id IS NULL, NULL, ${contactName}) AS name, f.reasons, (
      SELECT json_group_array(k.id) FROM json_each(f.reasons) r
      JOIN contacts k ON k.id = r.value->>'$.contact.id') AS known
  FROM import_chunks k JOIN json_each(k.outcomes) o
  LEFT JOIN contacts c ON c.id = o.value->>2
  LEFT JOIN import_rows f ON f.import_id = k.import_id AND f."row" = o.value->>0
  WHERE k.import_id = ${param('id')} AND k.last_row > ${param('after')}
    AND EXISTS (
      SELECT 1 FROM json_each(${param('wanted')}) w
      WHERE k.answer->>('$.chunk.counts.' || w.value) > 0)
    AND (NOT ${param('noted')} OR (k.answer->>'$.chunk.noted' > 0 AND o.value->>5 IS NOT NULL))
    AND o.value->>0 > ${param('after')}
    AND o.value->>1 IN (SELECT value FROM json_each(${param('wanted')}))
  ORDER BY k.number, o.key LIMIT ${param('limit')}`)

/** What became of the rows, in file order, in one trip. A cursor is the number of the last row seen. */
export async function listRows(
  ctx: Context,
  id: string,
  {
    outcome = importOutcomes,
    noted,
    cursor = '0',
    pageSize = 100,
  }: {
    outcome?: readonly ImportOutcome[] | undefined
    /** Only rows that have notes. */
    noted?: boolean
    cursor?: string | undefined
    pageSize?: number | undefined
  },
): Promise<ImportRowList> {
  if (!/^\d{1,9}$/.test(cursor)) throw invalid({ cursor: [reason('not_cursor')] })
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    let found: Result | undefined
    const rows = await inParts<Row>(pageSize + 1, async (limit, last) => {
      const after = Number(last?.row ?? cursor)
      const [version, imports, some] = await ctx.db.batch(
        [
          selectSchemaVersion,
          selectImportById({ id }),
          selectRows({ id, after, wanted: JSON.stringify(outcome), noted: noted ? 1 : 0, limit }),
        ],
        'read',
      )
      assertCurrent(snapshot, firstRow(version).version)
      found = imports
      return some?.rows ?? []
    })
    if (found?.rows.length !== 1) throw notFound('import')
    const imported = importFromRow(firstRow(found))
    const reader = readerOf(ctx, snapshot)
    const data = rows.slice(0, pageSize).map((row): ImportRow => ({
      row: Number(row.row),
      outcome: row.outcome as ImportOutcome,
      contact:
        row.contact_id === null ? null : { id: String(row.contact_id), name: String(row.name) },
      sameAsRow: row.made_by === null ? null : Number(row.made_by),
      changes: row.changes === null ? [] : shownChanges(JSON.parse(String(row.changes)), reader),
      reasons: row.reasons === null ? [] : shownReasons(reasonsFrom(row), imported, reader),
      notes: shownNotes(notesFrom(row, imported), imported, reader),
    }))
    return { data, nextCursor: rows.length > pageSize ? String(data.at(-1)?.row) : null }
  })
}

const notesFrom = ({ notes }: Row, { columns }: Import): RowReason[] =>
  notes === null ? [] : JSON.parse(String(notes)).map((note: unknown) => noteFrom(note, columns))

/** A contact that only a dry run would have made, or that is gone since, is nobody to go to. */
function reasonsFrom({ reasons, known }: Row): RowReason[] {
  const ids = new Set<string>(JSON.parse(String(known)))
  return (JSON.parse(String(reasons)) as RowReason[]).map(({ contact, ...reason }) =>
    contact && ids.has(contact.id) ? { ...reason, contact } : reason,
  )
}
