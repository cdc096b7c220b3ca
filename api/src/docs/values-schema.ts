import {
  conditionsByPlace,
  conditionSentences,
  type Field,
  isComputed,
  isEmptyValue,
  isRequired,
  missingIdentityReason,
  rulesOf,
  type Section,
  withoutUnseenConditions,
} from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'

/** A JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
type JsonSchema = Record<string, unknown>

/**
 * The contact's values of this installation, as the definitions make them: what a client generated
 * from the document knows as typed properties, in the order of the form. `x-cardfile-section` names the
 * section that a field stands in, `x-cardfile-when` its conditions, which sentences of its description tell.
 */
export function valueSchemas(
  fields: readonly Field[],
  sections: readonly Section[],
): Record<string, JsonSchema> {
  const known = fields.map(withoutUnseenConditions)
  const nameOf = new Map(sections.map(({ id, name }) => [id, name]))
  const schemaOfValue = (field: Field, masked = false): JsonSchema => {
    const section = field.section == null ? undefined : nameOf.get(field.section)
    const schema = masked && field.masked ? maskSchema(field) : plainSchema(field, known)
    return section === undefined ? schema : { ...schema, 'x-cardfile-section': section }
  }
  const settable = known.filter((field) => !isComputed(field))
  const properties = (schemaOf: (field: Field) => JsonSchema) =>
    Object.fromEntries(settable.map((field) => [field.key, schemaOf(field)]))
  const keys = (wanted: (field: Field) => boolean) => settable.filter(wanted).map(({ key }) => key)
  const object = (description: string, props: JsonSchema, required: string[]) => ({
    type: 'object',
    description,
    properties: props,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  })
  const identityRule = `Of the identities, ${missingIdentityReason(fields).text}.`
  return {
    ContactValues: object(
      'Values by field key.',
      properties((field) => schemaOfValue(field, true)),
      ['name'],
    ),
    ContactCreateValues: object(
      `Values by field key; defaults fill what is absent. ${identityRule}`,
      properties((field) => schemaOfValue(field)),
      keys((field) => isRequired(field) && isEmptyValue(field.defaultValue)),
    ),
    ContactPatchValues: object(
      'Values by field key. What is absent stays as it is; null clears.',
      properties((field) =>
        isRequired(field) ? schemaOfValue(field) : orNull(schemaOfValue(field)),
      ),
      [],
    ),
  }
}

function plainSchema(field: Field, fields: readonly Field[]): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(rulesOf(field).value, { unrepresentable: 'any' })
  const notes = [
    field.helpText,
    field.kind === 'I' ? 'An identity: no two contacts share one.' : null,
    field.readOnly ? 'Can be set at creation only.' : null,
    isEmptyValue(field.defaultValue) ? null : `Default: ${JSON.stringify(field.defaultValue)}.`,
    field.options
      ? `Options: ${field.options.map(({ id, text }) => `${id} = ${text}`).join('; ')}.`
      : null,
    ...conditionSentences(field, fields),
  ].filter((note) => note !== null)
  const when = conditionsByPlace(field)
  return {
    title: field.name,
    ...(notes.length > 0 ? { description: notes.join(' ') } : {}),
    ...(when === null ? {} : { 'x-cardfile-when': when }),
    ...schema,
  }
}

function maskSchema({ name, kind }: Field): JsonSchema {
  const mask = { type: 'string', maxLength: 8 }
  return {
    title: name,
    description:
      'A mask of the value, like `ma****om`, since you may recognise it and not read it.',
    ...(kind === 'I' ? { type: 'array', items: mask } : mask),
  }
}

function orNull({
  title,
  description,
  'x-cardfile-section': section,
  'x-cardfile-when': when,
  ...schema
}: JsonSchema) {
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(section === undefined ? {} : { 'x-cardfile-section': section }),
    ...(when === undefined ? {} : { 'x-cardfile-when': when }),
    anyOf: [schema, { type: 'null' }],
  }
}
