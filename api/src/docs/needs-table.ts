import type { OpenAPIHono } from '@hono/zod-openapi'
import { type Need, permissionIds, permissions } from '@cardfile/openapi'
import type { Environment } from '../http/environment.ts'
import { needsOf } from '../http/operation.ts'

/** What those permissions open that are no operation's need as a whole. */
const otherwise: Partial<Record<Need, string>> = {
  view_identities: 'what identity fields hold, wherever it is',
  manage_views: 'sharing views, and locking and deleting those of others',
}

/** Which operations each permission opens, as a Markdown table, by what the guard goes by. */
export function needsTable(app: OpenAPIHono<Environment>): string {
  const operations = Map.groupBy(needsOf(app), ([, need]) => need)
  const path = (operation: string) => `\`${operation.replaceAll(/\/:(\w+)/g, '/{$1}')}\``
  const opened = (need: Need) => (operations.get(need) ?? []).map(([operation]) => path(operation))
  const row = (need: Need, label: string) =>
    `| ${label} | ${opened(need).join(' ') || (otherwise[need] ?? '')} |`
  return [
    '| permission | opens |',
    '| --- | --- |',
    ...permissionIds.map((id) => row(id, `${permissions[id].label} (\`${id}\`)`)),
    row('signed_in', 'none, but a session or a key'),
    row('public', 'nothing at all'),
  ].join('\n')
}
