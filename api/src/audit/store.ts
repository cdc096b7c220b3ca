import type { Actor, AuditTargetKind } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { type SQL, sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'

/** Times in milliseconds since 1970. */
export interface AuditFilter {
  actor?: string | undefined
  action?: string | undefined
  from?: number | undefined
  before?: number | undefined
}

/** A row of the log as it travels. Times are ISO 8601 in UTC. */
export interface AuditRow {
  id: string
  at: string
  actor: Actor
  action: string
  target: { kind: AuditTargetKind; id: string | null; name: string | null } | null
  ip: string | null
  requestId: string | null
  details: Record<string, unknown>
}

/** A page of the log, newest first. @param below only rows with a lower number */
export function selectAudit(filter: AuditFilter, below: number, limit: number): Statement {
  const conditions: SQL[] = [sql`seq < ${below}`]
  if (filter.actor !== undefined) conditions.push(sql`actor_id = ${filter.actor}`)
  if (filter.action !== undefined) conditions.push(sql`action = ${filter.action}`)
  if (filter.from !== undefined) conditions.push(sql`at >= ${filter.from}`)
  if (filter.before !== undefined) conditions.push(sql`at < ${filter.before}`)
  return compile(sql`
    SELECT seq, at, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name,
      ip, request_id, details
    FROM audit WHERE ${sql.join(conditions, sql` AND `)} ORDER BY seq DESC LIMIT ${limit}`)
}

const text = (value: unknown) => (value === null ? null : String(value))

export function auditFromRow(row: Row): AuditRow {
  const named = (prefix: 'actor' | 'target') => ({
    id: text(row[`${prefix}_id`]),
    name: text(row[`${prefix}_name`]),
  })
  return {
    id: String(row.seq),
    at: new Date(Number(row.at)).toISOString(),
    actor:
      row.actor_kind === null
        ? null
        : { kind: row.actor_kind as NonNullable<Actor>['kind'], ...named('actor') },
    action: String(row.action),
    target:
      row.target_kind === null
        ? null
        : { kind: row.target_kind as AuditTargetKind, ...named('target') },
    ip: text(row.ip),
    requestId: text(row.request_id),
    details: row.details === null ? {} : JSON.parse(String(row.details)),
  }
}
