import { createRoute, type OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import { type Need, permissions } from '@cardfile/openapi'
import type { DocumentTag } from './document-tags.ts'
import type { Environment } from './environment.ts'
import { refusals } from './router.ts'

/** Under this name the document says what an operation needs; whoever guards it reads it there. */
export const needKey = 'x-permission'

const callers = [{ session: [] }, { bearer: [] }]

/**
 * An operation of the API. What it asks of its callers is stated here and nowhere else: the guard,
 * the document's security and its refusals all follow from it.
 */
export function operation<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  route: R & { permission: Need; tags?: readonly DocumentTag[] },
) {
  const { permission, ...config } = route
  const open = permission === 'public'
  const refused = open
    ? refusals('too_many_requests')
    : refusals('unauthenticated', 'forbidden', 'wrong_origin', 'too_many_requests')
  return createRoute<P, R>({
    ...(config as unknown as R),
    [needKey]: permission,
    security: open ? [] : callers,
    description: [config.description, needOf(permission)].filter(Boolean).join('\n\n'),
    // Whatever is sent along may break a rule, and be it an id of 5,000 characters.
    responses: { ...refused, ...(config.request ? refusals('invalid') : {}), ...config.responses },
  })
}

function needOf(permission: Need): string {
  if (permission === 'public') return 'Open to everybody.'
  if (permission === 'signed_in') return 'Needs a session or an API key.'
  return `Needs the permission \`${permission}\`: ${permissions[permission].label.toLowerCase()}.`
}

/** What each operation of an app needs, by `METHOD path` as the router knows it. */
export function needsOf(app: OpenAPIHono<Environment>): ReadonlyMap<string, Need> {
  const needs = new Map<string, Need>()
  for (const definition of app.openAPIRegistry.definitions) {
    if (!('route' in definition)) continue
    const { method, path } = definition.route
    const { [needKey]: need } = definition.route as { [needKey]?: Need }
    if (need) needs.set(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, need)
  }
  return needs
}
