import { type Reason, reason } from '../reasons/reason.ts'
import { caseFolded } from '../text/folded.ts'
import { withoutMarks } from '../text/trim-marks.ts'
import { longestTyped, type Normalised } from './normalised.ts'

/** What nearly every address is: ASCII, and nothing around it. */
const plain =
  /^[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i

/** RFC 5321 §4.5.3.1.1, in octets. */
const longestLocal = 64
/** RFC 1035 §2.3.4, in octets. */
const longestDomain = 253

/**
 * An e-mail address out of what was typed or pasted: without the name and the signs around it, with
 * a domain that can exist. Two addresses are the same by the ASCII form of their domain (UTS #46)
 * and the folded case of what stands before it.
 */
export function normaliseEmail(typed: string): Normalised {
  if (typed.length <= longestDomain && plain.test(typed) && typed.indexOf('@') <= longestLocal)
    return { value: typed, key: typed.toLowerCase() }
  if (typed.length > longestTyped) return { fault: reason('not_email') }
  const text = bareAddress(typed)
  if (typeof text !== 'string') return { fault: text }
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  if (at < 1 || domain === '' || !isLocalPart(local)) return { fault: reason('not_email') }
  const ascii = asciiDomain(domain)
  return typeof ascii === 'string'
    ? { value: `${local}@${domain}`, key: `${caseFolded(local)}@${ascii}` }
    : { fault: ascii }
}

/** The address within a text, or why there is none, or more than one. */
function bareAddress(typed: string): string | Reason {
  const text = withoutMarks(typed)
    .normalize('NFKC')
    .replace(/[。｡]/g, '.')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(markdownLink, '$<address>')
  const inBrackets = text.match(brackets) ?? text.split(asides).filter(hasAt)
  if (inBrackets.length > 1) return reason('several_emails')
  const bare = withoutSigns(inBrackets[0] ?? text)
  const beside = text.replace(inBrackets[0] ?? text, ' ').replaceAll(bare, ' ')
  const all = `${bare} ${beside}`.split(/[\s,;|/&、]+/).filter(isLikeAddress)
  return all.length > 1 ? reason('several_emails') : bare
}

const markdownLink = /^\[[^\]]*\]\((?<address>mailto:[^()]*)\)$/i

// What may begin at any of many blanks or signs in a row is looked for at the first of them alone, by what
// stands before it: else a text of nothing but those takes the square of its length.

const brackets = /<[^<>@]*@[^<>]*>|(?<=\s)\([^()\s@]+@[^()\s]+\)|(?<=\s)\[[^[\]\s@]+@[^[\]\s]+\]/g

/** What parts an address from a name or a remark beside it. */
const asides = /(?<!\s)(?:\s*[,;|•·]\s+|\s+[,;|•·]\s*|\s+[-–—]\s+)|\([^()@]*\)/

function hasAt(text: string): boolean {
  return text.includes('@')
}

function isLikeAddress(text: string): boolean {
  return /.@./.test(text)
}

const before =
  /^(?:mailto:(?:\/\/)?|e-?mail:|smtp:|\p{L}[\p{L} .-]{0,19}:\s+|[\s\p{Ps}\p{Pi}\p{Pf}"'`´*•·|>,;:]|<)+/iu
/** What a link says of the message besides its address. */
const parameters = /[?&](?:subject|body|b?cc)=.*$/is
// A hyphen and an underscore would be of the name of the domain.
const after = /(?<![^\p{L}\p{N}\p{M}_-])[^\p{L}\p{N}\p{M}_-]+$/u

/** Without what people and programs put around an address. */
function withoutSigns(text: string): string {
  const isLink = /^[\s<]*mailto:/i.test(text)
  const plainText = isLink ? decoded(text.replace(/\?.*$/s, '')) : text
  return plainText.replace(before, '').replace(parameters, '').replace(after, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** RFC 5322's atoms, and RFC 6531's letters of other scripts. Misplaced dots are out there. */
function isLocalPart(text: string): boolean {
  return (
    !/[\s\p{Cc}@"<>(),:;[\]\\]/u.test(text) && new TextEncoder().encode(text).length <= longestLocal
  )
}

/** The domain as the name servers know it, or why there can be none of the name. */
function asciiDomain(domain: string): string | Reason {
  const fault = reason('impossible_domain', { domain })
  // What would end a host in an address of the web; and hosts there that are no domains.
  if (/[\s/:?#@%\\[\]<>"'(),;^|`{}_=&$!*+~]/.test(domain)) return fault
  const url = `http://${domain}`
  if (!URL.canParse(url)) return fault
  const ascii = new URL(url).hostname
  const labels = ascii.split('.')
  const isLabel = (label: string) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)
  const top = labels.at(-1) ?? ''
  return ascii.length <= longestDomain && labels.every(isLabel) && !/^\d/.test(top) ? ascii : fault
}
