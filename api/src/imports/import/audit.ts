import { type AuditAction, importOutcomes } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { type AuditContext, auditStatement } from '../../audit/record.ts'
import type { Statement } from '../../db/statement.ts'

const counts = sql.raw(
  [...importOutcomes, 'undone', 'kept'].map((column) => `'${column}', ${column}`).join(', '),
)

/** What happened to an import, where `onlyIf` holds of its row. A dry run changes nothing. */
export function auditImport(
  ctx: AuditContext,
  action: AuditAction,
  id: string,
  onlyIf: SQL,
): Statement {
  const of = (expression: SQL) => sql`(SELECT ${expression} FROM imports WHERE id = ${id})`
  return auditStatement({
    ctx,
    action,
    target: { kind: 'import', id, name: of(sql`file_name`) },
    details: of(sql`json_object('mode', mode, ${counts})`),
    onlyIf: sql`EXISTS (SELECT 1 FROM imports WHERE id = ${id} AND dry_run = 0 AND ${onlyIf})`,
  })
}
