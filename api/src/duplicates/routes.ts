import { z } from '@hono/zod-openapi'
import { contactPatchSchema } from '../contacts/schemas.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { pageCursor } from '../http/page-cursor.ts'
import { createRouter, json, jsonBody, refusals } from '../http/router.ts'
import { wholeNumber } from '../http/whole-number.ts'
import { duplicatesOf, duplicatesOfValues } from './find-duplicates.ts'
import { setNotDuplicates, unsetNotDuplicates } from './not-duplicates.ts'
import { duplicateQueue } from './queue.ts'
import { duplicatesSchema, queueSchema } from './schemas.ts'
import { signalCodes, strengths } from './signals.ts'

const tags: DocumentTag[] = ['Duplicates']
const id = (description: string) => z.string().max(64).openapi({ description })

const ofContact = operation({
  method: 'get',
  path: '/contacts/{id}/duplicates',
  operationId: 'listContactDuplicates',
  permission: 'view_contacts',
  summary: 'Contacts that may be the same person as one',
  description:
    'The surest first, at most 50, judged by the fields that you see. Those that somebody has said are another person are left out.',
  tags,
  request: { params: z.object({ id: id('The contact’s id') }) },
  responses: {
    200: json(duplicatesSchema, 'Contacts, with the reasons'),
    ...refusals('not_found', 'in_trash'),
  },
})

const ofValues = operation({
  method: 'post',
  path: '/duplicates:find',
  operationId: 'findDuplicates',
  permission: 'view_contacts',
  summary: 'Contacts that look like one that is yet to be made',
  description:
    'For warning while somebody types: at most 3, for values that need not be whole or right. It refuses nothing, and nothing is written.',
  tags,
  request: { body: jsonBody(contactPatchSchema) },
  responses: {
    200: json(duplicatesSchema, 'Contacts, with the reasons'),
    ...refusals('invalid_request', 'unsupported_media_type', 'too_large'),
  },
})

const largestQueuePage = 100

const queue = operation({
  method: 'get',
  path: '/duplicates',
  operationId: 'listDuplicates',
  permission: 'merge_contacts',
  summary: 'Pairs of contacts that may be one',
  description:
    'The surest first; by the age of the contacts for who does not see every field that counts. Each is judged anew by what the contacts are now and by the fields that you see, so that a page may have fewer than were asked for; only without `nextCursor` is it the last.',
  tags,
  request: {
    query: z.strictObject({
      cursor: pageCursor(2_000),
      pageSize: wholeNumber(1, largestQueuePage, 'How many pairs a page has at most').optional(),
      reason: z
        .enum(signalCodes)
        .optional()
        .openapi({ description: 'Only pairs that have this in common' }),
      strength: z.enum(strengths).optional().openapi({ description: 'Only pairs this sure' }),
    }),
  },
  responses: { 200: json(queueSchema, 'A page of pairs') },
})

const two = z.object({ id: id('One contact’s id'), otherId: id('The other one’s id') })

const set = operation({
  method: 'put',
  path: '/not-duplicates/{id}/{otherId}',
  operationId: 'setNotDuplicates',
  permission: 'merge_contacts',
  summary: 'Say that two contacts are not the same',
  description: 'It holds until one of them changes in what they have in common.',
  tags,
  request: { params: two },
  responses: { 204: { description: 'It is remembered' }, ...refusals('not_found') },
})

const unset = operation({
  method: 'delete',
  path: '/not-duplicates/{id}/{otherId}',
  operationId: 'unsetNotDuplicates',
  permission: 'merge_contacts',
  summary: 'Take back that two contacts are not the same',
  tags,
  request: { params: two },
  responses: { 204: { description: 'They may be suspected again' }, ...refusals('not_found') },
})

export const duplicateRoutes = createRouter()
  .openapi(ofContact, async (c) =>
    c.json(await duplicatesOf(c.get('ctx'), c.req.valid('param').id), 200),
  )
  .openapi(ofValues, async (c) =>
    c.json(await duplicatesOfValues(c.get('ctx'), c.req.valid('json').values), 200),
  )
  .openapi(queue, async (c) => {
    const { pageSize = 25, ...ask } = c.req.valid('query')
    return c.json(await duplicateQueue(c.get('ctx'), { pageSize, ...ask }), 200)
  })
  .openapi(set, async (c) => {
    const { id, otherId } = c.req.valid('param')
    await setNotDuplicates(c.get('ctx'), id, otherId)
    return c.body(null, 204)
  })
  .openapi(unset, async (c) => {
    const { id, otherId } = c.req.valid('param')
    await unsetNotDuplicates(c.get('ctx'), id, otherId)
    return c.body(null, 204)
  })
