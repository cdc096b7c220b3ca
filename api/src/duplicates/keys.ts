import { type Field, identityKey, type Values } from '@cardfile/openapi'
import {
  comparableCompany,
  comparableName,
  comparablePlace,
  lastDigits,
  mailboxOf,
  numbersIn,
} from './comparable.ts'
import { type KeyField, keyFieldsOf, type KeyUse } from './key-fields.ts'
import { type Signal, signalNumber } from './signals.ts'

/** What a contact may have in common with another one. */
export interface DuplicateKey {
  signal: Signal
  /** The form in which it is compared; with what it is in front, so that no two kinds meet. */
  text: string
  /** As it was typed. */
  value: string
}

/** Shorter ids are the same by chance: two systems both count from 1. */
const shortestId = 8

/**
 * All keys of a contact, each text once, and under its surest signal. Values need not be whole or right: what
 * somebody is typing has keys as well.
 *
 * @param fields those whose values may be looked at
 */
export function keysOf(values: Values, fields: readonly Field[]): DuplicateKey[] {
  const used = keyFieldsOf(fields)
  const numbered = used.find(({ use }) => use === 'number')?.field
  const keys = new Map<string, DuplicateKey>()
  const add = (signal: Signal, text: string | null, value: string) => {
    const known = text === null ? null : keys.get(text)
    if (text === null || (known && signalNumber(known.signal) <= signalNumber(signal))) return
    keys.set(text, { signal, text, value })
  }
  for (const { field, use } of used)
    for (const value of textsOf(values[field.key])) makers[use]?.(add, value, field, numbered)
  for (const [name, value] of namesIn(used, values)) {
    add('same_name', `name ${name}`, value)
    for (const { field, use } of used)
      for (const place of textsOf(values[field.key])) {
        const company = use === 'company' ? comparableCompany(place) : null
        if (company) add('same_company', `company ${name}|${company}`, place)
        const city = use === 'city' ? comparablePlace(place) : null
        if (city) add('same_city', `city ${name}|${city}`, place)
      }
  }
  return [...keys.values()]
}

type Add = (signal: Signal, text: string | null, value: string) => void
type Maker = (add: Add, value: string, field: Field, numbered: Field | undefined) => void

const makers: Readonly<Partial<Record<KeyUse, Maker>>> = {
  phone: (add, value, _, numbered) => {
    for (const number of numbersIn(value)) {
      // Read as SMS reads it, a short national number has its country in front.
      const whole = (numbered && identityKey(numbered, number)) ?? number
      add('same_office_phone', labelled('phone', lastDigits(whole)), number.trim())
    }
  },
  number: (add, value, field) => {
    const key = identityKey(field, value) ?? value
    add('same_identity', `id ${key}`, value)
    add('same_phone', labelled('phone', lastDigits(key)), value)
  },
  mailbox: (add, value, field) => {
    const address = (field.kind === 'I' ? identityKey(field, value) : null) ?? value
    if (field.kind === 'I') add('same_identity', `id ${address}`, value)
    add('same_mailbox', labelled('mailbox', mailboxOf(address)), value)
  },
  handle: (add, value, field) => {
    add('same_handle', labelled('handle', identityKey(field, value)), value)
  },
  id: (add, value, field) => {
    const key = identityKey(field, value)
    if (key !== null && key.length >= shortestId)
      add('same_identity', `id ${key.toLowerCase()}`, value)
  },
}

const labelled = (label: string, text: string | null) => (text === null ? null : `${label} ${text}`)

function namesIn(used: readonly KeyField[], values: Values): Map<string, string> {
  const names = new Map<string, string>()
  for (const { field, use } of used)
    if (use === 'name')
      for (const value of textsOf(values[field.key])) {
        const name = comparableName(value)
        if (name !== null) names.set(name, value)
      }
  return names
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : []
}
