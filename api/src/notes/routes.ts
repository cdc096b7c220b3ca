import { z } from '@hono/zod-openapi'
import { noteSchema, noteWriteSchema } from '@cardfile/openapi'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import { idempotencyHeader, idempotencyOf } from '../http/idempotency-key.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { wholeNumber } from '../http/whole-number.ts'
import { createNote } from './create-note.ts'
import { deleteNote } from './delete-note.ts'
import { listNotes } from './list-notes.ts'
import { updateNote } from './update-note.ts'

const tags: DocumentTag[] = ['Notes']
const largestPage = 100
const ofContact = z.object({
  id: z.string().max(64).openapi({ description: 'The contact’s id' }),
})
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The note’s id' }) })
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const
const guarded = ['stale', 'precondition_required', 'not_found', 'in_trash'] as const
const oneNote = (description: string) => ({
  ...json(noteSchema, description),
  headers: etagHeaders,
})

const list = operation({
  method: 'get',
  path: '/contacts/{id}/notes',
  operationId: 'listNotes',
  permission: 'view_notes',
  summary: 'What people wrote about a contact, newest first',
  description:
    'With what was written about those that were merged into it. Also of a contact in the trash.',
  tags,
  request: {
    params: ofContact,
    query: z.strictObject({
      cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER, '`nextCursor` of the page before').optional(),
      pageSize: wholeNumber(1, largestPage, 'How many notes a page has at most').optional(),
    }),
  },
  responses: {
    200: json(
      z
        .object({
          data: z.array(noteSchema),
          nextCursor: z
            .string()
            .nullable()
            .openapi({ description: 'For the next page; null on the last one' }),
        })
        .openapi('NoteList'),
      'Its notes',
    ),
    ...refusals('not_found'),
  },
})

const create = operation({
  method: 'post',
  path: '/contacts/{id}/notes',
  operationId: 'createNote',
  permission: 'write_notes',
  summary: 'Write a note about a contact',
  tags,
  request: { params: ofContact, headers: idempotencyHeader, body: jsonBody(noteWriteSchema) },
  responses: {
    201: oneNote('The note'),
    ...refusals(...bodyRefusals, 'not_found', 'merged', 'in_trash', 'key_reused'),
  },
})

const update = operation({
  method: 'patch',
  path: '/notes/{id}',
  operationId: 'updateNote',
  permission: 'write_notes',
  summary: 'Change a note that you wrote',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(noteWriteSchema) },
  responses: { 200: oneNote('The note as it is now'), ...refusals(...bodyRefusals, ...guarded) },
})

const remove = operation({
  method: 'delete',
  path: '/notes/{id}',
  operationId: 'deleteNote',
  permission: 'write_notes',
  summary: 'Delete a note for good',
  description: 'One that you wrote; with `erase_contacts` anybody’s.',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: { 204: { description: 'It is gone' }, ...refusals(...guarded) },
})

export const noteRoutes = createRouter()
  .openapi(list, async (c) => {
    const { cursor, pageSize = 20 } = c.req.valid('query')
    const { id } = c.req.valid('param')
    return c.json(await listNotes(c.get('ctx'), id, { pageSize, before: cursor }), 200)
  })
  .openapi(create, async (c) => {
    const { id } = c.req.valid('param')
    const key = c.req.valid('header')['idempotency-key']
    const body = c.req.valid('json')
    const idempotency = idempotencyOf(key, c.get('ctx'), 'createNote', [id, body])
    const note = await createNote(c.get('ctx'), id, body, idempotency)
    return c.json(note, 201, { etag: etagOf(note) })
  })
  .openapi(update, async (c) => {
    const { id } = c.req.valid('param')
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    const note = await updateNote(c.get('ctx'), id, expected, c.req.valid('json'))
    return c.json(note, 200, { etag: etagOf(note) })
  })
  .openapi(remove, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    await deleteNote(c.get('ctx'), c.req.valid('param').id, expected)
    return c.body(null, 204)
  })
