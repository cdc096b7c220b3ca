import { z } from 'zod'
import type { AnyFieldType, AnyTypeRules, FieldSettings } from './field-types/registry.ts'
import { trimmedCellText } from './field-types/text-cell.ts'
import { plainLocale } from './field-types/type.ts'
import { defaultCountry } from './identities/normalised.ts'
import { normaliserOf } from './identities/normalise.ts'
import { fromCountry } from './identities/phone.ts'
import { type IdentityReader, identityReader } from './identity-reader.ts'
import { identityTypeOf } from './identities/registry.ts'
import { cellNumber } from './field-types/text-cell.ts'
import { identityText } from './identities/spoilt-number.ts'
import { refuse } from './reasons/zod.ts'

/**
 * A type's rules under a definition's settings. A type whose texts are read as identities are declares that
 * alone, since what reads them takes the world's numbering plans; it is added here.
 */
export function typeRules(type: AnyFieldType, stated: FieldSettings): AnyTypeRules {
  const rules = type.rules(stated)
  const reader = readerOf(type, stated)
  if (!reader || type.readAs === undefined) return rules
  const normalise = normaliserOf(type.readAs)
  return {
    ...rules,
    value: z
      .string()
      .superRefine((typed, context) => {
        const fault = reader.fault(typed)
        if (fault) refuse(context, fault)
      })
      .overwrite((typed) => reader.kept(typed).value)
      .meta({ maxLength: identityTypeOf(type.readAs).length }),
    tryFast: (typed) =>
      typeof typed === 'string' && reader.fault(typed) === null
        ? reader.kept(typed).value
        : undefined,
    parseCell: (cell, { country } = plainLocale) => {
      const number = cellNumber(cell)
      const shown = trimmedCellText(cell)
      const text = number !== null && typeof cell === 'number' ? identityText(number) : shown
      return text === null || country === undefined
        ? text
        : fromCountry(text, country, normalise, stated.country ?? defaultCountry)
    },
  }
}

/** What reads texts of a type that are read as identities are; null of any other type. */
export function readerOf(type: AnyFieldType, stated: FieldSettings): IdentityReader | null {
  if (type.readAs === undefined) return null
  const { length } = identityTypeOf(type.readAs)
  return identityReader(type.readAs, { defaultCountry: stated.country ?? defaultCountry }, length)
}
