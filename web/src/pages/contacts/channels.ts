import { type Field, displayOf } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { fieldsThere } from '../../field-form/form-model.ts'

/** A way to reach a person at once. */
export interface Channel {
  field: Field
  /** As it is stored. */
  text: string
  /** What the machine's own program for it opens. */
  href: string
  /** How many more there are of the field. */
  more: number
}

/** A plain text by its type, for what people write beside a number. */
const phoneKey = 'phone'

/** More than these are in the form. */
const mostChannels = 4

/** E-mail addresses and phone numbers of a contact: of each field that is there the primary one. */
export function channelsOf({ values }: Contact, fields: readonly Field[]): Channel[] {
  return fieldsThere(fields, values, values)
    .filter(({ masked }) => !masked)
    .flatMap((field) => {
      const { control } = displayOf(field)
      const input = control.kind === 'line' || control.kind === 'identities' ? control.input : null
      const stored = [values[field.key] ?? []].flat().filter((one) => typeof one === 'string')
      const [text] = stored
      const isNumber = input === 'tel' || field.key === phoneKey
      const scheme = input === 'email' ? 'mailto:' : isNumber ? 'tel:' : null
      if (text === undefined || scheme === null) return []
      return [{ field, text, href: scheme + addressIn(scheme, text), more: stored.length - 1 }]
    })
    .slice(0, mostChannels)
}

/** RFC 6068 has what a mail address may hold escaped; RFC 3966 knows digits and one plus. */
function addressIn(scheme: string, text: string): string {
  if (scheme === 'mailto:') return encodeURIComponent(text).replace('%40', '@')
  return (text.trim().startsWith('+') ? '+' : '') + text.replace(/\D/g, '')
}
