import { type Cell, type Field, fieldsByKey, isComputed, rulesOf } from '@cardfile/openapi'
import { matchColumns } from '@cardfile/openapi/spreadsheet'
import { dateReading } from './date-orders.ts'
import { decimalCommaOf } from './decimal-marks.ts'
import type { ColumnOptions, ColumnPlan, MatchedBy } from '../draft/draft.ts'
import { cellsOf, type SheetSample } from '../sheet/sheet-sample.ts'

/** Where each column goes, as far as headings and contents tell; the API does the same by headings. */
export function proposePlans(sample: SheetSample, fields: readonly Field[]): ColumnPlan[] {
  const byKey = fieldsByKey(fields)
  const columns = matchColumns(sample.headings, fields)
  const email = byKey.get('email')
  const hasEmail = columns.some(({ field }) => field === 'email')
  const guessed = columns.findIndex(
    ({ status }, index) =>
      ['unknown', 'blank'].includes(status) && holdsAddresses(email, cellsOf(sample, index)),
  )
  return columns.map(({ field: key, status, options }, index): ColumnPlan => {
    const cells = cellsOf(sample, index)
    const field = key === null ? undefined : byKey.get(key)
    if (field) {
      const plan = planFor(field, cells, status === 'alias' ? 'alias' : 'heading')
      return { ...plan, options: { ...plan.options, ...options } }
    }
    if (email && !hasEmail && index === guessed) return planFor(email, cells, 'content')
    return status === 'label' || status === 'duplicate' ? { ...left, by: status } : left
  })
}

const phoneKey = 'phone'

const left: ColumnPlan = { field: null, by: null, options: {} }

/** A column's plan with the options that its cells leave no doubt about. */
export function planFor(field: Field, cells: readonly Cell[], by: MatchedBy): ColumnPlan {
  const asked = optionsOf(field)
  const options: ColumnOptions = {}
  const reading = asked.has('dateOrder') ? dateReading(cells) : null
  if (reading?.proposed) options.dateOrder = reading.proposed
  const comma = asked.has('decimalComma') ? decimalCommaOf(cells) : undefined
  if (comma !== undefined) options.decimalComma = comma
  return { field: field.key, by, options }
}

/** What a field's cells may leave open. */
export function optionsOf(field: Field): ReadonlySet<keyof ColumnOptions> {
  const { compare, many, control } = rulesOf(field)
  const open: (keyof ColumnOptions)[] = []
  if (isComputed(field)) return new Set(open)
  if (compare === 'time') open.push('dateOrder')
  if (control.kind === 'datetime') open.push('timeZone')
  if (control.kind === 'number' || control.kind === 'amount') open.push('decimalComma')
  // A phone number is who somebody is, where a row has no other identity.
  const input = control.kind === 'identities' || control.kind === 'line' ? control.input : null
  const isPhone = input === 'tel' || field.key === phoneKey
  if (isPhone) open.push('country')
  if (many) open.push('separator')
  return new Set(open)
}

/** True where a person must still say which of several days a column's dates mean. */
export function isUndecided(
  { options }: ColumnPlan,
  field: Field,
  cells: readonly Cell[],
): boolean {
  if (!optionsOf(field).has('dateOrder') || options.dateOrder) return false
  const reading = dateReading(cells)
  return reading !== null && reading.orders.some((order) => reading.fits[order] > 0)
}

function holdsAddresses(email: Field | undefined, cells: readonly Cell[]): boolean {
  if (!email || cells.length === 0) return false
  const rules = rulesOf(email)
  const fine = cells.filter((cell) => rules.value.safeParse(rules.parseCell(cell)).success)
  // Some are mistyped in every file; those rows are told of by the preview.
  return fine.length > cells.length / 2
}
