import { z } from 'zod'
import { type FieldRules, identityDisplay, plainRules } from './field-display.ts'
import { trimmedCellText } from './field-types/text-cell.ts'
import { plainLocale } from './field-types/type.ts'
import type { Field } from './field.ts'
import { named } from './reasons/reason.ts'
import { refuse } from './reasons/zod.ts'
import { fieldTypeOf } from './field-types/registry.ts'
import { type IdentityReader, identityReader } from './identity-reader.ts'
import { typeRules } from './type-rules.ts'
import { normaliserOf } from './identities/normalise.ts'
import { defaultCountry } from './identities/normalised.ts'
import { fromCountry } from './identities/phone.ts'
import { type IdentityType, identityTypeOf, isPhoneIdentity } from './identities/registry.ts'
import { identityText } from './identities/spoilt-number.ts'
import { splitCell } from './field-types/multi-value.ts'

export type { FieldRules }

/** Most identities of one type that one contact may have. */
const mostIdentities = 50

/** True for a field whose texts are phone numbers, and are looked for as such. */
export function holdsPhones({ kind, key, type }: Pick<Field, 'kind' | 'key' | 'type'>): boolean {
  if (kind === 'I') return isPhoneIdentity(key)
  return kind === 'S' ? phoneKeys.has(key) : fieldTypeOf(type).readAs !== undefined
}

/** The country that national numbers of a field are meant in, by ISO 3166-1 alpha-2. */
export function countryOf({ defaultCountry: ofIdentity, country }: Field): string {
  return ofIdentity ?? country ?? defaultCountry
}

const phoneKeys: ReadonlySet<string> = new Set(['phone', 'fax'])

/** The countries that national numbers of an installation are meant in. */
export function phoneCountries(fields: readonly Field[]): string[] {
  const numbers = fields.filter((field) => field.kind !== 'S' && holdsPhones(field))
  return [...new Set(numbers.map(countryOf))]
}

const cache = new WeakMap<Field, FieldRules>()
const readers = new WeakMap<Field, IdentityReader>()

/**
 * What the form, the API, the filters and the spreadsheet all ask. An identity field's rules are its identity
 * type's, over a list. Definitions are never changed in place, so a field's rules are made once.
 */
export function rulesOf(field: Field): FieldRules {
  let rules = cache.get(field)
  if (!rules) {
    rules =
      field.kind === 'I'
        ? identityRules(field)
        : { ...plainRules(field), ...typeRules(fieldTypeOf(field.type), field) }
    cache.set(field, rules)
  }
  return rules
}

/** Whether several columns of a file may go to a field. */
export function takesSeveralColumns(field: Field): boolean {
  const { many, joins } = rulesOf(field)
  return many || joins !== undefined
}

function identityRules(field: Field): FieldRules {
  const type = identityTypeOf(field.key)
  return {
    ...identityDisplay(field, type),
    value: identityListSchema(field, type),
    tryFast: identityListTryFast(field),
    parseCell: (cell, { separator, country } = plainLocale) => {
      const text = typeof cell === 'number' ? identityText(cell) : trimmedCellText(cell)
      if (text === null) return null
      const values = splitCell(text, separator)
      return country === undefined || type.input !== 'tel'
        ? values
        : values.map((value) =>
            fromCountry(value, country, normaliserOf(type.key), field.defaultCountry),
          )
    },
    example: (row) => exampleIdentity(row, type),
  }
}

function exampleIdentity(row: number, { input }: IdentityType): string {
  return {
    text: `example-${row + 1}`,
    email: `example${row + 1}@example.com`,
    tel: `+1 202 555 019${row}`,
  }[input]
}

function identityListSchema(field: Field, type: IdentityType) {
  const length = field.length ?? type.length
  const reader = readerOf(field)
  return z
    .array(
      z
        .string()
        .superRefine((value, context) => {
          const fault = reader.fault(value)
          if (fault) refuse(context, named(value, fault))
        })
        .meta({ minLength: 1, maxLength: length }),
      { error: 'must be a list' },
    )
    .max(mostIdentities, `must be at most ${mostIdentities} values`)
    .overwrite((values) => keptValues(values, reader))
}

function identityListTryFast(field: Field) {
  const reader = readerOf(field)
  const isFine = (value: unknown) => typeof value === 'string' && reader.fault(value) === null
  return (value: unknown) =>
    Array.isArray(value) && value.length <= mostIdentities && value.every(isFine)
      ? keptValues(value, reader)
      : undefined
}

/** Each identity once, as it is kept. */
function keptValues(typed: readonly string[], reader: IdentityReader): string[] {
  const [only] = typed
  if (typed.length === 1 && only !== undefined) return [reader.kept(only).value]
  const kept = new Map<string, string>()
  for (const one of typed) {
    const { key, value } = reader.kept(one)
    if (!kept.has(key)) kept.set(key, value)
  }
  return [...kept.values()]
}

function readerOf(field: Field): IdentityReader {
  let reader = readers.get(field)
  if (!reader) {
    const type = identityTypeOf(field.key)
    reader = identityReader(type.key, field, field.length ?? type.length)
    readers.set(field, reader)
  }
  return reader
}

/** The key under which an identity is unique, or null for a value that is none. */
export function identityKey(field: Field, value: string): string | null {
  return readerOf(field).key(value)
}
