import { type Field, rulesOf } from '@cardfile/openapi'
import { searchableMembers } from '../contacts/search/text.ts'
import type { Statement } from '../db/statement.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import * as values from './values-sql.ts'

/** Writes the search texts anew that a searchable field is part of. */
export function reindexStatementsOf(
  field: Field,
  snapshot: Pick<FieldSnapshot, 'everyField'>,
): Statement[] {
  return rulesOf(field).searchable
    ? values.reindexStatements(field, searchableMembers(snapshot))
    : []
}
