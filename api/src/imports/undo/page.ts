import { contactSchema, type Field, reasonsOf } from '@cardfile/openapi'
import type { ResultSet, Row } from '@libsql/client/web'
import { unpackValues } from '../../contacts/contact.ts'
import { identitiesOf } from '../../contacts/identity-keys.ts'
import type { Claim } from '../world.ts'
import type { Changed, Holder } from './plan.ts'

/** A contact that can go back, as far as it can be said from it alone. */
export interface Candidate extends Changed {
  version: number
  /** The version the import's first change made of it. */
  first: number
  created: boolean
}

export interface UndoPage {
  /** `[contact's number, version]` of all contacts of the page, in its order. */
  versions: [seq: number, version: number][]
  names: ReadonlyMap<number, string>
  candidates: Candidate[]
  /** Contacts that stay as they are, whatever becomes of the others. */
  staying: { seq: number; reason: string }[]
  /** Of the keys that contacts which stay have. */
  holders: Holder[]
}

/** Reads the contacts a step looks at, by the definitions of one moment. */
export function readUndoPage(
  contacts: ResultSet | undefined,
  claims: ResultSet | undefined,
  fields: readonly Field[],
): UndoPage {
  const held = Map.groupBy(claims?.rows ?? [], ({ seq }) => Number(seq))
  const page: UndoPage = {
    versions: [],
    names: new Map((contacts?.rows ?? []).map(({ seq, name }) => [Number(seq), String(name)])),
    candidates: [],
    staying: [],
    holders: [],
  }
  const judge = contactSchema(fields, 'row')
  for (const row of contacts?.rows ?? []) {
    const seq = Number(row.seq)
    const has = (held.get(seq) ?? []).map(({ field_id, key }): Claim => [
      Number(field_id),
      String(key),
    ])
    page.versions.push([seq, Number(row.version)])
    const values = row.before === null ? {} : unpackValues(String(row.before), fields)
    const reason = changedSince(row) ?? refused(judge.safeParse(values), fields)
    if (reason === null)
      page.candidates.push({
        seq,
        version: Number(row.version),
        first: Number(row.first),
        created: row.kind === 'create',
        held: has,
        wanted: identitiesOf(values, fields).map(({ field, key }): Claim => [field.id, key]),
      })
    else {
      page.staying.push({ seq, reason })
      for (const claim of has) page.holders.push({ claim, name: String(row.name), pending: false })
    }
  }
  return page
}

function changedSince(row: Row): string | null {
  if (!row.changed_since) return null
  return row.deleted_at === null
    ? 'was changed by others since the import touched it'
    : 'was deleted after the import'
}

/** Values of before the import may break rules that were made after it. */
function refused(
  verdict: ReturnType<ReturnType<typeof contactSchema>['safeParse']>,
  fields: readonly Field[],
): string | null {
  if (verdict.success) return null
  return Object.entries(reasonsOf(verdict.error))
    .map(([key, reasons]) => {
      const name = fields.find((field) => field.key === key)?.name ?? key
      return `its earlier ${name} ${reasons.join(', ')}`
    })
    .join('; ')
}
