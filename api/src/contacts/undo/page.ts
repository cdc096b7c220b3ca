import {
  type CodedReasons,
  derivedOnce,
  type Field,
  judgeContact,
  judgeReturn,
  type Reason,
  reason,
  type Values,
} from '@cardfile/openapi'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import type { Result, Row } from '../../db/result.ts'
import { memberOf } from '../../installation/columns.ts'
import { unpackValues } from '../contact.ts'
import { type Claim, identitiesOf } from '../identity-keys.ts'
import { searchTextOf } from '../search/text.ts'
import { survivorOf } from '../write.ts'
import type { KeptReason } from './kept-reason.ts'
import type { Changed, OutsideHolder } from './plan.ts'

/** A contact that can go back, as far as it can be said from it alone. */
interface Candidate extends Changed {
  version: number
  /** The version that the first change made of it. */
  first: number
  /** Whether it goes to the trash, where it was before or since it was not there at all. */
  goesToTrash: boolean
  /** What substring search finds it by once it is back; empty for one that goes to the trash. */
  text: string
}

export interface UndoPage {
  /** `[contact's number, version]` of all contacts of the page, in its order. */
  versions: [seq: number, version: number][]
  names: ReadonlyMap<number, string>
  candidates: Candidate[]
  /** Contacts that stay as they are, whatever becomes of the others. */
  staying: { seq: number; reasons: KeptReason[] }[]
  /** Of the keys that contacts which stay have. */
  holders: OutsideHolder[]
}

/** Rules are remembered by definition, so these are made once. */
const wholeOf = derivedOnce((fields) =>
  fields.map((field) => ({ ...field, unseen: false, unread: false, editable: true })),
)

/**
 * Reads the contacts a step looks at, by the definitions of one moment.
 *
 * @param everyField what whoever undoes may not see too: contacts go back whole
 */
export async function readUndoPage(
  contacts: Result | undefined,
  claims: Result | undefined,
  everyField: readonly Field[],
): Promise<UndoPage> {
  const fields = wholeOf(everyField)
  const held = Map.groupBy(claims?.rows ?? [], ({ seq }) => Number(seq))
  const page: UndoPage = {
    versions: [],
    names: new Map((contacts?.rows ?? []).map(({ seq, name }) => [Number(seq), String(name)])),
    candidates: [],
    staying: [],
    holders: [],
  }
  const byMember = new Map(fields.map((field) => [memberOf(field), field]))
  await forEachYielding(contacts?.rows ?? [], (row) => {
    const seq = Number(row.seq)
    const has = (held.get(seq) ?? []).map(({ field_id, key }): Claim => [
      Number(field_id),
      String(key),
    ])
    page.versions.push([seq, Number(row.version)])
    const goesToTrash = row.kind === 'create' || row.kind === 'restore'
    const values =
      goesToTrash || row.before === null ? {} : unpackValues(String(row.before), fields)
    // One that was deleted comes back as it is, as it would from the trash.
    const isJudged = !goesToTrash && row.kind !== 'delete'
    const reasons =
      changedSince(row) ??
      locked(row) ??
      bound(row, byMember) ??
      (isJudged ? conditioned(row, values, fields) : null) ??
      (isJudged ? refused(judgeContact(fields, 'row', values).reasons, fields) : null)
    if (reasons === null)
      page.candidates.push({
        seq,
        version: Number(row.version),
        first: Number(row.first),
        goesToTrash,
        text: goesToTrash ? '' : searchTextOf(values, fields),
        held: has,
        wanted: identitiesOf(values, fields).map(({ field, key }): Claim => [field.id, key]),
      })
    else {
      page.staying.push({ seq, reasons })
      for (const claim of has) page.holders.push({ claim, name: String(row.name), pending: false })
    }
  })
  return page
}

function changedSince(row: Row): KeptReason[] | null {
  const survivor = survivorOf(row)
  if (survivor) return [{ field: null, ...reason('merged_since', { name: survivor.name }) }]
  if (!row.changed_since) return null
  const told = reason(row.deleted_at === null ? 'changed_since' : 'deleted_since')
  return [{ field: null, ...told }]
}

/** Nobody changes by undoing what they may not change by hand. */
function locked(row: Row): KeptReason[] | null {
  return membersIn(row.locked).length > 0 ? [{ field: null, ...reason('import_not_yours') }] : null
}

/** What nobody could do by hand: rules that were made since are rules. */
function bound(row: Row, byMember: ReadonlyMap<string, Field>): KeptReason[] | null {
  const reasonsOf = (members: unknown, code: 'read_only_by_now' | 'required_by_now') =>
    membersIn(members).flatMap((member): KeptReason[] => {
      const field = byMember.get(member)
      return field ? [{ field: field.key, ...reason(code, { name: field.name }) }] : []
    })
  const reasons = [
    ...reasonsOf(row.read_only, 'read_only_by_now'),
    ...reasonsOf(row.required, 'required_by_now'),
  ]
  return reasons.length > 0 ? reasons : null
}

/** What conditions keep from going back: by what the contact has now, or would have. */
function conditioned(row: Row, earlier: Values, fields: readonly Field[]): KeptReason[] | null {
  if (row.present === null) return null
  const told = judgeReturn(fields, unpackValues(String(row.present), fields), earlier)
  return told && Object.entries(told).flatMap(([key, reasons]) => asKept(key, reasons, fields))
}

const byNow: Readonly<Record<string, 'read_only_by_now' | 'required_by_now'>> = {
  read_only_now: 'read_only_by_now',
  required: 'required_by_now',
}

function asKept(key: string, reasons: readonly Reason[], fields: readonly Field[]): KeptReason[] {
  const name = fields.find((field) => field.key === key)?.name ?? key
  return reasons.map(({ code, params, text }) => {
    const own = byNow[code]
    const told = own
      ? reason(own, { name })
      : reason('earlier_value_refused', { ...params, name, rule: code, why: text })
    return { field: key, ...told }
  })
}

function membersIn(list: unknown): string[] {
  return JSON.parse(String(list))
}

/** Earlier values may break rules that were made since. */
function refused(reasons: CodedReasons | null, fields: readonly Field[]): KeptReason[] | null {
  return reasons && Object.entries(reasons).flatMap(([key, told]) => asKept(key, told, fields))
}
