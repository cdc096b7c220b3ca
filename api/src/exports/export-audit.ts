import { type AuditContext, type AuditDetails, auditStatement } from '../audit/record.ts'
import type { Statement } from '../db/statement.ts'
import { schemaIs } from '../installation/definition-rows.ts'

/**
 * That contacts were taken out, and how: how many columns, not what was searched for. Written only by
 * the attempt that is built on the present definitions.
 */
export function auditExport(
  ctx: AuditContext,
  details: AuditDetails,
  schemaVersion?: number,
): Statement {
  return auditStatement({
    ctx,
    action: 'export.made',
    details,
    ...(schemaVersion === undefined ? {} : { onlyIf: schemaIs(schemaVersion) }),
  })
}
