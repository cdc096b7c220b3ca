import { streamSSE } from 'hono/streaming'
import type { Context } from '../installation/context.ts'
import { operation } from '../http/operation.ts'
import { createRouter, refusals } from '../http/router.ts'
import type { Import } from './import/import.ts'
import { byId } from './import/request-schemas.ts'
import { getImport } from './get-import.ts'

/** Milliseconds between two looks at the database: whatever instance applies the chunks, it is seen. */
const interval = 1_000

const ended = new Set<Import['state']>(['finished', 'cancelled', 'undone'])

/**
 * The import now and each time it has changed, until it ends. Looks only while somebody reads on.
 *
 * @param wait settles when it is time to look again; false to stop
 */
export async function* importStates(
  ctx: Context,
  first: Import,
  wait: () => Promise<boolean>,
): AsyncGenerator<Import> {
  let last = first
  yield last
  while (!ended.has(last.state) && (await wait())) {
    const now = await getImport(ctx, first.id)
    if (now.updatedAt === last.updatedAt && JSON.stringify(now) === JSON.stringify(last)) continue
    last = now
    yield last
  }
}

const events = operation({
  method: 'get',
  path: '/imports/{id}/events',
  operationId: 'watchImport',
  permission: 'import_contacts',
  summary: 'Watch an import as server-sent events',
  description:
    'An event `import` with the import as JSON now and whenever it has changed, looked at once a second; the stream ends when the import has.',
  tags: ['Imports'],
  request: { params: byId },
  responses: {
    200: {
      description: 'The events',
      content: { 'text/event-stream': { schema: { type: 'string' as const } } },
    },
    ...refusals('not_found'),
  },
})

export const eventRoutes = createRouter().openapi(events, async (c) => {
  const ctx = c.get('ctx')
  const first = await getImport(ctx, c.req.valid('param').id)
  return streamSSE(c, async (stream) => {
    const wait = async () => {
      await stream.sleep(interval)
      return !stream.aborted
    }
    for await (const state of importStates(ctx, first, wait))
      await stream.writeSSE({ event: 'import', data: JSON.stringify(state) })
  })
})
