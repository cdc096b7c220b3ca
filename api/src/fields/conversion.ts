import {
  type EditableProperty,
  type Field,
  identityKey,
  narrowedSetting,
  rulesOf,
  sameValue,
  reason,
  type Reason,
  reasonOfIssue,
  type codedReasonsOf,
} from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { inParts } from '../db/in-parts.ts'
import type { Row } from '../db/result.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { selectLastContact } from './convert-sql.ts'
import { markOf, pageOfValues, type ValuesMark } from './values-sql.ts'

/** What a changed definition would do to the values that are stored under the old one. */
export interface Conversion {
  /** Values that fit, changed or as they are. */
  converts: number
  /** Values that would be lost. */
  fails: number
  samples: { contact: string; value: string; told: Reason }[]
  /** What the new values have that nobody wrote. */
  note?: string
  /** What must be written, by sequence number. */
  pairs: [seq: number, value: unknown][]
  /** What was read, so that a write can tell whether it is still so. */
  read: ValuesMark
  /** The highest number of a contact. */
  lastContact: number
  /** The number of the contact that the trial has come to; null where it has seen all of them. */
  next: number | null
}

export interface Trial {
  /** The number of the contact behind which it begins. */
  from?: number
  /** With a contact of a higher number it ends after the first page. */
  mostContacts?: number
  /** Asked after each page: whether that is enough for one request. */
  isEnough?: () => boolean
}

const pageSize = 5_000
const mostSamples = 5

/**
 * Tries stored values under a changed definition, in as many trips as there are pages of 5,000, more where values are long.
 * @throws DefinitionsChanged where the snapshot that `before` is of is old
 */
export async function tryConversion(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  after: Field,
  { from = 0, mostContacts = Infinity, isEnough = () => false }: Trial = {},
): Promise<Conversion> {
  const judge = valueJudge(before, after)
  const result: Conversion = {
    converts: 0,
    fails: 0,
    samples: [],
    pairs: [],
    read: { n: 0, sum: 0 },
    lastContact: 0,
    next: null,
  }
  for (let last = from; ;) {
    const begin = last
    const rows = await inParts<Row>(pageSize, async (limit, latest) => {
      const behind = Number(latest?.seq ?? begin)
      const [version, contacts, page] = await ctx.db.batch(
        [selectSchemaVersion, selectLastContact, pageOfValues(before, behind, limit)],
        // Behind the first page there are so many that nobody else shall wait for them.
        begin === 0 ? 'read' : 'scan',
      )
      assertCurrent(snapshot, firstRow(version).version)
      result.lastContact = Number(firstRow(contacts).seq)
      return page?.rows ?? []
    })
    for (const row of rows) {
      const value: unknown = JSON.parse(String(row.value))
      const verdict = judge(value)
      last = Number(row.seq)
      result.read.n++
      result.read.sum += markOf(last, Number(row.version))
      if ('told' in verdict) {
        result.fails++
        if (result.samples.length < mostSamples)
          result.samples.push({ contact: String(row.id), ...verdict })
        continue
      }
      result.converts++
      if (verdict.note !== undefined) result.note = verdict.note
      if (verdict.differs) result.pairs.push([last, verdict.data])
    }
    if (rows.length < pageSize) return result
    if (result.lastContact > mostContacts || isEnough()) return { ...result, next: last }
  }
}

/** What becomes of one value: what it is from then on, or why it would be lost. */
type Verdict = { data: unknown; differs: boolean; note?: string } | { value: string; told: Reason }

function refusalOf(error: Parameters<typeof codedReasonsOf>[0] | undefined): Reason {
  const [issue] = error?.issues ?? []
  return issue ? reasonOfIssue(issue) : reason('does_not_fit')
}

/** Judges stored values one by one, by the definition they stand under and the one they will. */
export function valueJudge(before: Field, after: Field): (value: unknown) => Verdict {
  const from = rulesOf(before)
  const to = rulesOf(after)
  const convert = conversionOf(before, after)
  const toNumber = from.compare === 'text' && to.compare === 'number'
  const losesZeros = (value: unknown) =>
    toNumber && typeof value === 'string' && /^\s*[+-]?0\d/.test(value)
  return (value) => {
    const lost = losesZeros(value) ? reason('would_lose_zeros') : null
    const verdict = convert(value)
    const cell = from.formatCell(value)
    if (!verdict.success || lost !== null)
      return {
        value: shown(cell),
        told: lost ?? refusalOf(verdict.error),
      }
    return {
      data: verdict.data,
      differs: !sameValue(verdict.data, value),
      ...(withTimeOfDay(cell, to) !== cell && { note: timeOfDayNote }),
    }
  }
}

/** How one value is carried over, and judged by the rules it will stand under. */
function conversionOf(before: Field, after: Field) {
  const from = rulesOf(before)
  const to = rulesOf(after)
  if (before.kind === 'I')
    return (value: unknown) =>
      to.value.safeParse((value as string[]).map((one) => sameIdentity(before, after, one)))
  // Through the cell, as if the contacts were exported and imported: an option becomes the text
  // people know it by, and not its id. Between types that both have options the id is what stays.
  const throughCell = (value: unknown) =>
    to.value.safeParse(to.parseCell(withTimeOfDay(from.formatCell(value), to)))
  if (before.type !== after.type && !(before.options && after.options)) return throughCell
  return (value: unknown) => {
    const unchanged = to.value.safeParse(value)
    return unchanged.success ? unchanged : throughCell(value)
  }
}

/**
 * The moment that stands for a day among instants: the same day on every clock from Hawaii (UTC−10)
 * to New Zealand in summer (UTC+13). At midnight UTC it would be the day before all over America.
 */
const timeOfDay = 'T10:00'
const timeOfDayNote = reason('time_of_day_added').text

type Rules = ReturnType<typeof rulesOf>
type FormattedCell = ReturnType<Rules['formatCell']>

/** A day where only an instant will do, with a time; anything else as it is. */
function withTimeOfDay(cell: FormattedCell, to: Rules): FormattedCell {
  if (typeof cell !== 'object' || cell === null || !('date' in cell)) return cell
  const wantsInstant = to.compare === 'time' && !to.value.safeParse(cell.date).success
  return wantsInstant && !cell.date.includes('T') ? { date: `${cell.date}${timeOfDay}` } : cell
}

/** An identity as typed, or in its full form where it would otherwise mean another one from now on. */
function sameIdentity(before: Field, after: Field, value: string): string {
  const key = identityKey(before, value)
  return key === null || key === identityKey(after, value) ? value : key
}

function shown(cell: ReturnType<ReturnType<typeof rulesOf>['formatCell']>): string {
  const text = typeof cell === 'object' && cell !== null ? Object.values(cell)[0] : String(cell)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/**
 * The property whose change may forbid values that were allowed, so that the stored ones must be
 * tried; null where none does.
 */
export function narrowedProperty(before: Field, after: Field): EditableProperty | null {
  if (before.type !== after.type) return 'type'
  if (before.defaultCountry !== after.defaultCountry) return 'defaultCountry'
  return narrowedSetting(before, after)
}
