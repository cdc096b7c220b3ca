import { reason } from '../reasons/reason.ts'
import { caseFolded, isSpoiltNumber, withoutInvisible } from '../text/folded.ts'
import type { Normalise } from './normalised.ts'

/** How a site writes the address of somebody's profile. */
export interface Site {
  /** Its hosts; any subdomain (countries, mobile pages) is the same site. */
  hosts: readonly string[]
  /** What of a path and query stands before the handle; the handle is the group `handle`. */
  profiles?: readonly RegExp[]
  /** Addresses of the site's app, up to the handle. */
  schemes?: readonly RegExp[]
}

/**
 * Handles are written with and without @, in any case, and often pasted as the profile's address.
 * Which of them two values are is told without case, except in letters that no site lets differ.
 */
export function handleOf(site: Site | null): Normalise {
  const host =
    site &&
    new RegExp(
      String.raw`^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[a-z0-9-]+\.)*(?:${site.hosts.map(escaped).join('|')})(?::\d+)?(?=$|[/?#])`,
      'i',
    )
  return (typed) => {
    const text = withoutInvisible(typed)
      .normalize('NFKC')
      .trim()
      .replace(/^[\s<("'“”]+|[\s,;>)"'“”]+$/g, '')
    if (isSpoiltNumber(text)) return { fault: reason('spoilt_number') }
    const linked = site ? pathOf(text, site, host) : null
    const path = linked ?? text
    const value = decoded(path)
      .replace(/^@+/, '')
      .replace(/[\s,;/]+$/, '')
    if (value === '') return { fault: reason(linked === null ? 'empty_identity' : 'bare_site') }
    if (/\s/.test(value)) return { fault: reason('blanks_in_identity') }
    return {
      value: linked === null ? text.replace(/[\s,;/]+$/, '') : value,
      key: caseFolded(value),
    }
  }
}

function escaped(host: string): string {
  return host.replaceAll('.', String.raw`\.`)
}

/** What follows the site's host, cut to the handle; null for what is no address of the site. */
function pathOf(text: string, site: Site, host: RegExp | null): string | null {
  for (const scheme of site.schemes ?? []) {
    const found = scheme.exec(text)
    if (found) return found.groups?.handle ?? ''
  }
  if (!host?.test(text)) return null
  const path = text.replace(host, '').replace(/^\/+/, '')
  for (const profile of site.profiles ?? []) {
    const handle = profile.exec(path)?.groups?.handle
    if (handle) return handle
  }
  // One of several steps is kept whole: what its first step means is up to the site (`groups/…`),
  // and two people must never be taken for one.
  return path.replace(/[?#].*$/, '').replace(/\/+$/, '')
}

function decoded(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text
  } catch {
    return text
  }
}
