import {
  conditionsByPlace,
  type Field,
  isComputed,
  isEmptyValue,
  isRequired,
  canBeRequired,
  rulesOf,
  withoutUnseenConditions,
} from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'
import {
  ConditionSchemas,
  ifThen,
  type JsonSchema,
  not,
  notSent,
  noValue,
  sentWithValue,
} from './condition-schema.ts'

/**
 * The values that a new contact is sent with, as a JSON Schema 2020-12 of its own: with the conditions of
 * fields as `if` and `then`, at which generators of clients and viewers of documents give up. A condition that
 * no schema can say (texts are compared by their folds, times by their order, fields with each other) is left
 * to the API. Of values in the form in which they are answered, what the schema refuses the API refuses too;
 * other spellings that the API takes as meant, as an option by its text, the schema does not know.
 *
 * @param fields those that whoever asks may see
 */
export function contactJsonSchema(fields: readonly Field[]): Record<string, unknown> {
  const known = fields.map(withoutUnseenConditions).filter((field) => !isComputed(field))
  const conditions = new ConditionSchemas(known)
  const identities = known.filter(({ kind }) => kind === 'I')
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Contact values',
    description:
      'The values of a new contact by field key, as POST /api/v1/contacts takes them, in the form in which it answers them; other spellings it takes too, as an option by its text.',
    type: 'object',
    properties: Object.fromEntries(known.map((field) => [field.key, propertyOf(field)])),
    additionalProperties: false,
    allOf: [
      ...(identities.length > 0
        ? [{ anyOf: identities.map(({ key }) => sentWithValue(key)) }]
        : []),
      ...known.flatMap((field) => rulesFor(field, conditions)),
    ],
    $defs: conditions.definitions(),
  }
}

function propertyOf(field: Field): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(rulesOf(field).value, { unrepresentable: 'any' })
  const when = conditionsByPlace(field)
  return {
    title: field.name,
    ...(field.helpText === null ? {} : { description: field.helpText }),
    ...(isEmptyValue(field.defaultValue) ? {} : { default: field.defaultValue }),
    ...(field.readOnly ? { $comment: 'Can be set at creation only.' } : {}),
    ...(when === null ? {} : { 'x-cardfile-when': when }),
    anyOf: [schema, noValue],
  }
}

function rulesFor(field: Field, conditions: ConditionSchemas): JsonSchema[] {
  const { key } = field
  const there = conditions.there(field)
  const filled = conditions.filled(field)
  if (there === null) return []
  const has: JsonSchema =
    filled === null || filled === false
      ? sentWithValue(key)
      : { anyOf: [sentWithValue(key), { allOf: [notSent(key), filled] }] }
  const rules: JsonSchema[] = []
  if (there !== true) rules.push(ifThen(not(there), { properties: { [key]: noValue } }))
  if (filled !== null && (isRequired(field) || (field.required && canBeRequired(field))))
    rules.push(there === true ? has : ifThen(there, has))
  const required = field.requiredWhen ? conditions.met(field.requiredWhen) : null
  if (required !== null && filled !== null && canBeRequired(field))
    rules.push(ifThen({ allOf: [there, required] }, has))
  for (const { id, when } of field.options ?? []) {
    const offered = when ? conditions.met(when) : null
    if (offered === null) continue
    const taken = rulesOf(field).many ? { contains: { const: id } } : { const: id }
    rules.push(ifThen(not(offered), { properties: { [key]: { not: taken } } }))
  }
  return rules
}
