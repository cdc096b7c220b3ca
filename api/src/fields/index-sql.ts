import { type Field, isComputed, rulesOf } from '@cardfile/openapi'
import type { Statement } from '../db/statement.ts'
import { memberOf, storedExpression } from '../installation/columns.ts'

/**
 * The index that makes filtering and sorting by a field fast, or null where there is none to make:
 * identities have their own table, computed values their own columns, lists no order.
 */
export function fieldIndexStatement(field: Field): Statement | null {
  if (!field.indexed || field.kind === 'I' || isComputed(field) || rulesOf(field).many) return null
  return {
    sql: `CREATE INDEX IF NOT EXISTS ${indexName(field)} ON contacts (${storedExpression(field)}, seq) WHERE deleted_at IS NULL`,
    args: [],
  }
}

export function dropFieldIndexStatement(field: Field): Statement {
  return { sql: `DROP INDEX IF EXISTS ${indexName(field)}`, args: [] }
}

function indexName(field: Field): string {
  return `contacts_${memberOf(field)}`
}
