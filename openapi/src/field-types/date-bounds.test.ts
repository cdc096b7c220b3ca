import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { contactSchema, judgeContact } from '../contact-schema.ts'
import { completeDefinition } from '../field-input.ts'
import type { Field } from '../field.ts'
import { rulesOf } from '../field-rules.ts'
import { customField } from '../field.test-support.ts'
import { prebuiltFields } from '../prebuilt-fields.ts'

/** In Kiribati it is 1 March by now, on Baker Island 28 February still. */
const now = '2026-02-28T11:00:00Z'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(now), toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

type Case = [bounds: Partial<Field>, value: string, fault: [code: string, day: string] | null]

const before = (day: string): [string, string] => ['before_earliest', day]
const after = (day: string): [string, string] => ['after_latest', day]

const days: Case[] = [
  [{ earliest: '2026-01-01' }, '2026-01-01', null],
  [{ earliest: '2026-01-01' }, '2025-12-31', before('2026-01-01')],
  [{ latest: '2026-01-01' }, '2026-01-01', null],
  [{ latest: '2026-01-01' }, '2026-01-02', after('2026-01-01')],
  [{ earliest: 'today' }, '2026-02-27', null],
  [{ earliest: 'today' }, '2026-02-26', before('2026-02-27')],
  [{ latest: 'today' }, '2026-03-01', null],
  [{ latest: 'today' }, '2026-03-02', after('2026-03-01')],
  [{ latest: 'today-18y' }, '2008-03-01', null],
  [{ latest: 'today-18y' }, '2008-03-02', after('2008-03-01')],
  [{ earliest: 'today-1m' }, '2026-01-27', null],
  [{ earliest: 'today-1m' }, '2026-01-26', before('2026-01-27')],
  [{ latest: 'today+2w' }, '2026-03-15', null],
  [{ latest: 'today+30d' }, '2026-04-01', after('2026-03-31')],
  [{ latest: 'today-9999y' }, '0001-01-01', null],
]

const instants: Case[] = [
  [{ earliest: '2026-01-01' }, '2025-12-31T10:00:00.000Z', null],
  [{ earliest: '2026-01-01' }, '2025-12-31T09:59:59.999Z', before('2026-01-01')],
  [{ latest: '2026-01-01' }, '2026-01-02T11:59:59.999Z', null],
  [{ latest: '2026-01-01' }, '2026-01-02T12:00:00.000Z', after('2026-01-01')],
  [{ latest: 'today' }, '2026-03-02T11:59:59.999Z', null],
  [{ latest: 'today' }, '2026-03-02T12:00:00.000Z', after('2026-03-01')],
]

const cases = [
  ...days.map((one) => ['date', ...one] as const),
  ...instants.map((one) => ['datetime', ...one] as const),
]

describe('a date within bounds', () => {
  test.each(cases)('of a %s with %j, %s: %j', (type, bounds, value, fault) => {
    const fields = [...prebuiltFields, customField('odd', { type, ...bounds })]
    const { reasons } = judgeContact(fields, 'row', { odd: value })
    expect(reasons).toEqual(
      fault && { odd: [expect.objectContaining({ code: fault[0], params: { day: fault[1] } })] },
    )
  })

  test('of the last of a month counts back to the last of a shorter one', () => {
    vi.setSystemTime(Date.parse('2028-02-29T12:30:00Z'))
    const { value } = rulesOf(customField('odd', { type: 'date', earliest: 'today-1y' }))
    expect(value.safeParse('2027-02-28').success).toBe(true)
    expect(value.safeParse('2027-02-27').success).toBe(false)
  })

  test('that has passed since it was stored blocks no change of anything else', () => {
    const fields = [...prebuiltFields, customField('odd', { type: 'date', earliest: 'today' })]
    const current = { name: 'Ann', email: ['ann@example.com'], odd: '2020-01-01' }
    const patched = contactSchema(fields, 'patch', { current }).safeParse({ name: 'Anne' })
    expect(patched.success).toBe(true)
  })

  test('has an example within them', () => {
    for (const bounds of [{ latest: '1990-05-05' }, { earliest: 'today+1y' }, {}]) {
      const { example, parseCell, value } = rulesOf(customField('odd', { type: 'date', ...bounds }))
      expect(value.safeParse(parseCell(example(0))).success).toBe(true)
    }
  })
})

describe('the bounds of a date', () => {
  test.each(['2026-01-31', 'today', 'today-18y', 'today+30d', 'today+1w', 'today-6m'])(
    'may be %s',
    (earliest) => {
      const verdict = completeDefinition(customField('odd', { type: 'date', earliest }))
      expect(verdict).toHaveProperty('field')
    },
  )

  test.each(['2026-02-30', 'yesterday', 'today-18', 'today - 18y', 'today+10000y', '01.01.2026'])(
    'may not be %s',
    (earliest) => {
      const verdict = completeDefinition(customField('odd', { type: 'date', earliest }))
      expect(verdict).toHaveProperty('errors.earliest')
    },
  )

  test('that have left no day since they were set block no change of anything else', () => {
    const bounds = { earliest: 'today', latest: '2020-12-31', defaultValue: '2020-06-01' }
    const before = customField('odd', { type: 'date', ...bounds })
    const renamed = { ...before, name: 'Even' }
    expect(completeDefinition(renamed, before)).toEqual({ field: renamed })
    expect(completeDefinition({ ...before, latest: '2020-11-30' }, before)).toMatchObject({
      errors: { latest: [{ code: 'latest_before_earliest' }] },
    })
    const dated = customField('odd', { ...bounds, type: 'date', latest: undefined })
    expect(completeDefinition({ ...dated, name: 'Even' }, dated)).toHaveProperty('field')
    expect(completeDefinition({ ...dated, defaultValue: '2020-06-02' }, dated)).toMatchObject({
      errors: { defaultValue: [{ code: 'before_earliest' }] },
    })
  })

  test('leave a day', () => {
    const bounds = { earliest: 'today+1y', latest: '2026-12-31' }
    const verdict = completeDefinition(customField('odd', { type: 'date', ...bounds }))
    expect(verdict).toMatchObject({ errors: { latest: [{ code: 'latest_before_earliest' }] } })
  })
})
