import { type Actor, type ChangeWay, type Field, sameValue, type Values } from '@cardfile/openapi'
import type { Row } from '../../db/result.ts'
import { isoTime } from '../../db/iso-time.ts'
import { actorFrom } from '../../installation/actor.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { pick, valuesOf } from '../contact.ts'

/** One change of one contact, as far as its reader may know of it. */
export interface LoggedChange {
  n: number
  version: number
  kind: string
  /** ISO 8601 in UTC. */
  at: string
  actor: Actor
  via: ChangeWay
  importId: string | null
  fileName: string | null
  requestId: string
  before: Values
  after: Values
  /** The same without masks; only what follows from it may be told. */
  whole: { before: Values; after: Values }
  /** Keys of what differs. */
  changed: string[]
  /** Something else differs, and nothing that the reader sees: the change is nothing they may know of. */
  isUnseen: boolean
}

/** A row of `loggedRows`. */
export function loggedChange(row: Row, { fields, everyField }: FieldSnapshot): LoggedChange {
  const [dataBefore, dataAfter] = [membersOf(row.before), membersOf(row.later ?? row.now)]
  const unseen = everyField.filter((field) => field.unseen)
  const seen = everyField.filter((field) => !field.unseen)
  const whole = { before: valuesOf(dataBefore, seen), after: valuesOf(dataAfter, seen) }
  // Of a value that is masked is told that it changed, though its masks be the same.
  const changed = changedKeys(whole.before, whole.after, seen)
  const actor = actorFrom(row.actor, row.actor_name)
  const isOfFields = row.kind !== 'create' && changed.length === 0
  return {
    n: Number(row.n),
    version: Number(row.version),
    kind: String(row.kind),
    at: isoTime(row.at),
    actor,
    via: wayOf(row, actor),
    importId: textOf(row.import_id),
    fileName: textOf(row.file_name),
    requestId: String(row.request_id),
    before: pick(whole.before, fields, () => true),
    after: pick(whole.after, fields, () => true),
    whole,
    changed,
    isUnseen:
      isOfFields &&
      changedKeys(valuesOf(dataBefore, unseen), valuesOf(dataAfter, unseen), unseen).length > 0,
  }
}

/** Whoever is told of what was merged knows that the survivor changed, whatever of it they see. */
export function isOfMerge(kind: string): boolean {
  return kind === 'merge' || kind === 'unmerge'
}

function membersOf(json: unknown): Record<string, unknown> {
  return json == null ? {} : JSON.parse(String(json))
}

function textOf(column: unknown): string | null {
  return column === null ? null : String(column)
}

function changedKeys(before: Values, after: Values, fields: readonly Field[]): string[] {
  return fields.filter(({ key }) => !sameValue(before[key], after[key])).map(({ key }) => key)
}

const ways: Readonly<Record<string, ChangeWay>> = {
  fields: 'fields',
  erase: 'erase',
  merge: 'merge',
  unmerge: 'unmerge',
}

/** A person changes contacts on the screens, by a session that only these may use. */
export function wayOf({ via, kind }: Row, actor: Actor): ChangeWay {
  if (via === 'import') return kind === 'undo' ? 'undo' : 'import'
  if (via === 'bulk') return kind === 'undo' ? 'bulk_undo' : 'bulk'
  const way = ways[String(via)]
  if (way) return way
  if (actor?.kind === 'person') return 'form'
  return actor?.kind === 'system' ? 'system' : 'api'
}
