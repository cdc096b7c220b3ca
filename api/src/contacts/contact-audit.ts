import type { AuditAction } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { type AuditContext, auditStatement } from '../audit/record.ts'
import type { Statement } from '../db/statement.ts'

/** What a request did to one contact, where it has written the contact's present version. */
export function auditWritten(ctx: AuditContext, action: AuditAction, id: string): Statement {
  return auditStatement({
    ctx,
    action,
    target: { kind: 'contact', id },
    onlyIf: sql`EXISTS (
      SELECT 1 FROM contacts c JOIN changes g ON g.contact_seq = c.seq AND g.version = c.version
      WHERE c.id = ${id} AND g.request_id = ${ctx.requestId})`,
  })
}
