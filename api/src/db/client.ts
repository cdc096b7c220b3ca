import type { InStatement } from '@libsql/client/web'
import type { Result } from './result.ts'

/** What a database is reached by: one atomic batch after another. */
export interface BatchClient {
  batch(statements: InStatement[], mode: 'read' | 'write'): Promise<Result[]>
}

/** A connection of one's own: for opening, migrating and closing a database as well. */
export interface DatabaseClient extends BatchClient {
  execute(statement: InStatement): Promise<Result>
  /** One batch without foreign keys, for statements that change the schema. */
  migrate(statements: InStatement[]): Promise<unknown>
  close(): void
}
