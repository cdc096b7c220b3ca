import { streamSSE } from 'hono/streaming'
import type { Context } from '../installation/context.ts'
import { operation } from '../http/operation.ts'
import { type Log, problemResponse } from '../http/problem-response.ts'
import { createRouter, refusals } from '../http/router.ts'
import type { Import } from './import/import.ts'
import { byId } from './import/request-schemas.ts'
import { getImport } from './get-import.ts'
import { OpenStreams } from './open-streams.ts'

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
    'An event `import` with the import as JSON now and whenever it has changed, looked at once a second; the stream ends when the import has. It ends too, with an event `problem` whose data is the problem as JSON, when the caller’s session, key or right to import does. A caller has ten streams at most, a server 200.',
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

/**
 * Looks after which something is sent that says nothing: who is gone without a word is found out by it,
 * which at the edge are all who are gone (measured in workerd: a stream is cancelled by a write, not before).
 */
const looksBetweenSigns = 5

/** @param log told why a stream ended that should not have */
export function eventRoutes(log: Log) {
  const streams = new OpenStreams()
  return createRouter().openapi(events, async (c) => {
    const ctx = c.get('ctx')
    const recheck = c.get('recheck')
    const first = await getImport(ctx, c.req.valid('param').id)
    const open = streams.open(ctx.actor ?? '')
    return streamSSE(c, async (stream) => {
      stream.onAbort(open.close)
      let looks = 0
      const wait = async () => {
        await stream.sleep(interval)
        if (stream.aborted || !open.isOpen()) return false
        await recheck()
        looks += 1
        if (looks % looksBetweenSigns === 0) await stream.write(': still here\n\n')
        return !stream.aborted
      }
      try {
        for await (const state of importStates(ctx, first, wait))
          await stream.writeSSE({ event: 'import', data: JSON.stringify(state) })
      } catch (error) {
        if (!(error instanceof Error)) throw error
        const problem = problemResponse(error, c, log)
        await stream.writeSSE({ event: 'problem', data: await problem.text() })
      } finally {
        open.close()
      }
    })
  })
}
