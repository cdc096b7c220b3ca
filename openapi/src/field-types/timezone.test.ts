import { expect, it } from 'vitest'
import { canonicalTimeZone } from './timezone.ts'

/** As the IANA database spells them, aliases too: https://data.iana.org/time-zones/tzdb/backward */
const names = [
  'Europe/Berlin',
  'America/Port-au-Prince',
  'America/Port_of_Spain',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/ComodRivadavia',
  'America/Knox_IN',
  'America/North_Dakota/New_Salem',
  'Africa/Porto-Novo',
  'Africa/Dar_es_Salaam',
  'Antarctica/DumontDUrville',
  'Antarctica/McMurdo',
  'Asia/Calcutta',
  'Asia/Kolkata',
  'Asia/Ust-Nera',
  'Australia/ACT',
  'Brazil/DeNoronha',
  'Europe/Isle_of_Man',
  'US/East-Indiana',
  'US/Eastern',
  'GB',
  'GB-Eire',
  'NZ-CHAT',
  'W-SU',
  'Etc/GMT+5',
  'Etc/GMT-14',
  'Etc/UTC',
  'GMT',
  'UTC',
  'EST',
  'EST5EDT',
  'Zulu',
]

it.each(names)('%s is spelled so, however it is typed', (name) => {
  for (const typed of [name, name.toLowerCase(), name.toUpperCase()])
    expect(canonicalTimeZone(typed)).toBe(name)
})

it.each(['', 'Mars/Olympus', '+02:00', 'Berlin'])('“%s” is no zone', (name) => {
  expect(canonicalTimeZone(name)).toBeNull()
})
