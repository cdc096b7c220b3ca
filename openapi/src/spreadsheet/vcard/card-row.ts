import type { Cell } from '../../field-types/cell.ts'
import { joinCell } from '../../field-types/multi-value.ts'
import { messengerOf } from './messengers.ts'
import { partsOf, type Property, unescaped } from './property.ts'

/** The columns that cards are read into, headed as spreadsheets of contacts are. */
export const cardHeadings = [
  'Name',
  'Name Prefix',
  'First Name',
  'Middle Name',
  'Last Name',
  'Name Suffix',
  'Nickname',
  'Company',
  'Department',
  'Job Title',
  'Email',
  'Phone',
  'Fax',
  'Street',
  'City',
  'State',
  'Postal Code',
  'Country',
  'Birthday',
  'Website',
  'Notes',
  'X (Twitter)',
  'Facebook',
  'Instagram',
  'WhatsApp',
  'Telegram',
  'Line',
  'WeChat',
  'Other messengers',
  'Time zone',
  'Categories',
  'UID',
  'Left out',
] as const

type Heading = (typeof cardHeadings)[number]

/** Properties that say nothing about a person. */
const silent = /^(?:BEGIN|END|VERSION|PRODID|REV|N|KIND|SOURCE|PROFILE|MAILER|CLASS|SORT-STRING)$/

const messengers =
  /^(?:IMPP|X-SOCIALPROFILE|SOCIALPROFILE|X-(?:SKYPE|AIM|ICQ|JABBER|MSN|YAHOO|QQ|GOOGLE-TALK|TWITTER|TELEGRAM|WHATSAPP)(?:-USERNAME)?)$/

/** A row of cells by `cardHeadings` for the properties of one card. */
export function cardRow(properties: readonly Property[]): Cell[] {
  const texts = new Map<Heading, string[]>()
  const put = (heading: Heading, text: string | undefined) => {
    if (!text) return
    const all = texts.get(heading) ?? []
    if (!all.includes(text)) texts.set(heading, [...all, text])
  }
  // What is preferred stands first; the others keep their order.
  const sorted = properties.toSorted((one, other) => preference(one) - preference(other))
  for (const property of sorted) read(property, put)
  if (!texts.has('Name') && !hasNameParts(texts))
    put('Name', ['Company', 'Email', 'Phone'].flatMap((key) => texts.get(key as Heading) ?? [])[0])
  return cardHeadings.map((heading) => cellOf(heading, texts.get(heading)))
}

type Put = (heading: Heading, text: string | undefined) => void

function read(property: Property, put: Put): void {
  const { name, value } = property
  if (messengers.test(name)) {
    const service = /^X-(\w+)/.exec(name)?.[1]?.toLowerCase() ?? ''
    const types = name === 'X-SOCIALPROFILE' ? property.types : [...property.types, service]
    const { heading, text } = messengerOf({ ...property, types, value: unescaped(value) })
    return put(heading as Heading, text.trim())
  }
  const reader = readers[name]
  if (reader) reader(property, put)
  if (!reader && !silent.test(name) && !/^X-AB|^X-IMAGE|^X-ADDRESSBOOK/.test(name))
    put('Left out', name)
}

const one =
  (heading: Heading) =>
  ({ value }: Property, put: Put) =>
    put(heading, unescaped(value))

const readers: Readonly<Record<string, (property: Property, put: Put) => void>> = {
  FN: one('Name'),
  N: ({ value }, put) => {
    // A part may be a list, such as several middle names.
    const names = partsOf(value).map((part) => part.replace(/,(?=\S)/g, ' '))
    const [last, first, middle, prefix, suffix] = names
    put('Last Name', last)
    put('First Name', first)
    put('Middle Name', middle)
    put('Name Prefix', prefix)
    put('Name Suffix', suffix)
  },
  NICKNAME: one('Nickname'),
  ORG: ({ value }, put) => {
    const [company, ...units] = partsOf(value)
    put('Company', company)
    put('Department', units.filter((unit) => unit !== '').join(', '))
  },
  TITLE: one('Job Title'),
  ROLE: one('Job Title'),
  EMAIL: ({ value }, put) => put('Email', unescaped(value).replace(/^mailto:/i, '')),
  TEL: ({ value, types }, put) => {
    const number = unescaped(value).replace(/^tel:/i, '').replace(/;ext=/i, ' ext. ')
    put(types.includes('fax') ? 'Fax' : 'Phone', number)
  },
  ADR: ({ value }, put) => {
    const [box, extended, street, city, state, code, country] = partsOf(value)
    const lines = [street, extended, box].filter((line) => line !== undefined && line !== '')
    put('Street', lines.join(', ').replaceAll('\n', ', '))
    put('City', city)
    put('State', state)
    put('Postal Code', code)
    put('Country', country)
  },
  BDAY: ({ value, params }, put) => {
    const text = unescaped(value)
    // Apple writes a year that means none.
    const omitted = params.get('X-APPLE-OMIT-YEAR')
    if (omitted && text.startsWith(omitted)) return put('Birthday', `--${text.slice(5)}`)
    put('Birthday', text.replace(/^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/, '$1-$2-$3'))
  },
  URL: one('Website'),
  NOTE: one('Notes'),
  TZ: ({ value }, put) => put(/^\w+\/[\w/+-]+$/.test(value) ? 'Time zone' : 'Left out', value),
  CATEGORIES: one('Categories'),
  UID: one('UID'),
}

function preference({ types, params }: Property): number {
  return types.includes('pref') || params.has('PREF') ? 0 : 1
}

function hasNameParts(texts: ReadonlyMap<Heading, unknown>): boolean {
  return texts.has('First Name') || texts.has('Last Name')
}

/** Of these a contact has one each: the preferred, with the address they belong to. */
const single: ReadonlySet<Heading> = new Set([
  'Name',
  'Name Prefix',
  'First Name',
  'Middle Name',
  'Last Name',
  'Name Suffix',
  'Company',
  'Street',
  'City',
  'State',
  'Postal Code',
  'Country',
  'Birthday',
  'Time zone',
])

function cellOf(heading: Heading, texts: readonly string[] | undefined): Cell {
  if (!texts) return null
  if (single.has(heading)) return texts[0] ?? null
  return heading === 'Notes' ? texts.join('\n') : joinCell(texts)
}
