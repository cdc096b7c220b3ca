import type { OpenAPIHono } from '@hono/zod-openapi'
import { type Need, permissionIds, permissions } from '@cardfile/openapi'
import type { Environment } from '../http/environment.ts'
import { needsOf } from '../http/operation.ts'

/** Which operations each permission opens, as a Markdown table, by what the guard goes by. */
export function needsTable(app: OpenAPIHono<Environment>): string {
  const operations = Map.groupBy(needsOf(app), ([, need]) => need)
  const path = (operation: string) => `\`${operation.replaceAll(/\/:(\w+)/g, '/{$1}')}\``
  const opened = (need: Need) => (operations.get(need) ?? []).map(([operation]) => path(operation))
  const row = (need: Need, label: string) =>
    `| ${label} | ${opened(need).join(' ') || 'what identity fields hold, wherever it is'} |`
  return [
    '| permission | opens |',
    '| --- | --- |',
    ...permissionIds.map((id) => row(id, `${permissions[id].label} (\`${id}\`)`)),
    row('signed_in', 'none, but a session or a key'),
    row('public', 'nothing at all'),
  ].join('\n')
}
