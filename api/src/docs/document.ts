import type { OpenAPIHono } from '@hono/zod-openapi'
import { type Field, prebuiltFields, type Section } from '@cardfile/openapi'
import { documentTags } from '../http/document-tags.ts'
import type { Environment } from '../http/environment.ts'
import { needsTable } from './needs-table.ts'
import { portable } from './portable-schema.ts'
import { valueSchemas } from './values-schema.ts'

type OpenApiDocument = Record<string, unknown> & {
  components: { schemas: Record<string, unknown>; securitySchemes?: Record<string, unknown> }
}

const info = {
  title: 'Cardfile',
  version: '1.0.0',
  description: [
    'Contacts with identities and fields. This document is made from the field definitions of the',
    'installation that serves it: a custom field is a typed property of a contact’s values.',
    '',
    'Errors are RFC 9457 problems with a stable `code`. A change needs `If-Match` with the ETag it',
    'builds on. `Server-Timing` says how many database round trips a request took.',
  ].join('\n'),
  contact: { name: 'Whoever runs this installation' },
  license: { name: 'MIT', identifier: 'MIT' },
}

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'cardfile.session_token',
    description: 'The session of somebody who has signed in. Changes must come from our own pages.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, made by an administrator: `Authorization: Bearer cf_…`.',
  },
}

/** The document with the given fields in the contact's values. The static one has the pre-built. */
export function openApiDocument(
  app: OpenAPIHono<Environment>,
  fields: readonly Field[] = prebuiltFields,
  sections: readonly Section[] = [],
): OpenApiDocument {
  const fixed = fixedPart(app)
  const values = portable(valueSchemas(fields, sections)) as Record<string, unknown>
  const schemas = { ...fixed.components.schemas, ...values }
  return { ...fixed, components: { ...fixed.components, schemas } }
}

/** What was made last, and of which operations. All apps of a process usually have the same. */
let last: { parts: readonly unknown[]; document: OpenApiDocument } | undefined

/** All that no field changes; to make it takes a quarter of a second, so it is kept. */
function fixedPart(app: OpenAPIHono<Environment>): OpenApiDocument {
  const parts = partsOf(app)
  const isKept =
    last?.parts.length === parts.length && parts.every((part, at) => part === last?.parts[at])
  if (last === undefined || !isKept) last = { parts, document: makeFixedPart(app) }
  return last.document
}

/** What a document is made of: an app copies the frames of operations and schemas, not what is in them. */
function partsOf(app: OpenAPIHono<Environment>): unknown[] {
  return app.openAPIRegistry.definitions.flatMap((definition): unknown[] => {
    if ('schema' in definition) return [definition.schema.def]
    if (!('route' in definition)) return [definition]
    const { method, path, request, responses } = definition.route
    return [method, path, request, responses]
  })
}

function makeFixedPart(app: OpenAPIHono<Environment>): OpenApiDocument {
  const document = app.getOpenAPI31Document(
    {
      openapi: '3.1.0',
      info: { ...info, description: `${info.description}\n\n${needsTable(app)}` },
      servers: [{ url: '/', description: 'This installation' }],
      tags: [...documentTags],
    },
    // No value fits two alternatives of a union here, and not every generator has a type for “any of”.
    { unionPreferredType: 'oneOf' },
  ) as unknown as OpenApiDocument
  const { schemas } = document.components
  return portable({
    ...document,
    components: { ...document.components, securitySchemes, schemas: alternatives(schemas) },
  }) as OpenApiDocument
}

/**
 * A schema written by hand must state a type; where it lists alternatives that says nothing more, and
 * generators of clients read both together as something that no value is.
 */
function alternatives(schemas: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { type: _type, ...rest } = schema as Record<string, unknown>
      return [name, 'oneOf' in rest ? rest : schema]
    }),
  )
}
