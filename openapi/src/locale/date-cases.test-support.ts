import type { Language } from './number-cases.test-support.ts'

/** A date as it is typed, and what it is in each language: a day or instant, or a reason's code. */
export interface DateCase {
  typed: string
  right: Readonly<Record<Language, string>>
}

function alike(right: string, typed: string[]): DateCase[] {
  return typed.map((one) => ({
    typed: one,
    right: { 'en-US': right, 'de-DE': right, 'ar-EG': right },
  }))
}

function each(typed: string, english: string, german: string, arabic: string): DateCase {
  return { typed, right: { 'en-US': english, 'de-DE': german, 'ar-EG': arabic } }
}

const twoWays = 'day_read_two_ways'

/** Into a field of days. */
export const dayCases: readonly DateCase[] = [
  ...alike('2026-12-31', ['2026-12-31', '2026/12/31', '2026.12.31', '31.12.2026', '31/12/2026']),
  ...alike('2026-12-31', ['12/31/2026', '12-31-2026', '12.31.2026', '31-12-2026', '31. 12. 2026']),
  ...alike('2026-12-31', [
    ' 2026-12-31 ',
    '２０２６-１２-３１',
    '٢٠٢٦-١٢-٣١',
    '٣١‏/١٢‏/٢٠٢٦',
    '2026−12−31',
  ]),
  ...alike('2026-12-31', ['31 December 2026', 'December 31, 2026', 'Dec 31, 2026', '31-Dec-2026']),
  ...alike('2026-12-31', ['dec 31 2026', 'DECEMBER 31ST, 2026', '31. Dec. 2026', '2026 Dec 31']),
  ...alike('2026-12-31', ['2026年12月31日', '31st of December 2026']),
  ...alike('2026-02-03', ['2026-2-3', '2026/2/3', '2026.02.3', '3 February 2026', 'Feb 3, 2026']),
  ...alike('2026-03-03', ['3/3/2026', '3.3.2026', '03-03-2026']),
  ...alike('0099-01-01', ['0099-01-01', '1 January 0099']),
  ...alike('1899-12-31', ['1899-12-31', '31.12.1899']),
  ...alike('2024-02-29', ['2024-02-29', '29.2.2024', '2/29/2024']),
  each('3. Dezember 2026', 'not_day', '2026-12-03', 'not_day'),
  each('3. März 2026', 'not_day', '2026-03-03', 'not_day'),
  each('٣ ديسمبر ٢٠٢٦', 'not_day', 'not_day', '2026-12-03'),
  each('3/4/2026', '2026-03-04', twoWays, '2026-04-03'),
  each('3.4.2026', twoWays, '2026-04-03', twoWays),
  each('03-04-2026', twoWays, twoWays, twoWays),
  ...alike('2026-12-31', ['Thu, 31 Dec 2026', 'Thursday, December 31, 2026', '31.Dec.2026']),
  ...alike('2026-12-31', ['2026-12-31 00:00:00', '12/31/2026 12:00:00 AM']),
  ...alike('2026-09-03', ['Sept 3, 2026', '3 Sept. 2026']),
  ...alike('other_weekday', ['Fri, 31 Dec 2026', 'Thursday, December 30, 2026']),
  each('Donnerstag, 31. Dezember 2026', 'not_day', '2026-12-31', 'not_day'),
  each('الخميس، ٣١ ديسمبر ٢٠٢٦', 'not_day', 'not_day', '2026-12-31'),
  each('15/9/1447', '1447-09-15', '1447-09-15', 'other_calendar'),
  ...alike('1447-09-15', ['1447-09-15']),
  ...alike('no_such_day', [
    '31.2.2026',
    '2026-02-30',
    '2026-13-01',
    '31/31/2026',
    '30 February 2026',
  ]),
  ...alike('no_such_day', ['29.2.2023', '0/5/2026', '0000-01-01']),
  ...alike('short_year', ['31.12.26', '12/31/26', '1/2/3', '3 April 26']),
  ...alike('time_beside_day', ['2026-12-31 14:30', 'Dec 31, 2026, 2 pm']),
  ...alike('not_day', ['tomorrow', '31 Foo 2026', '2026', '12/2026', 'March 4', '20261231', '5']),
  ...alike('not_day', ['31.12.2026 or so', '1.2.3.2026', '2026-12-31-01', '2026-001-01']),
]

