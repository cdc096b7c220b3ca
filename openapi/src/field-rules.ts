import { z } from 'zod'
import { type AnyFieldType, type AnyTypeRules, fieldTypeOf } from './field-types/registry.ts'
import { trimmedCellText } from './field-types/text-cell.ts'
import { characterCount, lineFault, plainText } from './field-types/text-rules.ts'
import { plainLocale } from './field-types/type.ts'
import type { Field } from './field.ts'
import { fromCountry, type IdentityType, identityTypeOf, type Normalised } from './identities.ts'
import { textOperators } from './field-types/operators.ts'
import { joinCell, splitCell } from './field-types/multi-value.ts'

/** Most identities of one type that one contact may have. */
const mostIdentities = 50

/**
 * One field's rules with its settings filled in: what the form, the API, the filters and the
 * spreadsheet all ask. An identity field's rules are its identity type's, over a list.
 */
export interface FieldRules
  extends
    AnyTypeRules,
    Pick<AnyFieldType, 'operators' | 'many' | 'compare' | 'searchable' | 'column'> {}

const cache = new WeakMap<Field, FieldRules>()

/** Definitions are never changed in place, so a field's rules are made once. */
export function rulesOf(field: Field): FieldRules {
  let rules = cache.get(field)
  if (!rules) {
    rules = field.kind === 'I' ? identityRules(field) : plainRules(field)
    cache.set(field, rules)
  }
  return rules
}

function plainRules(field: Field): FieldRules {
  const { rules, ...type } = fieldTypeOf(field.type)
  return { ...type, ...rules(field) }
}

function identityRules(field: Field): FieldRules {
  const type = identityTypeOf(field.key)
  return {
    value: identityListSchema(field, type),
    tryFast: identityListTryFast(field, type),
    operators: textOperators,
    many: true,
    compare: 'text',
    searchable: true,
    column: { width: type.input === 'email' ? 250 : 160 },
    parseCell: (cell, { separator, country } = plainLocale) => {
      const text = trimmedCellText(cell)
      if (text === null) return null
      const values = splitCell(text, separator)
      return country === undefined || type.input !== 'tel'
        ? values
        : values.map((value) => fromCountry(value, country, field.defaultCountry))
    },
    formatCell: (value) => joinCell(value as string[]),
    example: (row) => exampleIdentity(row, type),
    signedText: () => null,
    control: { kind: 'identities', input: type.input, maxLength: field.length ?? type.length },
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
          // Named with its value: one contact may have several in one field.
          if (fault) context.addIssue({ code: 'custom', message: `“${shortened(value)}” ${fault}` })
        })
        .meta({ minLength: 1, maxLength: length }),
      { error: 'must be a list' },
    )
    .max(mostIdentities, `must be at most ${mostIdentities} values`)
    .overwrite((values) => withoutRepeats(values, field, type))
}

function identityListTryFast(field: Field, type: IdentityType) {
  const length = field.length ?? type.length
  const isFine = (value: unknown) =>
    typeof value === 'string' && identityFault(value, length, field, type) === null
  return (value: unknown) =>
    Array.isArray(value) && value.length <= mostIdentities && value.every(isFine)
      ? withoutRepeats([...value], field, type)
      : undefined
}

function identityFault(value: string, length: number, field: Field, type: IdentityType) {
  // Nearly every identity is a plain line, and that is told at once.
  if (plainText(value, length) === undefined) {
    const fault = lineFault(value)
    if (fault) return fault.text
    if (characterCount(value) > length) return `must be at most ${length} characters long`
  }
  const normalised = normalise(value, field, type)
  return 'fault' in normalised ? normalised.fault : null
}

function withoutRepeats(values: string[], field: Field, type: IdentityType): string[] {
  if (values.length < 2) return values
  const seen = new Set<string>()
  return values.filter((value) => {
    const normalised = normalise(value, field, type)
    const key = 'key' in normalised ? normalised.key : value
    return !seen.has(key) && seen.add(key)
  })
}

/** Values whose keys are remembered per field: those of a few hundred rows, until they are written. */
const mostRemembered = 2_000

const remembered = new WeakMap<Field, Map<string, Normalised>>()

/** On its way a value is asked for its key several times, and a phone number's takes long to find. */
function normalise(value: string, field: Field, type: IdentityType): Normalised {
  let known = remembered.get(field)
  if (!known || known.size >= mostRemembered) {
    known = new Map()
    remembered.set(field, known)
  }
  let normalised = known.get(value)
  if (!normalised) {
    normalised = type.normalise(value, field)
    known.set(value, normalised)
  }
  return normalised
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value
}

/** The key under which an identity is unique, or null for a value that is none. */
export function identityKey(field: Field, value: string): string | null {
  const normalised = normalise(value, field, identityTypeOf(field.key))
  return 'key' in normalised ? normalised.key : null
}
