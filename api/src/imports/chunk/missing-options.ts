import {
  type Cell,
  type Field,
  fieldsByKey,
  foldText,
  missingOptions,
  mostOptions,
  withOptions,
} from '@cardfile/openapi'
import type { Context } from '../../installation/context.ts'
import { ProblemError } from '../../errors/problem-error.ts'
import { updateField } from '../../fields/update-field.ts'
import { requirePermission } from '../../installation/authorization.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { type ChunkRows, eachRow } from './chunk-rows.ts'
import type { Column } from '@cardfile/openapi/spreadsheet'

/** Thrown before a chunk is folded whose columns ask for options that are not there yet. */
export class OptionsMissing extends Error {
  override name = 'OptionsMissing'
}

interface Lacking {
  field: Field
  texts: string[]
}

/** What the cells of a chunk name that is no option, by the fields that are to have it added. */
export function lackingOptions(
  fields: readonly Field[],
  columns: readonly Column[],
  rows: ChunkRows,
): Lacking[] {
  const adding = columns.filter(({ options }) => options?.badCells === 'add')
  if (adding.length === 0) return []
  const byKey = fieldsByKey(fields)
  const lacking = new Map<string, Lacking>()
  const cellsOf = cellsByColumn(adding, rows)
  for (const [at, { field: key, options }] of adding.entries()) {
    const before = lacking.get(key ?? '')
    const field = byKey.get(key ?? '')
    if (!field) continue
    const known = before ? withOptions(field, before.texts) : field
    const texts = missingOptions(known, cellsOf[at] ?? [], options)
    if (texts.length > 0)
      lacking.set(field.key, { field, texts: [...(before?.texts ?? []), ...texts] })
  }
  return [...lacking.values()]
}

function cellsByColumn(columns: readonly Column[], rows: ChunkRows): Cell[][] {
  const cellsOf = columns.map((): Cell[] => [])
  for (const { cells } of eachRow(rows))
    for (const [at, { index }] of columns.entries()) cellsOf[at]?.push(cells[index] ?? null)
  return cellsOf
}

/** Texts of options that the chunks of a dry run would have added, by their fields' keys. */
export type Supposed = Readonly<Record<string, readonly string[]>>

export function supposedAfter(before: Supposed, lacking: readonly Lacking[]): Supposed {
  const added = lacking.map(({ field: { key }, texts }) => [
    key,
    [...(before[key] ?? []), ...texts],
  ])
  return { ...before, ...Object.fromEntries(added) }
}

/** The definitions as they would be with those options, for a dry run, which adds none. */
export function supposingOptions<T extends Pick<FieldSnapshot, 'fields' | 'everyField'>>(
  snapshot: T,
  supposed: Supposed,
): Pick<FieldSnapshot, 'fields' | 'everyField'> {
  if (Object.keys(supposed).length === 0) return snapshot
  const changed = (fields: readonly Field[]) =>
    fields.map((field) => supposing(field, supposed[field.key] ?? []))
  return { fields: changed(snapshot.fields), everyField: changed(snapshot.everyField) }
}

/** Somebody may have added some of them for good since, or others in their place. */
function supposing(field: Field, supposed: readonly string[]): Field {
  const { options } = field
  if (!options || supposed.length === 0) return field
  const known = new Set(options.map(({ text }) => foldText(text)))
  const texts = supposed.filter((text) => !known.has(foldText(text)))
  return withOptions(field, texts.slice(0, Math.max(0, mostOptions - options.length)))
}

/**
 * Adds what a chunk's cells name to the options of their fields, as whoever sends it might by hand.
 * Somebody who changes such a field meanwhile is not overwritten; then some may still be lacking.
 *
 * @throws ProblemError `forbidden` for who may not manage fields
 */
export async function addOptions(
  ctx: Context,
  columns: readonly Column[],
  rows: ChunkRows,
): Promise<void> {
  const lacking = await ctx.definitions.use(ctx.db, async (snapshot) => {
    requirePermission(ctx.definitions.authorization(snapshot), 'manage_fields')
    return lackingOptions(snapshot.fields, columns, rows)
  })
  for (const { field, texts } of lacking) {
    const options = [...(field.options ?? []), ...texts.map((text) => ({ text }))]
    try {
      await updateField(ctx, field.id, field.version, { options })
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === 'stale')) throw error
    }
  }
}
