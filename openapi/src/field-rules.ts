import { z } from 'zod'
import { type FieldRules, identityDisplay, plainRules } from './field-display.ts'
import { trimmedCellText } from './field-types/text-cell.ts'
import { characterCount, lineFault, plainText } from './field-types/text-rules.ts'
import { plainLocale } from './field-types/type.ts'
import type { Field } from './field.ts'
import { type Reason, reason, named } from './reasons/reason.ts'
import { refuse } from './reasons/zod.ts'
import { trimMarks } from './text/trim-marks.ts'
import { normaliserOf } from './identities/normalise.ts'
import { defaultCountry, longestTyped, type Normalised } from './identities/normalised.ts'
import { fromCountry } from './identities/phone.ts'
import { type IdentityType, identityTypeOf, isPhoneIdentity } from './identities/registry.ts'
import { identityText } from './identities/spoilt-number.ts'
import { splitCell } from './field-types/multi-value.ts'

export type { FieldRules }

/** Most identities of one type that one contact may have. */
const mostIdentities = 50

/** True for a field whose texts are phone numbers, and are looked for as such. */
export function holdsPhones({ kind, key }: Pick<Field, 'kind' | 'key'>): boolean {
  return kind === 'I' ? isPhoneIdentity(key) : kind === 'S' && phoneKeys.has(key)
}

const phoneKeys: ReadonlySet<string> = new Set(['phone', 'fax'])

/** The countries that national numbers of an installation are meant in. */
export function phoneCountries(fields: readonly Field[]): string[] {
  const numbers = fields.filter(({ kind, key }) => kind === 'I' && isPhoneIdentity(key))
  return [...new Set(numbers.map((field) => field.defaultCountry ?? defaultCountry))]
}

const cache = new WeakMap<Field, FieldRules>()

/**
 * What the form, the API, the filters and the spreadsheet all ask. An identity field's rules are its identity
 * type's, over a list. Definitions are never changed in place, so a field's rules are made once.
 */
export function rulesOf(field: Field): FieldRules {
  let rules = cache.get(field)
  if (!rules) {
    rules = field.kind === 'I' ? identityRules(field) : plainRules(field)
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
    tryFast: identityListTryFast(field, type),
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
  return z
    .array(
      z
        .string({ error: 'must be text' })
        .superRefine((value, context) => {
          const fault = identityFault(value, length, field, type)
          if (fault) refuse(context, named(value, fault))
        })
        .meta({ minLength: 1, maxLength: length }),
      { error: 'must be a list' },
    )
    .max(mostIdentities, `must be at most ${mostIdentities} values`)
    .overwrite((values) => keptValues(values, field, type))
}

function identityListTryFast(field: Field, type: IdentityType) {
  const length = field.length ?? type.length
  const isFine = (value: unknown) =>
    typeof value === 'string' && identityFault(value, length, field, type) === null
  return (value: unknown) =>
    Array.isArray(value) && value.length <= mostIdentities && value.every(isFine)
      ? keptValues(value, field, type)
      : undefined
}

function identityFault(
  typed: string,
  length: number,
  field: Field,
  type: IdentityType,
): Reason | null {
  // Nearly every identity is a plain line, and that is told at once.
  const isPlain = plainText(typed, length) !== undefined
  const fault = isPlain ? null : lineFault(trimMarks(typed))
  if (fault) return fault
  const normalised = normalise(typed, field, type)
  if ('fault' in normalised) return normalised.fault
  return normalised.value.length > length && characterCount(normalised.value) > length
    ? reason('identity_too_long', { most: length })
    : null
}

/** Each identity once, as it is kept. */
function keptValues(typed: readonly string[], field: Field, type: IdentityType): string[] {
  const kept = new Map<string, string>()
  for (const one of typed) {
    const normalised = normalise(one, field, type)
    const { key, value } = 'key' in normalised ? normalised : { key: one, value: one }
    if (!kept.has(key)) kept.set(key, value)
  }
  return [...kept.values()]
}

/** Values whose keys are remembered per field: those of a few hundred rows, until they are written. */
const mostRemembered = 2_000

const remembered = new WeakMap<Field, Map<string, Normalised>>()

/** On its way a value is asked for its key several times, and a phone number's takes long to find. */
function normalise(value: string, field: Field, type: IdentityType): Normalised {
  if (value.length > longestTyped)
    return { fault: reason('identity_too_long', { most: field.length ?? type.length }) }
  let known = remembered.get(field)
  if (!known || known.size >= mostRemembered) {
    known = new Map()
    remembered.set(field, known)
  }
  let normalised = known.get(value)
  if (!normalised) {
    normalised = normaliserOf(type.key)(value, field)
    known.set(value, normalised)
  }
  return normalised
}

/** The key under which an identity is unique, or null for a value that is none. */
export function identityKey(field: Field, value: string): string | null {
  const normalised = normalise(value, field, identityTypeOf(field.key))
  return 'key' in normalised ? normalised.key : null
}
