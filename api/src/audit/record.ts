import type { AuditAction, AuditTargetKind } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'

/** Who did it, as the audit log names them. The name is kept: people are renamed and removed. */
type AuditActor =
  | { kind: 'person' | 'key'; id: string; name: string }
  | { kind: 'system' }
  | { kind: 'nobody' }

/** What a row says of the request it was written in; every service's `Context` is one. */
export interface AuditContext {
  /** Milliseconds since 1970. */
  now: () => number
  requestId: string
  caller?: AuditActor
  /** Trusted address of the client. */
  ip?: string | null
}

interface AuditTarget {
  kind: AuditTargetKind
  id: string | SQL
  /** What people call it: a person's e-mail, a field's name. Never a contact's. */
  name?: string | SQL
}

/** Flat and small. Never holds values of contacts, nor secrets. */
export type AuditDetails = Record<string, string | number | boolean | null | readonly string[]>

export interface AuditEntry {
  ctx: AuditContext
  action: AuditAction
  target?: AuditTarget
  /** Or an SQL expression of JSON text, where only the batch itself knows a number. */
  details?: AuditDetails | SQL
  /** Whoever it was, where that is not the request's caller: at sign-in there is none yet. */
  actor?: AuditActor
  /** Written only where this holds, at the statement's place in its batch. */
  onlyIf?: SQL
}

/**
 * One row of the audit log. It goes into the batch of what it records, behind it, so that either
 * both are written or neither; `onlyIf` is for batches whose writes are conditional.
 */
export function auditStatement({
  ctx,
  action,
  target,
  details,
  actor = ctx.caller ?? { kind: 'nobody' },
  onlyIf = sql`1`,
}: AuditEntry): Statement {
  const named = 'id' in actor ? actor : null
  const kind = actor.kind === 'nobody' ? null : actor.kind
  const written = details !== undefined && isSql(details) ? details : JSON.stringify(details ?? {})
  return compile(sql`
    INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, target_kind, target_id,
      target_name, ip, request_id, details)
    SELECT ${ctx.now()}, ${kind}, ${named?.id ?? null}, ${named?.name ?? null}, ${action},
      ${target?.kind ?? null}, ${target?.id ?? null}, ${target?.name ?? null}, ${ctx.ip ?? null},
      ${ctx.requestId}, ${written}
    WHERE ${onlyIf}`)
}

function isSql(details: AuditDetails | SQL): details is SQL {
  return 'queryChunks' in details
}
