/** Invented people, the same ones for the same numbers on every machine. */
export interface Person {
  firstName: string
  lastName: string
  company: string
  title: string
  place: (typeof places)[number]
  handle: string
}

const firstNames =
  'Amara Noah Ines Jonas Mei Liam Sofía Elif Mateo Priya Lars Chloé Yusuf Hana Tomás Freya Kofi Aylin Oskar Leila Diego Nina Ravi Clara Emeka Yuki Paul Zara Milan Ida'.split(
    ' ',
  )
const lastNames =
  'Okafor Lindqvist Moreau Nakamura Fernández Schäfer Rossi Kowalski Haddad O’Connor Silva Novák Berg Chen Müller Demir Patel Jensen Kaya Dubois Popescu Tanaka Horváth Yılmaz Costa Weber Ortiz Singh Larsen Abebe'.split(
    ' ',
  )
const companies =
  'Northwind Bakery|Blue Harbor Logistics|Fjord & Sons|Lumen Optics|Casa Verde|Kestrel Air|Hanami Tea House|Tidewater Bank|Alpenglow Hotels|Pixel Orchard|Granite Legal|Sunbeam Solar|Copper Kettle|Meridian Health|Quill & Ink|Juniper Robotics'.split(
    '|',
  )
const titles =
  'Head of Support|Owner|Purchasing Manager|Customer Success Lead|Office Manager|CTO|Store Manager|Account Director|Operations Lead|Founder'.split(
    '|',
  )

const places = [
  {
    city: 'Berlin',
    state: 'Berlin',
    country: 'Germany',
    zone: 'Europe/Berlin',
    code: '10115',
    dial: '+4930',
  },
  {
    city: 'München',
    state: 'Bayern',
    country: 'Germany',
    zone: 'Europe/Berlin',
    code: '80331',
    dial: '+4989',
  },
  {
    city: 'Lisboa',
    state: 'Lisboa',
    country: 'Portugal',
    zone: 'Europe/Lisbon',
    code: '1100-148',
    dial: '+35121',
  },
  {
    city: 'Chicago',
    state: 'Illinois',
    country: 'United States',
    zone: 'America/Chicago',
    code: '60601',
    dial: '+1312',
  },
  {
    city: 'Boston',
    state: 'Massachusetts',
    country: 'United States',
    zone: 'America/New_York',
    code: '02108',
    dial: '+1617',
  },
  {
    city: 'Toronto',
    state: 'Ontario',
    country: 'Canada',
    zone: 'America/Toronto',
    code: 'M5H 2N2',
    dial: '+1416',
  },
  {
    city: 'Singapore',
    state: 'Singapore',
    country: 'Singapore',
    zone: 'Asia/Singapore',
    code: '018956',
    dial: '+656',
  },
  {
    city: 'Kyoto',
    state: 'Kyoto',
    country: 'Japan',
    zone: 'Asia/Tokyo',
    code: '600-8001',
    dial: '+8175',
  },
  {
    city: 'São Paulo',
    state: 'São Paulo',
    country: 'Brazil',
    zone: 'America/Sao_Paulo',
    code: '01310-100',
    dial: '+55113',
  },
  {
    city: 'Nairobi',
    state: 'Nairobi',
    country: 'Kenya',
    zone: 'Africa/Nairobi',
    code: '00100',
    dial: '+25420',
  },
] as const

/** Spreads consecutive numbers over a list without the lists moving in step (Knuth's multiplier). */
function pick<T>(list: readonly T[], n: number, salt: number): T {
  const mixed = Math.imul(n + salt * 7919, 2_654_435_761) >>> 0
  return list[Math.floor((mixed / 2 ** 32) * list.length)] as T
}

/** The `n`-th person; two different numbers never share a handle. */
export function person(n: number): Person {
  const firstName = pick(firstNames, n, 1)
  const lastName = pick(lastNames, n, 2)
  return {
    firstName,
    lastName,
    company: pick(companies, n, 3),
    title: pick(titles, n, 4),
    place: pick(places, n, 5),
    handle: `${plain(firstName)}.${plain(lastName)}${n}`,
  }
}

/** A phone number nobody else has, possible in the person's country. */
export function phoneOf({ place }: Person, n: number): string {
  return `${place.dial}${String(1_000_000 + n).slice(-7)}`
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ı/g, 'i')
    .replace(/[^a-z]/g, '')
}
