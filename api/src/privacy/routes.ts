import { z } from '@hono/zod-openapi'
import { contactSchema, contactValues } from '../contacts/schemas.ts'
import { attachment } from '../http/download.ts'
import { expectedVersion, ifMatchHeader } from '../http/etag.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, json, refusals } from '../http/router.ts'
import { eraseContact } from './erase.ts'
import { contactRecord } from './record.ts'

const tags: DocumentTag[] = ['Contacts']
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The contact’s id' }) })
const time = z.string().openapi({ format: 'date-time' })

const recordSchema = z
  .object({
    contact: contactSchema,
    merged: z
      .array(contactSchema)
      .openapi({ description: 'Contacts that were merged into it, as they were then' }),
    deletedFields: z.array(
      z.object({ key: z.string(), name: z.string(), deletedAt: time, value: z.unknown() }),
    ),
    changes: z.array(
      z.object({
        contactId: z.string(),
        version: z.number().int(),
        kind: z.string(),
        at: time,
        actor: z.string().nullable(),
        via: z.string(),
        importId: z.string().nullable(),
        before: contactValues.optional(),
        beforeInDeletedFields: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
    notes: z.array(
      z.object({
        id: z.string(),
        contactId: z.string(),
        author: z.string().nullable(),
        text: z.string(),
        createdAt: time,
        updatedAt: time,
      }),
    ),
    imports: z.array(
      z.object({
        importId: z.string(),
        fileName: z.string(),
        mode: z.string(),
        dryRun: z.boolean(),
        startedAt: time,
        actor: z.string().nullable(),
        row: z.number().int(),
        outcome: z.string(),
        changes: z.array(z.unknown()),
        notes: z
          .array(z.unknown())
          .openapi({ description: 'Which of the row’s cells it did not get, and why' }),
      }),
    ),
    failedRows: z.array(
      z.object({
        importId: z.string(),
        row: z.number().int(),
        cells: z.array(z.unknown()),
        reasons: z.array(z.unknown()),
      }),
    ),
  })
  .openapi('ContactRecord')

const record = operation({
  method: 'get',
  path: '/contacts/{id}/record',
  operationId: 'exportContactRecord',
  permission: 'export_contacts',
  summary: 'Everything that is held about a contact, as a file',
  tags,
  request: { params: byId },
  responses: { 200: json(recordSchema, 'The record'), ...refusals('not_found') },
})

const erase = operation({
  method: 'post',
  path: '/contacts/{id}/erase',
  operationId: 'eraseContact',
  permission: 'erase_contacts',
  summary: 'Remove a contact and all that is held about it, for good',
  description:
    'Its values of now and of before, its identities, what people wrote about it, what imports have of it, and its texts in the search index; all contacts that were merged into it likewise. It cannot be undone, not by undoing an import either.',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: {
    204: { description: 'Nothing is held any more' },
    ...refusals(
      'not_found',
      'merged',
      'stale',
      'precondition_required',
      'unsupported_media_type',
      'too_large',
    ),
  },
})

/** @param forget see `eraseContact` */
export function privacyRoutes(forget: () => Promise<void>) {
  return createRouter()
    .openapi(record, async (c) => {
      const { id } = c.req.valid('param')
      const found = await contactRecord(c.get('ctx'), id)
      c.header('content-disposition', attachment(`contact-${id}.json`))
      return c.json(found, 200)
    })
    .openapi(erase, async (c) => {
      const expected = expectedVersion(c.req.valid('header')['if-match'])
      await eraseContact(c.get('ctx'), c.req.valid('param').id, expected, forget)
      return c.body(null, 204)
    })
}
