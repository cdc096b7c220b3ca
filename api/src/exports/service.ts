import {
  type Cell,
  type Field,
  fieldsByKey,
  isComputed,
  maskOf,
  rulesOf,
  reason,
} from '@cardfile/openapi'
import { headingsOf, sampleFields, sampleRows, visibleFields } from '@cardfile/openapi/spreadsheet'
import type { Context } from '../installation/context.ts'
import { isoTime } from '../db/iso-time.ts'
import { type ListQuery, readListRequest } from '../contacts/list.ts'
import { withView } from '../views/view-query.ts'
import { isNarrowed } from '../contacts/list-sql.ts'
import { firstRow } from '../db/database.ts'
import { memberOf } from '../installation/columns.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { yielding } from '../concurrency/yield-to-event-loop.ts'
import { invalid } from '../errors/problem-error.ts'
import { dayOf, type Download, type FileFormat } from '../http/download.ts'
import { readRecorded } from '../audit/read-recorded.ts'
import { auditExport } from './export-audit.ts'
import { selectBound } from './page-sql.ts'
import {
  type ContactPage,
  type StoredContact,
  pagesInOrder,
  pagesOfIds,
  pagesSorted,
} from './pages.ts'

interface ExportLook {
  format: FileFormat
  /** Field keys; left out, the visible fields in the form's order. */
  columns?: readonly string[] | undefined
  headings?: 'labels' | 'keys' | undefined
  /** Hidden fields too, where `columns` is left out. */
  hidden?: boolean | undefined
}

/**
 * Contacts of a list as a file: exactly those that exist when it begins and still do when they are
 * written, each once. Memory does not grow with their number.
 *
 * @throws ProblemError `invalid` for fields, operators and values that do not fit
 */
export function exportList(
  ctx: Context,
  asked: Pick<ListQuery, 'filter' | 'q' | 'sort' | 'sorters' | 'viewId'>,
  look: ExportLook,
): Promise<Download> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const named = { ...asked, sorters: asked.sorters ?? asked.sort }
    const query = await withView(ctx, named, snapshot, { fresh: true })
    const request = await readListRequest(ctx, query, snapshot)
    const columns = columnsOf(snapshot.fields, look)
    const at = ctx.now()
    const { format } = look
    const details = { format, columns: columns.length, narrowed: isNarrowed(request) }
    const audited = auditExport(ctx, details, snapshot.version)
    const reads = [selectSchemaVersion, selectBound]
    const [version, highest] = await readRecorded(ctx, reads, audited)
    assertCurrent(snapshot, firstRow(version).version)
    const beginning = { bound: Number(firstRow(highest).bound), at }
    const pages = request.order.length > 0 ? pagesSorted : pagesInOrder
    return contactsFile(snapshot.fields, columns, look, at, pages(ctx, request, beginning))
  })
}

/** Selected contacts as a file, in the order of the selection. */
export async function exportSelected(
  ctx: Context,
  ids: readonly string[],
  look: ExportLook,
): Promise<Download> {
  const { fields } = await ctx.definitions.current(ctx.db)
  const columns = columnsOf(fields, look)
  const selected = [...new Set(ids)]
  const details = { format: look.format, columns: columns.length, selected: selected.length }
  const pages = pagesOfIds(ctx, selected, auditExport(ctx, details))
  return contactsFile(fields, columns, look, ctx.now(), pages)
}

/** A file that shows what an import takes: the visible fields, and two rows that can be imported. */
export async function sampleFile(ctx: Context, format: FileFormat): Promise<Download> {
  // Read anew: people fetch it right after they have changed a field, perhaps through another isolate.
  const { fields } = await ctx.definitions.refresh(ctx.db)
  const columns = sampleFields(fields)
  return {
    format,
    name: 'contacts-sample',
    sheetName: 'Contacts',
    rows: [headingsOf(columns, fields, 'labels'), ...sampleRows(columns)],
    textColumns: textColumns(columns),
  }
}

function contactsFile(
  fields: readonly Field[],
  columns: readonly Field[],
  { format, headings = 'labels' }: ExportLook,
  at: number,
  pages: AsyncIterable<ContactPage>,
): Download {
  return {
    format,
    name: `contacts-${dayOf(at)}`,
    sheetName: 'Contacts',
    rows: contactRows(headingsOf(columns, fields, headings), columns, pages),
    textColumns: textColumns(columns),
  }
}

function columnsOf(fields: readonly Field[], { columns, hidden = false }: ExportLook): Field[] {
  if (columns === undefined) return hidden ? [...fields] : visibleFields(fields)
  const byKey = fieldsByKey(fields)
  const unknown = columns.filter((key) => !byKey.has(key))
  if (unknown.length > 0)
    throw invalid({ columns: unknown.map((key) => reason('unknown_field_key', { key })) })
  return [...new Set(columns)].flatMap((key) => byKey.get(key) ?? [])
}

/** In these, what a person adds stays as typed: 0123 does not become 123. */
function textColumns(columns: readonly Field[]): number[] {
  return columns.flatMap((field, index) => (rulesOf(field).compare === 'text' ? [index] : []))
}

async function* contactRows(
  headings: string[],
  columns: readonly Field[],
  pages: AsyncIterable<ContactPage>,
): AsyncGenerator<Iterable<Cell[]>> {
  yield [headings]
  for await (const { snapshot, contacts } of pages) {
    const byKey = fieldsByKey(snapshot.fields)
    // A field deleted while the export runs keeps its column, empty from there on.
    const cellOf = columns.map(({ key }) => cellReader(byKey.get(key)))
    for await (const some of yielding(contacts)) yield rowsOf(some, cellOf)
  }
}

function* rowsOf(
  contacts: readonly StoredContact[],
  cellOf: readonly CellReader[],
): Generator<Cell[]> {
  for (const contact of contacts) yield cellOf.map((read) => read(contact))
}

type CellReader = (contact: StoredContact) => Cell

const computedReaders = new Map<string, CellReader>([
  ['created_at', timeReader(([, createdAt]) => createdAt)],
  ['updated_at', timeReader(([, , updatedAt]) => updatedAt)],
])

/** What an import wrote in one go has one time, and it need not be spelled out again and again. */
function timeReader(timeOf: (contact: StoredContact) => number): CellReader {
  let last = Number.NaN
  let text = ''
  return (contact) => {
    const at = timeOf(contact)
    if (at !== last) [last, text] = [at, isoTime(at)]
    return text
  }
}

/** What finds a field's cell in a stored contact; made once a page, because it is asked for each cell. */
function cellReader(field: Field | undefined): CellReader {
  if (field === undefined) return () => null
  const computed = isComputed(field) ? computedReaders.get(field.key) : undefined
  if (computed) return computed
  const member = memberOf(field)
  const rules = rulesOf(field)
  return ([, , , data]) => {
    const value = data[member]
    if (value === undefined || value === null) return null
    if (!field.masked) return rules.formatCell(value)
    const mask = maskOf(field, value)
    return field.kind === 'I' ? rules.formatCell(mask) : String(mask)
  }
}
