import { fieldTypeIds, fieldTypeOf, typeRules, type Values } from '@cardfile/openapi'
import fc from 'fast-check'
import { arbitraryOf, badValues, settingsOf } from '@cardfile/openapi/test-values'

const keyOf = (type: string) => `every_${type}`

/** What makes a field of every type there is, by the registry: a new type is among them by itself. */
export const fieldsOfEveryType = fieldTypeIds.map((type) => ({
  name: `Every ${type}`,
  key: keyOf(type),
  type,
  ...settingsOf(type),
}))

/** Contacts' values with something in every one of those fields, the same on each run. */
export function samplesOfEveryType(count: number): Values[] {
  const values = fc.record(
    Object.fromEntries(fieldTypeIds.map((type) => [keyOf(type), arbitraryOf(type)])),
  )
  return fc.sample(values, { numRuns: count, seed: 7 }).map(asJson)
}

/** Values for each of those fields alone, taken and refused, that a cell can say too. */
export const judgedOfEveryType: readonly Values[] = fieldTypeIds.flatMap((type) => {
  const { parseCell } = typeRules(fieldTypeOf(type), settingsOf(type))
  // A cell knows fewer kinds of values than JSON: the number 5 in it may as well be the text.
  const saysTheSame = (value: unknown) =>
    isScalar(value) && parseCell(value) === value && JSON.parse(JSON.stringify(value)) === value
  const taken = fc.sample(arbitraryOf(type), { numRuns: 5, seed: 7 })
  return [...taken, ...badValues(type)]
    .filter(saysTheSame)
    .map((value) => ({ [keyOf(type)]: value }))
})

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function asJson(values: Values): Values {
  return JSON.parse(JSON.stringify(values))
}
