import { checkbox } from './checkbox.ts'
import { checkboxlist } from './checkboxlist.ts'
import type { IdentitiesControl } from './control.ts'
import { currency } from './currency.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'
import { decimal } from './decimal.ts'
import { dropdown } from './dropdown.ts'
import { email } from './email.ts'
import { integer } from './integer.ts'
import { percent } from './percent.ts'
import { phone } from './phone.ts'
import { radio } from './radio.ts'
import { rating } from './rating.ts'
import type { StatedSettings } from './setting.ts'
import { text } from './text.ts'
import { textarea } from './textarea.ts'
import { timezone } from './timezone.ts'
import type { FieldType, TypeRules } from './type.ts'
import { url } from './url.ts'

/** Every data type, in the order people choose from. A new type is one file and one line here. */
export const fieldTypes = [
  text,
  textarea,
  email,
  url,
  phone,
  date,
  datetime,
  integer,
  decimal,
  percent,
  currency,
  radio,
  checkbox,
  dropdown,
  checkboxlist,
  timezone,
  rating,
] as const

type Registered = (typeof fieldTypes)[number]

export type FieldTypeId = Registered['id']

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never

/** Every setting that any type has. */
export type Settings = Intersection<Registered['settings']>
export type SettingName = keyof Settings

/** What of them a definition states: flat on the wire and in memory. */
export type FieldSettings = { -readonly [Name in SettingName]?: StatedSettings<Settings>[Name] }

export type Control = ReturnType<Registered['rules']>['control'] | IdentitiesControl

/** A type whose values and settings are not known more closely. */
export type AnyFieldType = FieldType<unknown, FieldSettings, SettingName, Control> & {
  readonly id: FieldTypeId
}
export type AnyTypeRules = TypeRules<unknown, Control>

const byId = new Map<string, AnyFieldType>(fieldTypes.map((type) => [type.id, type]))

export const fieldTypeIds = fieldTypes.map((type) => type.id) as [FieldTypeId, ...FieldTypeId[]]

/** @throws RangeError for an id that no type has; stored definitions are checked before this. */
export function fieldTypeOf(id: string): AnyFieldType {
  const type = byId.get(id)
  if (!type) throw new RangeError(`no field type "${id}"`)
  return type
}
