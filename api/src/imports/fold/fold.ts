import {
  applyPatch,
  conditionalFields,
  type Field,
  fieldsByKey,
  type ImportOutcome,
  isEmptyValue,
  isFixed,
  judgeContact,
  lockedIn,
  noValues,
  sameValue,
  type Values,
} from '@cardfile/openapi'
import type { RowReader } from './row-reader.ts'
import type { ReadRow } from './row.ts'
import type { ImportMode } from './import-mode.ts'
import type { RowReason } from './row-reason.ts'
import { isClaimed, LeftOut } from './left-out.ts'
import { isSomebodyElse, severalOwners, sharedPhone, takenValues } from './row-conflicts.ts'
import { identitiesOf } from '../../contacts/identity-keys.ts'
import {
  type ContactWrite,
  type DraftContact,
  FoldState,
  type Keeper,
  type Present,
} from './fold-state.ts'

export type Counts = Record<ImportOutcome, number>

export interface FoldedRow {
  row: ReadRow
  outcome: ImportOutcome
  /** The contact it created, changed or left as it was; null where there is none, or several. */
  contactId: string | null
  /** The row that made this contact, where it was one of this file and is known. */
  madeBy: number | null
  /** Empty unless it failed. */
  reasons: readonly RowReason[]
  /** What is to be said of its cells though it was taken: which of them were not, or not as written. */
  notes: readonly RowReason[]
  /** The contact's values before and after, where it changed one that was there. */
  change: { before: Values; after: Values } | null
}

export interface Fold {
  rows: readonly FoldedRow[]
  counts: Counts
  writes: readonly ContactWrite[]
}

/** A fold under way: rows are applied in their order, and then it says what to write. */
interface Folding {
  /** @param present every live contact that has an identity of the rows to come, or of some of them and then the others */
  meet(present: readonly Present[]): void
  apply(row: ReadRow): FoldedRow
  /** Puts down what the rows so far have made of contacts. */
  keep(): void
  /** Of the rows so far. */
  readonly counts: Counts
  writes(): readonly ContactWrite[]
}

interface FoldInput {
  fields: readonly Field[]
  /** For rows that do not say their own. */
  mode: ImportMode
  reader: RowReader
  newId: () => string
  /** Where contacts are put down; without it they wait as they are. */
  keeper?: Keeper
}

interface Folded {
  rows: readonly ReadRow[]
  /** Every live contact that has an identity of any row. */
  present: readonly Present[]
}

/**
 * The meaning of an import: its rows applied one by one, in file order. Pure: it knows the contacts
 * it is given and says what to write. Where a file is cut into chunks makes no difference to the
 * end state, since a chunk's writes are what the next chunk is given.
 */
export function fold({ rows, present, ...input }: FoldInput & Folded): Fold {
  const folding = beginFold(input)
  folding.meet(present)
  return { rows: rows.map(folding.apply), counts: folding.counts, writes: folding.writes() }
}

/** The same for who has not all rows at hand, or cannot do all at a stretch. */
export function beginFold({ fields, mode, reader, newId, keeper }: FoldInput): Folding {
  const state = new FoldState(fields, [], keeper)
  const meet = meetings(fields, reader, state)

  const judge = (row: ReadRow): Verdict => {
    if (row.reasons.length > 0) return failed(row.reasons)
    const owners = ownersOf(row, state)
    const [owner] = owners
    if (owner && row.knownByPhone && isSomebodyElse(row, owner))
      return failed([sharedPhone(row, owner, reader)])
    if (owner)
      return meet[row.mode ?? mode](row, owners as readonly [DraftContact, ...DraftContact[]])
    // A row without an identity comes here too, in every mode, and is refused for that.
    const verdict = judgeContact(fields, 'create', row.values, { judged: row.values })
    if (verdict.reasons) return failed(reader.reasons(verdict.reasons, row.cells))
    const taken = takenValues(row, null, verdict.values, { reader, state })
    if (taken.length > 0) return failed(taken)
    return {
      outcome: 'created',
      draft: state.create(newId(), verdict.values, row.identities, row.number),
      reasons: noReasons,
      notes: row.notes,
    }
  }

  const counts = noCounts()
  return {
    meet: (present) => state.meet(present),
    apply(row) {
      const { outcome, draft, reasons, notes, change = null } = judge(row)
      counts[outcome]++
      return {
        row,
        outcome,
        contactId: draft?.id ?? null,
        madeBy: draft?.row ?? null,
        reasons,
        notes,
        change,
      }
    },
    keep: () => state.keep(),
    counts,
    writes: () => state.writes(),
  }
}

const noReasons: readonly RowReason[] = []

export function noCounts(): Counts {
  return { created: 0, merged: 0, updated: 0, replaced: 0, skipped: 0, unchanged: 0, failed: 0 }
}

interface Verdict {
  outcome: ImportOutcome
  draft: DraftContact | null
  reasons: readonly RowReason[]
  notes: readonly RowReason[]
  change?: FoldedRow['change']
}

/** A row of which nothing was taken has its outcome to say so. */
function failed(reasons: readonly RowReason[]): Verdict {
  return { outcome: 'failed', draft: null, reasons, notes: noReasons }
}

const nobody: readonly DraftContact[] = []

function ownersOf({ identities }: ReadRow, state: FoldState): readonly DraftContact[] {
  let owners: DraftContact[] | null = null
  for (const { field, key } of identities) {
    const owner = field.kind === 'I' ? state.owner(field.id, key) : null
    if (owner && !owners?.includes(owner)) (owners ??= []).push(owner)
  }
  return owners ?? nobody
}

