import { reason } from '../reasons/reason.ts'
import { caseFolded } from '../text/folded.ts'
import { withoutMarks } from '../text/trim-marks.ts'
import type { Normalise } from './normalised.ts'
import { isSpoiltNumber } from './spoilt-number.ts'

/** How a site writes the address of somebody's profile. */
export interface Site {
  /** Its hosts; any subdomain (countries, mobile pages) is the same site. */
  hosts: readonly string[]
  /** Paths, with query and fragment, of somebody's pages; the handle is the group `handle`. */
  profiles?: readonly RegExp[]
  /** Addresses in which the handle is the host's first name. */
  subdomain?: RegExp
  /** Paths of pages that are nobody's. What is in neither list is kept whole. */
  pages?: RegExp
  /** The schemes of its app's addresses, and what of them the handle is. */
  app?: { schemes: readonly string[]; profiles: readonly RegExp[] }
}

/** What stands around a handle and is no part of it; of many signs in a row tried at the first alone. */
const trailing = /(?<![\s,;/>)"'“”»])[\s,;/>)"'“”»]+$/
const trailingInLink = /(?<![\s,;/.>)"'“”»])[\s,;/.>)"'“”»]+$/
const around = /^[\s<("'“”«]+|(?<![\s,;>)"'“”»])[\s,;>)"'“”»]+$/g

/** A word before it that says what it is; with a blank, or it would be the scheme of an address. */
const label = /^\s*(?:\p{L}[\p{L} ().-]{0,19}:\s+|(?![\x00-\x7f])\p{L}{1,20}:\s*)(?=\S)/u

/** What nearly every handle is. */
const plain = /^@?[a-z0-9_]+$/i

/**
 * Handles are written with and without @, in any case, and often pasted as the profile's address.
 * Whether two of them are one is told without regard to case.
 */
export function handleOf(site: Site): Normalise {
  const host = new RegExp(
    String.raw`^(?:https?:)?/{0,2}(?:[a-z0-9_-]+\.)*(?:${site.hosts.map(escaped).join('|')})(?::\d+)?(?=$|[/?#])`,
    'i',
  )
  return (typed) => {
    if (plain.test(typed)) return { value: typed, key: typed.replace('@', '').toLowerCase() }
    const text = withoutMarks(typed).normalize('NFKC').replace(label, '').replace(around, '')
    if (isSpoiltNumber(text)) return { fault: reason('spoilt_number') }
    const linked = linkedHandle(text, site, host)
    const value = decoded(linked ?? text)
      .replace(/^[@\s<("'“”«]+/, '')
      .replace(linked === null ? trailing : trailingInLink, '')
    if (value === '') return { fault: reason(linked === null ? 'empty_identity' : 'bare_site') }
    if (/[;,|]|[\s/]@/.test(value)) return { fault: reason('several_handles') }
    if (/\s/.test(value)) return { fault: reason('blanks_in_identity') }
    if (linked === null && /^https?:/i.test(value)) return { fault: reason('other_site') }
    return {
      value: linked === null ? text.replace(trailing, '') : value,
      key: caseFolded(value),
    }
  }
}

function escaped(host: string): string {
  return host.replaceAll('.', String.raw`\.`)
}

/** Whose profile a link is, empty for nobody's; null for what is no link of the site. */
function linkedHandle(text: string, site: Site, host: RegExp): string | null {
  const scheme = /^([a-z][a-z-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && site.app?.schemes.includes(scheme))
    return firstHandle(site.app.profiles, text.replace(/^[^:]*:(?:\/\/)?/, '')) ?? ''
  if (!host.test(text)) return null
  const path = text.replace(host, '').replace(/^\/+/, '')
  const handle =
    firstHandle(site.subdomain ? [site.subdomain] : [], text) ??
    firstHandle(site.profiles ?? [], path)
  if (handle) return handle
  if (site.pages?.test(path)) return ''
  // One of several steps is kept whole: what its first step means is up to the site (`groups/…`),
  // and two people must never be taken for one.
  return path.replace(/[?#].*$/s, '').replace(/(?<!\/)\/+$/, '')
}

function firstHandle(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const handle = pattern.exec(text)?.groups?.handle
    if (handle) return handle
  }
  return undefined
}

/** Decoded until nothing of it is encoded, so that a key is its own key. */
function decoded(text: string): string {
  try {
    const once = text.includes('%') ? decodeURIComponent(text) : text
    return once === text ? text : decoded(once)
  } catch {
    return text
  }
}
