import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactSchema } from '../../contact-schema.ts'
import { rulesOf } from '../../field-rules.ts'
import type { Field } from '../../field.ts'
import { prebuiltFields } from '../../prebuilt-fields.ts'
import { customField } from '../../field.test-support.ts'
import { headingsOf, matchColumns, reportHeadingsFor } from './columns.ts'
import { sampleFields, sampleRows } from './sample-rows.ts'

const custom = (key: string, name: string, more: Partial<Field> = {}) =>
  customField(key, { name, ...more })

const statuses = (headings: Parameters<typeof matchColumns>[0], fields = prebuiltFields) =>
  matchColumns(headings, fields).map(({ status, field }) => field ?? status)

describe('matching columns', () => {
  it('takes keys and labels as they stand', () => {
    expect(statuses(['first_name', 'Last name', 'X (Twitter)', 'State/Province'])).toEqual([
      'first_name',
      'last_name',
      'twitter',
      'state',
    ])
  })

  it.each([
    'FIRST NAME',
    'firstname',
    ' First-Name ',
    'first_Name',
    'First\u00a0name',
    'Ｆirst name',
  ])('finds %j in spite of case, blanks, _ and -', (heading) => {
    expect(statuses([heading])).toEqual(['first_name'])
  })

  it('prefers an exact key over a label, and a label as it stands over one that only resembles', () => {
    const fields = [...prebuiltFields, custom('x', 'first_name'), custom('y', 'first-name')]
    expect(statuses(['first_name', 'first-name', 'First name'], fields)).toEqual([
      'first_name',
      'y',
      'duplicate',
    ])
  })

  it('shows headings without blanks at their ends, and takes labels without theirs', () => {
    const fields = [...prebuiltFields, custom('x', ' Shoe size ')]
    expect(matchColumns([' Shoe size  ', ' what? '], fields)).toMatchObject([
      { heading: 'Shoe size', field: 'x' },
      { heading: 'what?', status: 'unknown' },
    ])
  })

  it('takes blanks, _ and - for nothing, however many', () => {
    expect(statuses(['first _- name', 'LAST--NAME'])).toEqual(['first_name', 'last_name'])
  })

  it('finds a key in spite of its spelling where the label is another', () => {
    const fields = [custom('shoe_size', 'Größe')]
    expect(statuses(['Shoe Size', 'GRÖSSE', 'GRÖßE'], fields)).toEqual([
      'shoe_size',
      'duplicate',
      'duplicate',
    ])
  })

  it.each(['GRÖSSE', 'grosse', 'Gro\u0308ße', 'ＧＲＯＳＳＥ', 'Grö\u00adße'])(
    'finds a label by its folded text: %s',
    (heading) => {
      expect(statuses([heading], [custom('shoe_size', 'Größe')])).toEqual(['shoe_size'])
    },
  )

  it('guesses nothing where two labels come down to the same', () => {
    const fields = [custom('x', 'Home town'), custom('y', 'Hometown')]
    expect(statuses(['HOME TOWN', 'Hometown', 'Home town'], fields)).toEqual(['unknown', 'y', 'x'])
  })

  it('reports what it does not import', () => {
    expect(
      matchColumns(['E-mail', null, 'email', 'Created at', 'Shoe size', 'Reason'], prebuiltFields),
    ).toEqual([
      { index: 0, heading: 'E-mail', field: 'email', status: 'matched' },
      { index: 1, heading: '', field: null, status: 'blank' },
      { index: 2, heading: 'email', field: 'email', status: 'matched' },
      { index: 3, heading: 'Created at', field: null, status: 'computed' },
      { index: 4, heading: 'Shoe size', field: null, status: 'unknown' },
      { index: 5, heading: 'Reason', field: null, status: 'report' },
    ])
  })

  it('reads headings that are no text', () => {
    const fields = [custom('y2024', '2024'), custom('yes', 'TRUE')]
    expect(statuses([2024, true, { date: '2024-01-01' }], fields)).toEqual([
      'y2024',
      'yes',
      'unknown',
    ])
  })

  it.each(['__proto__', 'constructor', 'toString'])('knows no field called %s', (heading) => {
    expect(statuses([heading])).toEqual(['unknown'])
  })
})

describe('headings', () => {
  it('are labels or keys', () => {
    const fields = prebuiltFields.slice(0, 2)
    expect(headingsOf(fields, prebuiltFields, 'labels')).toEqual(['Name', 'First name'])
    expect(headingsOf(fields, prebuiltFields, 'keys')).toEqual(['name', 'first_name'])
  })

  it('lead back to their fields, whatever the labels are', () => {
    const names = fc.constantFrom('a', 'A b', 'a_b', 'a-b', 'AB', 'b a', 'Row', 'reason', '2024')
    const definitions = fc.uniqueArray(fc.record({ key: names, name: names }), {
      selector: ({ key }) => key,
    })
    fc.assert(
      fc.property(
        definitions,
        fc.constantFrom('labels' as const, 'keys' as const),
        (raw, style) => {
          const seen = new Set<string>()
          const fields = raw
            .filter(({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()))
            .map(({ key, name }) => custom(key, name))
          const headings = headingsOf(fields, fields, style)
          expect(matchColumns(headings, fields).map(({ field }) => field)).toEqual(
            fields.map(({ key }) => key),
          )
        },
      ),
    )
  })

  it('of a file of failed rows are never a field’s', () => {
    expect(reportHeadingsFor(prebuiltFields)).toEqual({ row: 'Row', reason: 'Reason' })
    const fields = [...prebuiltFields, custom('reason', 'Why')]
    const { row, reason } = reportHeadingsFor(fields)
    expect(statuses([row, reason], fields)).toEqual(['report', 'report'])
  })
})

describe('the sample file', () => {
  const options = [
    { id: 'a', text: 'A; or so' },
    { id: 'b', text: 'B' },
  ]
  const fields = [
    ...prebuiltFields,
    custom('short', 'Short', { length: 1, required: true }),
    custom('far', 'Far', { type: 'integer', min: 1000, required: true }),
    custom('minus', 'Minus', { type: 'decimal', max: -5, required: true }),
    custom('lines', 'Lines', { type: 'textarea', required: true }),
    custom('mail', 'Mail', { type: 'email', required: true }),
    custom('site', 'Site', { type: 'url', required: true }),
    custom('day', 'Day', { type: 'date', required: true }),
    custom('moment', 'Moment', { type: 'datetime', required: true }),
    custom('pick', 'Pick', { type: 'radio', options, required: true }),
    custom('list', 'List', { type: 'dropdown', options, required: true }),
    custom('many', 'Many', { type: 'checkboxlist', options, required: true }),
    custom('flag', 'Flag', { type: 'checkbox', required: true }),
    custom('zone', 'Zone', { type: 'timezone', required: true }),
    custom('hidden', 'Hidden', { visible: false }),
    custom('impossible', 'Impossible', { type: 'decimal', min: 0.001, max: 0.002, decimals: 2 }),
  ]

  it('has the visible fields that people fill in', () => {
    const keys = sampleFields(fields).map(({ key }) => key)
    expect(keys).toContain('name')
    expect(keys).not.toContain('hidden')
    expect(keys).not.toContain('created_at')
  })

  it('has rows that make contacts as they stand, for every type of field', () => {
    const columns = sampleFields(fields)
    const rows = sampleRows(columns)
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      const values = columns.map((field, index) => [
        field.key,
        rulesOf(field).parseCell(row[index] ?? null) ?? undefined,
      ])
      expect(contactSchema(fields, 'create').safeParse(Object.fromEntries(values)).error).toBe(
        undefined,
      )
    }
  })
})
