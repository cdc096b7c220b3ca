import { type Field, sameValue, type Values } from '@cardfile/openapi'
import { packPatch, packValues } from '../contacts/contact.ts'
import { searchableMembers } from '../contacts/search/text.ts'
import { JsonLists, mostBytesPerUnit } from '../db/json-lists.ts'
import type { Statement } from '../db/statement.ts'
import type { ContactWrite } from '../imports/fold/fold-state.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import * as sql from './identify-sql.ts'

interface Stamp {
  at: number
  actor: string | null
  requestId: string
}

/**
 * The statements that write contacts, behind a precondition that fails the batch. Their number does not
 * depend on how many contacts there are. Changed ones are patched, so that what no live field reads stays.
 */
export function contactWrites(
  writes: readonly ContactWrite[],
  snapshot: FieldSnapshot,
  stamp: Stamp,
): Statement[] {
  const { everyField: fields } = snapshot
  const [created, steps, changed] = [list(), list(), list()]
  const [dropped, gained] = [list(), list()]
  for (const write of writes) {
    const { id, values, version } = write
    const isNew = write.seq === null
    const later = isNew ? write.steps.slice(1) : write.steps
    // What the contact is in the database when its changes are logged.
    const base = (isNew ? later[0]?.before : write.steps[0]?.before) ?? values
    if (isNew) created.add(`[${JSON.stringify(id)},${packValues(base, fields)}]`)
    later.forEach(({ before }, index) => {
      const patch = packPatch(differing(base, before ?? {}, fields), fields)
      steps.add(`["${id}",${version + (isNew ? 2 : 1) + index},${patch}]`)
    })
    if (later.length > 0) {
      const patch = packPatch(differing(base, values, fields), fields)
      changed.add(`["${id}",${version + write.steps.length},${patch}]`)
    }
    for (const claim of write.dropped) dropped.add(JSON.stringify([id, ...claim]))
    for (const claim of write.gained) gained.add(JSON.stringify([id, ...claim]))
  }
  const ids = JSON.stringify(writes.map(({ id }) => id))
  const searchable = searchableMembers(snapshot)
  return [
    ...created
      .lists()
      .flatMap((some) => [
        sql.insertContacts({ ...stamp, created: some }),
        sql.logCreated({ ...stamp, created: some }),
      ]),
    ...steps.lists().map((some) => sql.logSteps({ ...stamp, steps: some })),
    ...changed.lists().map((some) => sql.updateContacts({ ...stamp, changed: some })),
    ...dropped.lists().map((some) => sql.deleteIdentities({ dropped: some })),
    ...gained.lists().map((some) => sql.insertIdentities({ gained: some })),
    sql.deleteSearchTexts({ ids }),
    sql.insertSearchTexts({ ids, searchable }),
  ]
}

function list() {
  const lists = new JsonLists()
  return {
    add: (json: string) => lists.next(json.length * mostBytesPerUnit).add(json),
    lists: () => lists.take(),
  }
}

/** The values that make the second of the first; null for those that only the first has. */
function differing(from: Values, to: Values, fields: readonly Field[]): Values {
  return Object.fromEntries(
    fields
      .filter(({ key }) => !sameValue(from[key], to[key]))
      .map(({ key }) => [key, to[key] ?? null]),
  )
}
