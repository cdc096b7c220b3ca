import { type Field, rulesOf } from '@cardfile/openapi'
import type { Contact } from '../api/types.ts'

interface CellWords {
  yes: string
  no: string
}

/** A field's value of a contact; those the server keeps itself stand beside `values`. */
export function valueOf(contact: Contact, field: Pick<Field, 'key'>): unknown {
  if (field.key === 'created_at') return contact.createdAt
  if (field.key === 'updated_at') return contact.updatedAt
  return contact.values[field.key] ?? null
}

/**
 * A stored value as people read it, or null for none. It goes through the type's own cell form, so
 * a new type is shown without a change here.
 *
 * @param locale BCP 47; the browser's own where left out
 */
export function cellText(
  field: Field,
  value: unknown,
  words: CellWords,
  locale?: string,
): string | null {
  if (value === null || value === undefined) return null
  const rules = rulesOf(field)
  const cell = rules.formatCell(value)
  if (cell === null) return null
  if (typeof cell === 'boolean') return cell ? words.yes : words.no
  if (typeof cell === 'number') return new Intl.NumberFormat(locale, numberFormat).format(cell)
  if (typeof cell === 'object' && 'number' in cell) return cell.shown
  if (typeof cell === 'object') return 'date' in cell ? dayText(cell.date, locale) : cell.error
  return rules.compare === 'time' ? instantText(cell, locale) : cell
}

const numberFormat: Intl.NumberFormatOptions = { maximumFractionDigits: 10 }

/** A calendar day in words; read as UTC on both ways so that no zone moves it. */
export function dayText(date: string, locale?: string): string {
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(day.getTime())
    ? date
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(day)
}

/** An instant in the zone of who looks. */
export function instantText(instant: string, locale?: string): string {
  const time = new Date(instant)
  return Number.isNaN(time.getTime())
    ? instant
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}
