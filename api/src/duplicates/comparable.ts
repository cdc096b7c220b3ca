import { comparableText } from '@cardfile/openapi'
import { publicDomains } from './public-domains.ts'

/** Words of a text as they are compared: without case, accents and signs. */
function wordsOf(text: string): string[] {
  return comparableText(text).match(/[\p{L}\p{N}\x7f]+/gu) ?? []
}

const formsOfAddress = new Set(
  'mr mrs ms miss mx sir dr prof herr frau m mme mlle sr sra srta dona'.split(' '),
)

/**
 * A name in whatever order its parts stand: `Lee, Ann` is `Ann Lee`.
 *
 * @returns null for what is no name: an address or a number, which stand in for one that nobody knows
 */
export function comparableName(name: string): string | null {
  if (name.includes('@')) return null
  const words = wordsOf(name).filter((word) => /\p{L}/u.test(word))
  const own = words.filter((word) => !formsOfAddress.has(word))
  const key = (own.length > 0 ? own : words).toSorted().join(' ')
  return key.length > 1 ? key : null
}

/** What companies are by law, in the countries whose forms people write most. */
const legalForms = new Set(
  (
    'inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag kg ohg gbr ug mbh se ev ' +
    'sa sas sarl sasu eurl sl slu srl spa snc bv nv vof oy oyj ab as asa aps kft zrt sp zoo sro pty pte pvt kk'
  ).split(' '),
)

/** A company without what it is by law: `Acme GmbH & Co. KG` is `ACME`. */
export function comparableCompany(company: string): string | null {
  const words = wordsOf(company)
  const own = words.filter((word) => !legalForms.has(word))
  return (own.length > 0 ? own : words).join(' ') || null
}

export function comparablePlace(place: string): string | null {
  return wordsOf(place).join(' ') || null
}

/** Of everybody in a company, or of nobody. */
const sharedMailboxes = new Set(
  (
    'info office mail email contact kontakt contacto hello hallo hi sales service support help admin ' +
    'administration webmaster postmaster billing accounts accounting invoice invoices rechnung team hr jobs ' +
    'marketing press noreply nobody'
  ).split(' '),
)

/**
 * The mailbox that an address leads to, as far as that can be told: what stands behind a plus is no part of its
 * name with most providers, dots are none with Google's (support.google.com/mail/answer/7436150), and within
 * a company `ann.lee`, `ann_lee` and `annlee` are the same person.
 *
 * @returns null for one that several people read
 */
export function mailboxOf(address: string): string | null {
  const at = address.lastIndexOf('@')
  if (at < 1) return null
  const domain = comparableText(address.slice(at + 1))
  const [local = ''] = comparableText(address.slice(0, at)).split('+')
  const isGoogle = domain === 'gmail.com' || domain === 'googlemail.com'
  const isPublic = publicDomains.has(domain)
  const bare = isPublic && !isGoogle ? local : local.replace(/[._-]/g, '')
  if (bare === '' || (!isPublic && sharedMailboxes.has(bare))) return null
  return `${bare}@${isGoogle ? 'gmail.com' : domain}`
}

const digitsCompared = 9

/** The end of a phone number, which is the same whether its country is written or not. */
export function lastDigits(number: string): string | null {
  const digits = number.replace(/\D/g, '')
  const last = digits.slice(-digitsCompared)
  // 000000000 and 123123123 stand where a number had to be given.
  return last.length === digitsCompared && new Set(last).size > 3 ? last : null
}

/** The numbers in a text that may have several. */
export function numbersIn(text: string): string[] {
  return text.split(/[;,\n]/).filter((part) => /\d/.test(part))
}
