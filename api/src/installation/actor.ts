import type { Actor } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { actorOf } from './caller.ts'

/**
 * The name of whoever a log names, as `actorOf` writes it. People who were removed keep theirs; a key
 * that was revoked is remembered by the audit log.
 */
export function actorName(stored: SQL): SQL {
  return sql`CASE
    WHEN ${stored} LIKE 'person:%' THEN (SELECT name FROM users WHERE id = substr(${stored}, 8))
    WHEN ${stored} LIKE 'key:%' THEN (
      SELECT target_name FROM audit WHERE action = 'key.created' AND target_id = substr(${stored}, 5))
    END`
}

const kinds = new Map<string, NonNullable<Actor>['kind']>([
  ['person', 'person'],
  ['key', 'key'],
  [String(actorOf({ kind: 'system' })), 'system'],
])

/** What a log says of who did it. @param stored as `actorOf` writes it */
export function actorFrom(stored: unknown, name: unknown): Actor {
  if (typeof stored !== 'string') return null
  const [prefix = '', id] = stored.split(':', 2)
  const kind = kinds.get(prefix)
  return kind ? { kind, id: id ?? null, name: typeof name === 'string' ? name : null } : null
}
