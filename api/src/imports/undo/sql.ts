import { sql } from 'drizzle-orm/sql'
import { contactName } from '../../contacts/sql.ts'
import { param, prepare } from '../../db/statement.ts'
import { importColumns } from '../import/sql.ts'

/** The import with its definitions' version. */
export const selectUndone = prepare<'id'>(sql`
  SELECT s.version AS schema_version, ${importColumns}
  FROM schema_state s LEFT JOIN imports m ON m.id = ${param('id')}`)

export const selectKept = prepare<'importId' | 'after' | 'limit'>(sql`
  SELECT c.seq, c.id, ${contactName} AS name, k.reason
  FROM import_kept k JOIN contacts c ON c.seq = k.contact_seq
  WHERE k.import_id = ${param('importId')} AND k.waiting = 0 AND k.contact_seq > ${param('after')}
  ORDER BY k.contact_seq LIMIT ${param('limit')}`)
