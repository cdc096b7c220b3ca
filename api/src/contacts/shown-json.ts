import { derivedOnce, type Field, type TextBytes } from '@cardfile/openapi'
import { isoTime } from '../db/iso-time.ts'
import type { Row } from '../db/result.ts'
import { memberOf } from '../installation/columns.ts'
import { contactFromRow } from './contact.ts'
import { ShownMembers, type ShownNames } from './shown-members.ts'

/**
 * Adds contacts as `JSON.stringify` writes `contactFromRow` of each, with commas between them. What is stored is
 * JSON already: making values of it, and text of these, takes more than twice as long as copying it under other
 * names, and leaves thousands of objects to be collected (measured).
 *
 * @param rows of `contactColumns`
 */
export function addContacts(to: TextBytes, rows: readonly Row[], fields: readonly Field[]): void {
  const { members } = membersOf(fields)
  for (const [index, row] of rows.entries()) {
    if (index > 0) to.add(',')
    const values = row.deleted_at === null ? members?.copy(String(row.data)) : undefined
    if (!values) {
      to.add(JSON.stringify(contactFromRow(row, fields)))
      continue
    }
    // In pieces that are short enough to be written without an encoder.
    to.add(`{"id":"${row.id}","version":${row.version},"createdAt":"`)
    to.add(`${isoTime(row.created_at)}","updatedAt":"${isoTime(row.updated_at)}","values":`)
    to.addBytes(values)
    to.add('}')
  }
}

/** None where masks have to be made of values. */
const membersOf = derivedOnce((fields): { members: ShownMembers | null } => {
  if (fields.some(({ masked }) => masked)) return { members: null }
  const names: ShownNames[number][] = []
  for (const [place, field] of fields.entries()) {
    const before = new TextEncoder().encode(`${JSON.stringify(field.key)}:`)
    names[Number(memberOf(field).slice(1))] = { place, before }
  }
  return { members: new ShownMembers(names) }
})
