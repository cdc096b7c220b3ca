import {
  derivedOnce,
  type Field,
  maskOf,
  noValues,
  TextBytes,
  type Values,
} from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { isoTime } from '../db/iso-time.ts'
import { foldMemberOf, hasFolds, memberOf } from '../installation/columns.ts'
import { foldBeside, isOwnFold } from './stored-fold.ts'

/** A contact as it travels. Times are ISO 8601 in UTC. */
export interface Contact {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  deletedAt?: string
  /** Id of the contact that it was merged into. */
  mergedInto?: string
  values: Values
}

/** Stored JSON of `values` by field id; what is empty is left out. */
export function packValues(values: Values, fields: readonly Field[]): string {
  const json = new TextBytes()
  writeValues(json, values, fields)
  return new TextDecoder().decode(json.take())
}

/** How each field's value begins in stored JSON. */
const membersOf = derivedOnce((fields) =>
  fields.map((field) => ({
    key: field.key,
    first: `"${memberOf(field)}":`,
    later: `,"${memberOf(field)}":`,
    foldName: hasFolds(field) ? `,"${foldMemberOf(field)}":` : null,
  })),
)

/**
 * The same, for thousands of contacts.
 *
 * @param unseen members that no live field reads, kept beside them
 */
export function writeValues(
  to: TextBytes,
  values: Values,
  fields: readonly Field[],
  unseen?: Record<string, unknown>,
): void {
  const kept = unseen ? JSON.stringify(unseen).slice(0, -1) : '{'
  to.add(kept)
  let isFirst = kept.length === 1
  for (const { key, first, later, foldName } of membersOf(fields)) {
    const value = values[key]
    if (value === undefined || value === null) continue
    to.add(isFirst ? first : later)
    isFirst = false
    const { size } = to
    writeValue(to, value)
    if (foldName === null || isOwnFold(value, to.size - size)) continue
    const fold = foldBeside(value)
    if (fold === null) continue
    to.add(foldName)
    writeValue(to, fold)
  }
  to.add('}')
}

function writeValue(to: TextBytes, value: unknown): void {
  if (typeof value === 'string') to.addJson(value)
  else if (typeof value === 'number') to.addNumber(value)
  else if (Array.isArray(value)) writeList(to, value)
  else to.add(JSON.stringify(value))
}

function writeList(to: TextBytes, list: readonly unknown[]): void {
  if (list.length === 0) return to.add('[]')
  let before = '['
  for (const one of list) {
    to.add(before)
    writeValue(to, one)
    before = ','
  }
  to.add(']')
}

/** A JSON merge patch (RFC 7396) over the stored JSON. */
export function packPatch(patch: Values, fields: readonly Field[]): string {
  const data: Record<string, unknown> = {}
  for (const field of fields) {
    const value = patch[field.key]
    if (value !== undefined) Object.assign(data, storedMembers(field, value))
  }
  return JSON.stringify(data)
}

/** A field's value as members of the stored JSON; null takes one away. */
export function storedMembers(field: Field, value: unknown): Record<string, unknown> {
  return {
    [memberOf(field)]: value,
    ...(hasFolds(field) && { [foldMemberOf(field)]: foldBeside(value) }),
  }
}

/** `values` of stored JSON. Members of deleted fields stay stored, unseen. */
export function unpackValues(json: string, fields: readonly Field[]): Values {
  return valuesOf(JSON.parse(json), fields)
}

/** `values` of stored members: masks of those that the given fields say are seen so. */
export function valuesOf(data: Record<string, unknown>, fields: readonly Field[]): Values {
  const values = noValues()
  for (const field of fields) {
    const value = data[memberOf(field)]
    if (value !== undefined) values[field.key] = shownValue(field, value)
  }
  return values
}

/** A value as whoever sees a field so sees it: it, or a mask of it. */
export function shownValue(field: Field, value: unknown): unknown {
  return field.masked ? maskOf(field, value) : value
}

/** A row of `contactColumns`. */
export function contactFromRow(row: Row, fields: readonly Field[]): Contact {
  return {
    id: String(row.id),
    version: Number(row.version),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
    ...(row.merged_into != null
      ? { mergedInto: String(row.merged_into) }
      : row.deleted_at === null
        ? {}
        : { deletedAt: isoTime(row.deleted_at) }),
    values: unpackValues(String(row.data), fields),
  }
}

/** The values of some fields, masked as in `valuesOf`. */
export function pick(
  values: Values,
  fields: readonly Field[],
  wanted: (field: Field) => boolean,
): Values {
  return Object.fromEntries(
    fields
      .filter((field) => wanted(field) && Object.hasOwn(values, field.key))
      .map((field) => [field.key, shownValue(field, values[field.key])]),
  )
}
