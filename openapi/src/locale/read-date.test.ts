import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayText, instantText } from './date-text.ts'
import { dayCases, instantCases } from './date-cases.test-support.ts'
import { languages } from './number-cases.test-support.ts'
import { readDay, readInstant } from './read-date.ts'
import type { DateOrder } from './date-words.ts'
import type { Reason } from '../reasons/reason.ts'

const told = (read: string | Reason) => (typeof read === 'string' ? read : read.code)

describe.each(languages)('a date typed in %s', (language) => {
  test.each(dayCases.map(({ typed, right }) => [typed, right[language]] as const))(
    'the day “%s” is %s',
    (typed, right) => expect(told(readDay(typed, { language }))).toBe(right),
  )

  test.each(instantCases.map(({ typed, right }) => [typed, right[language]] as const))(
    'the instant “%s” is %s',
    (typed, right) => expect(told(readInstant(typed, 'UTC', { language }))).toBe(right),
  )
})

test.each([
  ['31.2.2026', '2026-02-31'],
  ['2/31/2026', '2026-02-31'],
  ['30 February 2026', '2026-02-30'],
])('the day that “%s” would be is named: there is no %s', (typed, day) => {
  for (const language of languages)
    expect(readDay(typed, { language })).toMatchObject({ code: 'no_such_day', params: { day } })
})

describe('a date of three numbers in a file', () => {
  test.each<[string, DateOrder | undefined, string]>([
    ['03/04/2026', 'DMY', '2026-04-03'],
    ['03/04/2026', 'MDY', '2026-03-04'],
    ['3.4.2026', 'DMY', '2026-04-03'],
    ['3. 4. 2026', 'DMY', '2026-04-03'],
    ['2026/4/3', 'YMD', '2026-04-03'],
    ['2026-04-03', 'DMY', '2026-04-03'],
    ['12/31/2026', 'DMY', 'no_such_day'],
    ['31.2.2026', 'DMY', 'no_such_day'],
    ['31.12.2026', undefined, '2026-12-31'],
    ['03/04/2026', undefined, 'day_read_two_ways'],
    ['3.4.2026', undefined, 'day_read_two_ways'],
    ['31.12.2026', 'YMD', 'not_day'],
    ['03/04/26', 'DMY', 'short_year'],
    ['2026/4/3/1', 'DMY', 'not_day'],
  ])('%s in the order %s is %s', (text, order, right) => {
    expect(told(readDay(text, { order }))).toBe(right)
  })

  test.each<[string, DateOrder, string]>([
    ['3/4/2026 2:05 PM', 'MDY', '2026-03-04T14:05:00.000Z'],
    ['3/4/2026, 12:05:09 am', 'MDY', '2026-03-04T00:05:09.000Z'],
    ['03.04.2026 9:05', 'DMY', '2026-04-03T09:05:00.000Z'],
    ['2026-04-03T10:00:00Z', 'MDY', '2026-04-03T10:00:00.000Z'],
    ['3/4/2026 25h', 'DMY', 'no_such_time'],
    ['3/4/2026 13:00 PM', 'DMY', 'no_such_time'],
  ])('%s in the order %s is %s', (text, order, right) => {
    expect(told(readInstant(text, 'UTC', { order }))).toBe(right)
  })
})

