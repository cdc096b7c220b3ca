import { type Cell, type Field, fieldsByKey, isComputed, rulesOf } from '@cardfile/openapi'
import { cellText, matchColumns } from '@cardfile/openapi/spreadsheet'
import { dateReading } from './date-orders.ts'
import type { ColumnOptions, ColumnPlan, MatchedBy } from '../draft/draft.ts'
import { cellsOf, type SheetSample } from '../sheet/sheet-sample.ts'

/** What other programs call fields, without blanks, dashes and case. */
const aliases: Readonly<Record<string, string>> = {
  emailaddress: 'email',
  mail: 'email',
  fullname: 'name',
  contactname: 'name',
  givenname: 'first_name',
  forename: 'first_name',
  surname: 'last_name',
  familyname: 'last_name',
  phonenumber: 'phone',
  telephone: 'phone',
  tel: 'phone',
  mobile: 'phone',
  mobilephone: 'phone',
  cellphone: 'phone',
  organisation: 'company',
  organization: 'company',
  employer: 'company',
  jobtitle: 'title',
  position: 'title',
  street: 'address',
  streetaddress: 'address',
  town: 'city',
  province: 'state',
  region: 'state',
  zip: 'postal_code',
  zipcode: 'postal_code',
  postcode: 'postal_code',
  notes: 'description',
  comment: 'description',
}

/** Where each column goes, as far as headings and contents tell. Each field is given once. */
export function proposePlans(sample: SheetSample, fields: readonly Field[]): ColumnPlan[] {
  const byKey = fieldsByKey(fields)
  const columns = matchColumns(sample.headings, fields)
  const taken = new Set(columns.flatMap(({ field }) => field ?? []))
  const take = (key: string | undefined): Field | null => {
    const field = key === undefined || taken.has(key) ? undefined : byKey.get(key)
    if (field) taken.add(field.key)
    return field ?? null
  }
  const found = columns.map(({ field: key, heading, status }): [Field | null, MatchedBy] => {
    if (key !== null) return [byKey.get(key) ?? null, 'heading']
    if (status !== 'unknown') return [null, 'alias']
    return [take(aliases[heading.toLowerCase().replace(/[\s_-]+/gu, '')]), 'alias']
  })
  return found.map(([field, by], index) => {
    const cells = cellsOf(sample, index)
    if (field) return planFor(field, cells, by)
    const free = ['unknown', 'blank'].includes(columns[index]?.status ?? '')
    const guessed = free && holdsAddresses(byKey.get('email'), cells) ? take('email') : null
    return guessed ? planFor(guessed, cells, 'content') : left
  })
}

const left: ColumnPlan = { field: null, by: null, options: {} }

/** A column's plan with the options that its cells leave no doubt about. */
export function planFor(field: Field, cells: readonly Cell[], by: MatchedBy): ColumnPlan {
  const asked = optionsOf(field)
  const options: ColumnOptions = {}
  const reading = asked.has('dateOrder') ? dateReading(cells) : null
  if (reading?.example === null && reading.orders[0]) options.dateOrder = reading.orders[0]
  if (asked.has('decimalComma') && hasDecimalCommas(cells)) options.decimalComma = true
  return { field: field.key, by, options }
}

/** What a field's cells may leave open. */
export function optionsOf(field: Field): ReadonlySet<keyof ColumnOptions> {
  const { compare, many, control } = rulesOf(field)
  const open: (keyof ColumnOptions)[] = []
  if (isComputed(field)) return new Set(open)
  if (compare === 'time') open.push('dateOrder')
  if (control.kind === 'datetime') open.push('timeZone')
  if (control.kind === 'number') open.push('decimalComma')
  if (control.kind === 'identities' && control.input === 'tel') open.push('country')
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
  return (dateReading(cells)?.example ?? null) !== null
}

function holdsAddresses(email: Field | undefined, cells: readonly Cell[]): boolean {
  if (!email || cells.length === 0) return false
  const rules = rulesOf(email)
  const fine = cells.filter((cell) => rules.value.safeParse(rules.parseCell(cell)).success)
  // Some are mistyped in every file; those rows are told of by the preview.
  return fine.length > cells.length / 2
}

/** 1.234,5 and 12,50 have no other reading; 1,234 has, and is left to a person. */
function hasDecimalCommas(cells: readonly Cell[]): boolean {
  const texts = cells.map((cell) => cellText(cell)?.trim() ?? '')
  return texts.some((text) => /^[+-]?\d+(\.\d{3})*,(\d{1,2}|\d{4,})$/.test(text))
}
