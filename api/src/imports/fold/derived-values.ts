import {
  type CellLocale,
  type Field,
  type FieldRules,
  fieldsByKey,
  identityFieldsOf,
  identityKey,
  isEmptyValue,
  nameKey,
  rulesOf,
  type Values,
} from '@cardfile/openapi'
import { type Column, nameColumns, type NamePart } from '@cardfile/openapi/spreadsheet'

/** Parts of a name that a row has in columns of their own. */
export type NameParts = Partial<Record<NamePart, string>>

const phoneKey = 'phone'
const smsKey = 'sms'

/**
 * What a row says without having a column for it: a name of its parts, and who somebody is where a
 * phone number is all that they are known by. A phone number is not taken for an identity otherwise,
 * since couples and colleagues share one.
 */
export class DerivedValues {
  readonly #namesItself: boolean
  readonly #hasNameColumn: boolean
  readonly #name: FieldRules | null
  readonly #sms: Field | null
  readonly #phoneLocale: Pick<CellLocale, 'country'>
  readonly #identities: readonly Field[]

  constructor(fields: readonly Field[], columns: readonly Column[]) {
    const { whole, parts } = nameColumns(columns)
    this.#hasNameColumn = whole
    this.#namesItself = parts.length > 0
    const name = settable(fields, nameKey)
    this.#name = name && rulesOf(name)
    const phone = columns.find(({ field }) => field === phoneKey)
    this.#sms = phone ? settable(fields, smsKey) : null
    this.#phoneLocale = { country: phone?.options?.country }
    this.#identities = identityFieldsOf(fields)
  }

  /**
   * Adds them to the values of a row.
   *
   * @returns whether the row is known by its phone number alone
   */
  addTo(values: Values, parts: NameParts): boolean {
    if (this.#namesItself && this.#name && isEmptyValue(values[nameKey])) {
      const name = this.#nameOf(values, parts)
      if (name !== '') values[nameKey] = this.#name.tryFast(name) ?? name
    }
    if (!this.#sms || isEmptyValue(values[phoneKey])) return false
    if (this.#identities.some(({ key }) => !isEmptyValue(values[key]))) return false
    const numbers = this.#numbersIn(String(values[phoneKey]), this.#sms)
    if (numbers.length === 0) return false
    values[smsKey] = rulesOf(this.#sms).tryFast(numbers)
    return true
  }

  #nameOf(values: Values, { prefix, middle, suffix }: NameParts): string {
    const whole = [prefix, values.first_name, middle, values.last_name, suffix]
      .filter((part) => !isEmptyValue(part))
      .join(' ')
    if (whole !== '' || this.#hasNameColumn) return whole
    const [email] = Array.isArray(values.email) ? values.email : []
    const known = [values.alias, values.company, email, values[phoneKey]]
    return String(known.find((value) => !isEmptyValue(value)) ?? '')
  }

  /** Numbers of a country; a short code or a sender's name in letters is nobody's own. */
  #numbersIn(text: string, sms: Field): string[] {
    const read = rulesOf(sms).parseCell(text, { timeZone: 'UTC', ...this.#phoneLocale })
    const numbers: readonly string[] = Array.isArray(read) ? read : []
    return numbers.filter((number) => identityKey(sms, number)?.startsWith('+'))
  }
}

function settable(fields: readonly Field[], key: string): Field | null {
  const field = fieldsByKey(fields).get(key)
  return field && !field.unseen && field.editable !== false ? field : null
}
