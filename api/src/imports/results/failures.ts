import { type Cell, reason } from '@cardfile/openapi'
import { reportHeadingsFor } from '@cardfile/openapi/spreadsheet'
import type { Context } from '../../installation/context.ts'
import { dayOf, type Download, type FileFormat } from '../../http/download.ts'
import { firstRow } from '../../db/database.ts'
import { inParts } from '../../db/in-parts.ts'
import type { Result, Row } from '../../db/result.ts'
import { assertCurrent } from '../../installation/definitions.ts'
import { selectSchemaVersion } from '../../installation/definition-rows.ts'
import { invalid, notFound } from '../../errors/problem-error.ts'
import type { RowReason } from '../fold/row-reason.ts'
import { type Import, importFromRow } from '../import/import.ts'
import { auditImport } from '../import/audit.ts'
import * as sql from '../import/sql.ts'
import { type Reader, readerOf, showsColumn, shownReasons } from '../import/reader.ts'

export type Failure = { row: number } & RowReason

interface FailureList {
  data: Failure[]
  nextCursor: string | null
}

interface FailedRow {
  number: number
  cells: Cell[]
  reasons: RowReason[]
}

/**
 * Why rows failed, one entry for each reason, in file order, in one trip. A page ends with a row, so
 * it may have more entries than `pageSize` rows.
 */
export async function listFailures(
  ctx: Context,
  id: string,
  { cursor = '0', pageSize = 100 }: { cursor?: string | undefined; pageSize?: number | undefined },
): Promise<FailureList> {
  if (!/^\d{1,9}$/.test(cursor)) throw invalid({ cursor: [reason('not_cursor')] })
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    let found: Result | undefined
    const failed = await inParts<Row>(pageSize + 1, async (limit, last) => {
      const after = Number(last?.row ?? cursor)
      const [version, imports, some] = await ctx.db.batch(
        [
          selectSchemaVersion,
          sql.selectImportById({ id }),
          sql.selectFailedRows({ id, after, limit }),
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
    const rows = failed.map(failedRow)
    const shown = rows.slice(0, pageSize)
    return {
      data: shown.flatMap(({ number, reasons }) =>
        shownReasons(reasons, imported, reader).map((reason) => ({ row: number, ...reason })),
      ),
      nextCursor: rows.length > pageSize ? String(shown.at(-1)?.number) : null,
    }
  })
}

/** Rows with all their cells. */
const rowsPerTrip = 200
/** A row may break as many rules as it has cells; a person reads the first few. */
const longestReason = 2_000

/**
 * The failed rows as a file, with their numbers and reasons in columns that an import passes over, so
 * that it can be mended and imported again. Columns that its reader may not see are left out.
 */
export function failedRowsFile(ctx: Context, id: string, format: FileFormat): Promise<Download> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found, width] = await ctx.db.batch(
      [
        selectSchemaVersion,
        sql.selectImportById({ id }),
        sql.selectWidth({ id }),
        auditImport(ctx, 'export.made', id, sql.definitionsAre(snapshot.version)),
      ],
      'write',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const [row] = found?.rows ?? []
    if (!row) throw notFound('import')
    const imported = importFromRow(row)
    const stem = imported.fileName.replace(/\.[^.]{1,5}$/, '')
    return {
      format,
      name: `${stem} failed rows ${dayOf(ctx.now())}`,
      sheetName: 'Failed rows',
      rows: rowsOf(ctx, imported, readerOf(ctx, snapshot), Number(width?.rows[0]?.width ?? 0)),
    }
  })
}

async function* rowsOf(
  ctx: Context,
  imported: Import,
  reader: Reader,
  width: number,
): AsyncGenerator<Cell[][]> {
  const { id, columns } = imported
  // Columns that such a file already brought along are not carried from one to the next.
  const own = Array.from({ length: Math.max(width, columns.length) }, (_, index) => index).filter(
    (index) => columns[index]?.status !== 'report' && showsColumn(columns[index], imported, reader),
  )
  const report = reportHeadingsFor(reader.fields)
  yield [[...own.map((index) => columns[index]?.heading ?? null), report.row, report.reason]]
  for (let after = 0; ;) {
    const begin = after
    const page = await inParts<Row>(rowsPerTrip, async (limit, last) => {
      const seen = Number(last?.row ?? begin)
      const [some] = await ctx.db.batch([sql.selectFailedRows({ id, after: seen, limit })], 'scan')
      return some?.rows ?? []
    })
    const rows = page.map(failedRow)
    yield rows.map(({ number, cells, reasons }) => [
      ...own.map((index) => cells[index] ?? null),
      number,
      shownReasons(reasons, imported, reader).map(told).join('; ').slice(0, longestReason),
    ])
    after = rows.at(-1)?.number ?? after
    if (rows.length < rowsPerTrip) return
  }
}

function failedRow(row: Record<string, unknown>): FailedRow {
  return {
    number: Number(row.row),
    cells: JSON.parse(String(row.cells)),
    reasons: JSON.parse(String(row.reasons)),
  }
}

function told({ column, field, reason }: RowReason): string {
  const about = column ?? field
  return about === null ? reason : `${about}: ${reason}`
}