describe('a time of a zone whose clocks change', () => {
  const berlin = (typed: string) => told(readInstant(typed, 'Europe/Berlin', { language: 'de-DE' }))

  test.each([
    ['28.03.2026 02:30', '2026-03-28T01:30:00.000Z'],
    ['29.03.2026 01:59', '2026-03-29T00:59:00.000Z'],
    ['29.03.2026 02:00', 'time_skipped'],
    ['29.03.2026 02:30', 'time_skipped'],
    ['29.03.2026 03:00', '2026-03-29T01:00:00.000Z'],
    ['25.10.2026 02:30', '2026-10-25T00:30:00.000Z'],
    ['25.10.2026 02:30 +02:00', '2026-10-25T00:30:00.000Z'],
    ['25.10.2026 02:30 +01:00', '2026-10-25T01:30:00.000Z'],
    ['25.10.2026 03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s is %s', (typed, right) => expect(berlin(typed)).toBe(right))

  test('says which of two it is', () => {
    const shown = (instant: string) => instantText(instant, 'de-DE', 'Europe/Berlin', 'full')
    expect(shown('2026-10-25T00:30:00Z')).toBe('25.10.2026, 02:30 +02:00')
    expect(shown('2026-10-25T01:30:00Z')).toBe('25.10.2026, 02:30 +01:00')
    expect(shown('2026-10-25T02:30:00Z')).toBe('25.10.2026, 03:30')
  })

  test('whose clocks leap at midnight, or over a whole day', () => {
    expect(told(readInstant('2018-11-04 00:30', 'America/Sao_Paulo', {}))).toBe('time_skipped')
    expect(told(readInstant('2011-12-30 12:00', 'Pacific/Apia', {}))).toBe('time_skipped')
  })
})

describe('a year', () => {
  test.each([
    ['0001-01-01', 'Jan 1, 0001'],
    ['0099-12-31', 'Dec 31, 0099'],
    ['1582-10-10', 'Oct 10, 1582'],
    ['1899-12-31', 'Dec 31, 1899'],
  ])('of %s is shown as it is', (day, shown) => expect(dayText(day, 'en-US')).toBe(shown))

  test('of an instant is that of its zone, and its clocks those of the time', () => {
    expect(instantText('0099-01-01T12:00:00Z', 'en-US', 'UTC', 'full')).toBe(
      'Jan 1, 0099, 12:00\u202fPM',
    )
    expect(instantText('1890-01-01T12:00:00Z', 'de-DE', 'Europe/Berlin', 'full')).toBe(
      '01.01.1890, 12:53:28',
    )
  })
})

const written = [
  ...languages,
  'en-GB',
  'fr-FR',
  'es-ES',
  'pt-BR',
  'ja-JP',
  'zh-CN',
  'ko-KR',
  'ru-RU',
]
const more = [
  'pl-PL',
  'sv-SE',
  'he-IL',
  'fa-IR',
  'hi-IN',
  'th-TH',
  'ar-SA',
  'cs-CZ',
  'el-GR',
  'nl-NL',
]

describe.each([...written, ...more])('what is written in %s', (language) => {
  const range = { min: new Date('0001-02-01T00:00:00Z'), max: new Date('9999-12-01T00:00:00Z') }
  const instants = fc.date({ ...range, noInvalidDate: true })

  test('is read back as it was', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom('minute', 'second', 'thousandth'), (date, to) => {
        if (to !== 'thousandth') date.setUTCMilliseconds(0)
        if (to === 'minute') date.setUTCSeconds(0)
        const instant = date.toISOString()
        const day = instant.slice(0, 10)
        expect(readDay(dayText(day, language), { language })).toBe(day)
        for (const zone of ['UTC', 'America/New_York', 'Europe/Berlin']) {
          const text = instantText(instant, language, zone, 'full')
          // Long ago clocks differed by seconds from each other, which offsets do not say.
          if (!/[+-]\d\d:\d\d$/.test(text) || date.getUTCFullYear() > 1970)
            expect(readInstant(text, zone, { language }), text).toBe(instant)
        }
      }),
      { numRuns: 60 },
    )
  })
})

// Of each way in which words, marks and the order of parts differ between languages.
test.each('bg bs ca da et eu fi fr-CA hu hy id kk lt lv mk mn ne ro tr uk vi zh-TW'.split(' '))(
  'every form of a date in %s is read',
  (language) => {
    const at = Date.UTC(2026, 8, 3, 21, 5, 7)
    for (const dateStyle of ['medium', 'long', 'full'] as const)
      for (const timeStyle of [undefined, 'short', 'medium'] as const) {
        const style = { dateStyle, timeStyle, calendar: 'gregory', timeZone: 'UTC' }
        const text = new Intl.DateTimeFormat(language, style).format(at)
        const right = { short: '2026-09-03T21:05:00.000Z', medium: '2026-09-03T21:05:07.000Z' }
        if (timeStyle)
          expect(told(readInstant(text, 'UTC', { language })), text).toBe(right[timeStyle])
        else expect(told(readDay(text, { language })), text).toBe('2026-09-03')
      }
  },
)

test.each([
  ['th', '4/3/2569', 'other_calendar'],
  ['th', '4 มีนาคม 2569', 'other_calendar'],
  ['th', '4/3/2026', '2026-03-04'],
  ['fa', '۱۴۰۴/۱۲/۱۳', 'other_calendar'],
  ['fa', '۲۰۲۶/۳/۴', '2026-03-04'],
  ['tr', '3 KASIM 2026', '2026-11-03'],
  ['es', '3 de marzo de 2026', '2026-03-03'],
  ['it', '1° gennaio 2026', '2026-01-01'],
])('in %s the day “%s” is %s', (language, typed, right) => {
  expect(told(readDay(typed, { language }))).toBe(right)
})

test.each([
  ['es', '4/3/2026 a las 14:30'],
  ['pt-BR', '04/03/2026 às 14:30'],
  ['ru', '04.03.2026 в 14:30'],
  ['fr', '04/03/2026 14 h 30'],
  ['zh-TW', '2026年3月4日 下午2:30'],
])('in %s “%s” is half past two in the afternoon', (language, typed) => {
  expect(told(readInstant(typed, 'UTC', { language }))).toBe('2026-03-04T14:30:00.000Z')
})

test('no text makes it fail', () => {
  const piece = fc.constantFrom(
    '2026',
    '12',
    '31',
    '3',
    '.',
    '/',
    '-',
    ' ',
    ':',
    'Mar',
    'pm',
    'T',
    'Z',
    '年',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((all) => all.join('')),
      ),
      (typed) => {
        for (const language of languages) {
          expect(told(readDay(typed, { language }))).toMatch(/^(\d{4}-\d{2}-\d{2}|[a-z_]+)$/)
          expect(told(readInstant(typed, 'Europe/Berlin', { language }))).toMatch(/Z$|^[a-z_]+$/)
        }
      },
    ),
    { numRuns: 1_000 },
  )
})

test('a long text takes no longer than it is', () => {
  const typed = `${'1 '.repeat(20_000)}${'a. '.repeat(20_000)}`
  const start = performance.now()
  readInstant(typed, 'UTC', { language: 'en-US' })
  readDay(typed, { language: 'en-US' })
  expect(performance.now() - start).toBeLessThan(2_000)
})