/** Into a field of instants, by clocks that show UTC. */
export const instantCases: readonly DateCase[] = [
  ...alike('2026-12-31T14:30:00.000Z', [
    '2026-12-31 14:30',
    '2026-12-31T14:30',
    '31.12.2026 14:30',
  ]),
  ...alike('2026-12-31T14:30:00.000Z', [
    '12/31/2026 2:30 pm',
    '12/31/2026, 2:30PM',
    '31.12.2026 2:30 p.m.',
  ]),
  ...alike('2026-12-31T14:30:00.000Z', ['Dec 31, 2026, 2:30\u202fPM', '2026-12-31 at 14:30']),
  ...alike('2026-12-31T14:30:00.000Z', [
    '2026-12-31 ١٤:٣٠',
    '31 December 2026 14:30',
    '2026-12-31 14.30',
  ]),
  ...alike('2026-12-31T14:30:00.000Z', [
    '2026-12-31T16:30+02:00',
    '2026-12-31 14:30 Z',
    '2026-12-31T14:30:00Z',
  ]),
  ...alike('2026-12-31T14:30:15.000Z', ['2026-12-31 14:30:15', '31.12.2026, 2:30:15 PM']),
  ...alike('2026-12-31T14:30:15.250Z', ['2026-12-31 14:30:15.25', '2026-12-31T14:30:15.250Z']),
  ...alike('2026-12-31T14:00:00.000Z', ['2026-12-31 2 pm', '2026-12-31 2pm', '2026-12-31 14 Uhr']),
  ...alike('2026-12-31T00:00:00.000Z', [
    '2026-12-31',
    '31.12.2026',
    '12/31/2026 12:00 am',
    '2026-12-31 0:00',
  ]),
  ...alike('2026-12-31T12:00:00.000Z', ['12/31/2026 12:00 pm', '2026-12-31 12 PM']),
  ...alike('0099-01-01T14:30:00.000Z', ['0099-01-01 14:30']),
  ...alike('1890-05-01T08:00:00.000Z', ['1890-05-01 8:00', '1890-05-01 8 am']),
  each('3/4/2026 9:05', '2026-03-04T09:05:00.000Z', twoWays, '2026-04-03T09:05:00.000Z'),
  each('3.4.2026, 9:05', twoWays, '2026-04-03T09:05:00.000Z', twoWays),
  each('٣١‏/١٢‏/٢٠٢٦، ٢:٣٠ م', 'not_instant', 'not_instant', '2026-12-31T14:30:00.000Z'),
  ...alike('no_such_time', [
    '2026-12-31 25:00',
    '2026-12-31 14:60',
    '2026-12-31 13:00 PM',
    '2026-12-31 0:30 am',
  ]),
  ...alike('2026-12-31T14:30:00.000Z', [
    'Thu, 31 Dec 2026 16:30:00 +0200',
    'Thu Dec 31 2026 15:30:00 GMT+0100 (Central European Standard Time)',
    'December 31, 2026 at 2:30 PM',
    '2026-12-31 16:30 UTC+2',
    '2026-12-31 14:30 GMT',
    '2026-12-31 20:00 +5:30',
  ]),
  ...alike('zone_by_name', ['2026-12-31 14:30 CEST', '31.12.2026 2:30 pm EST']),
  ...alike('zone_by_name', ['2026-12-31 14:30 Europe/Berlin']),
  ...alike('no_such_time', ['2026-12-31T14:30+25:00', '2026-12-31 14:30 -13:00']),
  ...alike('no_such_time', ['2026-12-31 24:00', '2026-12-31 14:30:99']),
  ...alike('no_such_day', ['31.2.2026 14:30']),
  ...alike('short_year', ['31.12.26 14:30']),
  ...alike('not_instant', [
    '2:30 pm',
    '14:30',
    'now',
    '2026-12-31 noonish',
    '2026-12-31 14',
    '2026-12-31 25h30 x',
  ]),
]
