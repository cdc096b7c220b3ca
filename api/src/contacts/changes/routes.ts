import { z } from '@hono/zod-openapi'
import { operation } from '../../http/operation.ts'
import { createRouter, json, refusals } from '../../http/router.ts'
import { wholeNumber } from '../../http/whole-number.ts'
import { largestFeedPage, readFeed } from './feed.ts'
import { changeListSchema, feedSchema } from './schemas.ts'
import { contactTimeline } from './timeline.ts'

const largestTimelinePage = 200

const timeline = operation({
  method: 'get',
  path: '/contacts/{id}/changes',
  operationId: 'listContactChanges',
  permission: 'view_contacts',
  summary: 'What changed in a contact, newest first',
  description:
    'Down to its creation, with all that were merged into it. Changes of nothing that you see are left out, so that a page may have fewer than were asked for; only without `nextCursor` is it the last.',
  tags: ['Contacts'],
  request: {
    params: z.object({ id: z.string().max(64).openapi({ description: 'The contact’s id' }) }),
    query: z.strictObject({
      cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER, '`nextCursor` of the page before').optional(),
      pageSize: wholeNumber(
        1,
        largestTimelinePage,
        'How many changes a page has at most',
      ).optional(),
      field: z
        .string()
        .max(64)
        .optional()
        .openapi({ description: 'Key of a field: only changes of its value' }),
    }),
  },
  responses: { 200: json(changeListSchema, 'Its changes'), ...refusals('not_found') },
})

const feed = operation({
  method: 'get',
  path: '/changes',
  operationId: 'listChanges',
  permission: 'view_contacts',
  summary: 'What changed in all contacts, in order',
  description: [
    'For programs that keep up with all contacts. Ask for `since=now` first, then list the contacts, then ask from `next` on, again and again: no change is missed and none comes twice.',
    'Each change has its contact as it is now, or none where it is in the trash, merged into another one, or gone: keep what comes, and forget what comes without. What you may not see is not in it, nor that it changed; so numbers may be left out, and a page may be empty while there are more. Fields and roles are no contacts: after a change of those, begin anew.',
    'By a `view` it tells who joined those that the view lists, who left and who stayed. Where `viewVersion` is another than before, somebody has changed the view: list its contacts anew. A search, and when a contact was changed, cannot be followed.',
    'Changes are kept for 90 days. An older cursor is answered with 410.',
  ].join('\n\n'),
  tags: ['Contacts'],
  request: {
    query: z.strictObject({
      since: z
        .union([
          z.literal('now'),
          wholeNumber(0, Number.MAX_SAFE_INTEGER, 'The last change that is known'),
        ])
        .openapi({
          type: 'string',
          pattern: '^(now|\\d{1,16})$',
          description:
            '`next` of the page before; `0` for all that is kept, `now` for none of what has been',
        }),
      limit: wholeNumber(1, largestFeedPage, 'How many changes a page has at most').optional(),
      view: z.string().max(64).optional().openapi({
        description:
          'A view: only changes of contacts that it lists, or did before, each with `membership`',
      }),
    }),
  },
  responses: {
    200: json(feedSchema, 'The next changes'),
    ...refusals('cursor_expired', 'not_found', 'wrong_state'),
  },
})

export const changeRoutes = createRouter()
  .openapi(timeline, async (c) => {
    const { cursor, pageSize = 50, field } = c.req.valid('query')
    const { id } = c.req.valid('param')
    return c.json(await contactTimeline(c.get('ctx'), id, { pageSize, before: cursor, field }), 200)
  })
  .openapi(feed, async (c) => {
    const { since, limit = 100, view } = c.req.valid('query')
    return c.json(await readFeed(c.get('ctx'), since, limit, view), 200)
  })
