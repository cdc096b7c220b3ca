import { detail } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { type SQL, sql } from 'drizzle-orm/sql'
import { compile, prepare, type Statement, param } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'

/** A repeatable creation: the key its sender chose and a digest of what was sent under it. */
export interface Idempotency {
  key: string
  fingerprint: string
}

/** One row: the definitions' version, and what was answered under the key, if it was used before. */
export const selectIdempotent = prepare<'idempotencyKey'>(sql`
  SELECT s.version AS schema_version, k.fingerprint, k.response
  FROM schema_state s LEFT JOIN idempotency k ON k.key = ${param('idempotencyKey')}`)

/** Stores an answer beside what it tells of, where `onlyIf` holds. */
export function insertIdempotent(
  { key, fingerprint }: Idempotency,
  response: unknown,
  at: number,
  onlyIf: SQL = sql`1`,
): Statement {
  return compile(sql`
    INSERT INTO idempotency (key, fingerprint, response, at)
    SELECT ${key}, ${fingerprint}, ${JSON.stringify(response)}, ${at} WHERE ${onlyIf}`)
}

/**
 * What was answered the first time, or null where this is the first time.
 *
 * @param row of `selectIdempotent`
 * @throws ProblemError `key_reused` where the key stood for another request
 */
export function answeredBefore<T>(row: Row, idempotency: Idempotency | null): T | null {
  if (!idempotency || row.response === null) return null
  if (row.fingerprint !== idempotency.fingerprint)
    throw new ProblemError('key_reused', {
      detail: detail('key_used_before'),
    })
  return JSON.parse(String(row.response))
}