type Meeting = (row: ReadRow, owners: readonly [DraftContact, ...DraftContact[]]) => Verdict

function meetings(
  fields: readonly Field[],
  reader: RowReader,
  state: FoldState,
): Record<ImportMode, Meeting> {
  const leftOut = new LeftOut(fields, reader)
  const byKey = fieldsByKey(fields)
  const isFixedKey = (key: string) => {
    const field = byKey.get(key)
    return field !== undefined && isFixed(field)
  }
  const isConditional = conditionalFields(fields) !== null
  // People see hidden fields neither in the form nor in a plain export: a file without them says
  // nothing about them, and must change nothing when it comes back.
  const untouched = fields.filter(
    (field) => isFixed(field) || (!field.visible && !reader.named.has(field.key)),
  )
  // What a row cannot write, it cannot be asked to fill: such a field may have become required late.
  const replaceable = fields.map((field) =>
    isFixed(field) ? { ...field, required: false } : field,
  )

  /** For a row that meets one contact; one that meets several changes none. */
  const alone =
    (change: (row: ReadRow, draft: DraftContact) => Verdict): Meeting =>
    (row, owners) =>
      owners.length === 1 ? change(row, owners[0]) : failed(severalOwners(row, reader, state))

  return {
    skip: (_row, owners) => ({
      outcome: 'skipped',
      draft: owners.length === 1 ? owners[0] : null,
      reasons: noReasons,
      notes: noReasons,
    }),

    merge: alone((row, draft) => {
      const locked = lockedIn(fields, draft.values)
      const added = Object.keys(row.values).filter(
        (key) => isEmptyValue(draft.values[key]) && !isFixedKey(key) && !locked.has(key),
      )
      const notes = leftOut.byMerge(row, draft, locked)
      if (added.length === 0) return unchanged(draft, notes)
      if (isConditional) {
        // Otherwise what fills an empty field breaks no rule that its value keeps.
        const patch = Object.assign(noValues(), pickKeys(row.values, added))
        const { reasons } = judgeContact(fields, 'patch', patch, {
          current: draft.values,
          judged: row.values,
        })
        if (reasons) return failed(reader.reasons(reasons, row.cells))
      }
      const values: Values = Object.assign(noValues(), draft.values)
      for (const key of added) values[key] = row.values[key]
      const taken = takenValues(row, draft, values, { reader, state })
      if (taken.length > 0) return failed(taken)
      const change = { before: draft.values, after: values }
      state.change(draft, 'merge', values, row.identities)
      return { outcome: 'merged', draft, reasons: noReasons, notes, change }
    }),

    update: alone((row, draft) => {
      const patch = noValues()
      const locked = lockedIn(fields, draft.values)
      for (const key of Object.keys(row.values)) {
        const field = byKey.get(key)
        if (!field || isFixed(field) || locked.has(key)) continue
        const wanted = field.kind === 'I' ? united(field, row, draft) : row.values[key]
        if (!sameValue(wanted, draft.values[key])) patch[key] = wanted
      }
      const notes = leftOut.byUpdate(row, draft, locked)
      if (Object.keys(patch).length === 0) return unchanged(draft, notes)
      const current = draft.values
      const verdict = judgeContact(fields, 'patch', patch, { current, judged: row.values })
      if (verdict.reasons) return failed(reader.reasons(verdict.reasons, row.cells))
      const values = applyPatch(current, verdict.values)
      const taken = takenValues(row, draft, values, { reader, state })
      if (taken.length > 0) return failed(taken)
      state.change(draft, 'update', values, identitiesOf(values, fields))
      return {
        outcome: 'updated',
        draft,
        reasons: noReasons,
        notes,
        change: { before: current, after: values },
      }
    }),

    replace: alone((row, draft) => {
      const wanted: Values = Object.assign(noValues(), row.values)
      const keep = (key: string) => {
        if (isEmptyValue(draft.values[key])) delete wanted[key]
        else wanted[key] = draft.values[key]
      }
      const locked = lockedIn(fields, draft.values)
      for (const { key } of untouched) keep(key)
      for (const key of locked) keep(key)
      const current = draft.values
      const verdict = judgeContact(replaceable, 'replace', wanted, { current, judged: row.values })
      if (verdict.reasons) return failed(reader.reasons(verdict.reasons, row.cells))
      const notes = leftOut.byReplace(row, draft, locked)
      if (sameValues(current, verdict.values)) return unchanged(draft, notes)
      const taken = takenValues(row, draft, verdict.values, { reader, state })
      if (taken.length > 0) return failed(taken)
      const change = { before: current, after: verdict.values }
      state.change(draft, 'replace', verdict.values, row.identities)
      return { outcome: 'replaced', draft, reasons: noReasons, notes, change }
    }),
  }
}

function pickKeys(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.map((key) => [key, values[key]]))
}

/** The identities that a contact has, and behind them those of the row that it has not. */
function united(field: Field, row: ReadRow, draft: DraftContact): unknown[] {
  const has = draft.values[field.key]
  const added = row.identities
    .filter((one) => one.field.id === field.id && !isClaimed(draft, field, one.key))
    .map(({ value }) => value)
  return [...(Array.isArray(has) ? has : []), ...added]
}

function unchanged(draft: DraftContact, notes: readonly RowReason[]): Verdict {
  return { outcome: 'unchanged', draft, reasons: noReasons, notes }
}

function sameValues(a: Values, b: Values): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => sameValue(a[key], b[key]))
}
