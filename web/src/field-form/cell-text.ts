import {
  amountText,
  dayText as dayIn,
  type Field,
  type FieldDisplay,
  hasMask,
  instantText as instantIn,
  measureText,
  displayOf,
  Unread,
} from '@cardfile/openapi'
import type { Contact } from '../api/types.ts'
import { formatLocale } from '../locales/format.ts'
import { localZone } from './local-zone.ts'

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
  locale = formatLocale(),
): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Unread) return value.text
  // A mask is no value of its type.
  if (field.masked && hasMask(value)) return [value].flat().join(', ')
  const display = displayOf(field)
  const cell = display.formatCell(value)
  if (cell === null) return null
  if (typeof cell === 'boolean') return cell ? words.yes : words.no
  if (typeof cell === 'number')
    return measureText(cell, display.unit, locale, placesOf(display.control))
  if (typeof cell === 'object' && 'number' in cell) return cell.shown
  if (typeof cell === 'object') return 'date' in cell ? dayText(cell.date, locale) : cell.error
  if (display.compare === 'amount') return amountText(cell, locale)
  return display.compare === 'time' ? instantText(cell, locale) : cell
}

/** Decimal places that its numbers have, whatever they are. */
function placesOf(control: FieldDisplay['control']): number {
  return control.kind === 'number' ? control.decimals : 0
}

/** A calendar day in words. */
export function dayText(date: string, locale = formatLocale()): string {
  return dayIn(date, locale)
}

/** An instant in the zone of who looks, to the minute. */
export function instantText(instant: string, locale = formatLocale()): string {
  return instantIn(instant, locale, localZone(), 'minute')
}
