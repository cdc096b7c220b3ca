import { checkbox } from './checkbox.ts'
import { checkboxlist } from './checkboxlist.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'
import { decimal } from './decimal.ts'
import { dropdown } from './dropdown.ts'
import { email } from './email.ts'
import { integer } from './integer.ts'
import { radio } from './radio.ts'
import { text } from './text.ts'
import { textarea } from './textarea.ts'
import { timezone } from './timezone.ts'
import type { FieldType } from './type.ts'
import { url } from './url.ts'

/** Every data type, in the order people choose from. A new type is one file and one line here. */
export const fieldTypes = [
  text,
  textarea,
  email,
  url,
  date,
  datetime,
  integer,
  decimal,
  radio,
  checkbox,
  dropdown,
  checkboxlist,
  timezone,
] as const

const byId = new Map<string, FieldType>(
  fieldTypes.map((type) => [type.id, type as unknown as FieldType]),
)

export const fieldTypeIds = fieldTypes.map((type) => type.id) as [string, ...string[]]

/** @throws RangeError for an id that no type has; stored definitions are checked before this. */
export function fieldTypeOf(id: string): FieldType {
  const type = byId.get(id)
  if (!type) throw new RangeError(`no field type "${id}"`)
  return type
}
