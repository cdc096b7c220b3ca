import { detail, type Reason } from '@cardfile/openapi'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { deepestJson, mostMembers, scanJson } from './json-scan.ts'
import { lostDigits } from './lost-digits.ts'

/**
 * JSON that was sent, as text. Whether it is JSON is for its reader to find out.
 *
 * @throws ProblemError `invalid_request` for what is no UTF-8 or nested too deep, `too_large` for more
 *   members side by side than anything has, `invalid` for numbers that would lose digits
 */
export function strictJson(bytes: Uint8Array): string {
  const { text, losesDigits: mayLose } = readableJson(bytes)
  if (mayLose && isJson(text)) throw invalid(lostDigits(text))
  return text
}

/**
 * The same for who judges for themselves where numbers lose digits.
 *
 * @throws ProblemError `invalid_request` as `strictJson`
 */
export function readableJson(bytes: Uint8Array): { text: string; losesDigits: boolean } {
  const text = textOf(bytes)
  if (text === null) throw unreadable(detail('not_utf8'))
  const { isTooDeep, isTooWide, losesDigits } = scanJson(bytes)
  if (isTooDeep) throw unreadable(detail('nested_too_deep', { most: deepestJson }))
  if (isTooWide)
    throw new ProblemError('too_large', {
      detail: detail('too_many_members', { most: mostMembers }),
    })
  return { text, losesDigits }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** @throws ProblemError `invalid_request` for what is no JSON */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(detail('not_json'))
  }
}

function unreadable(why: Reason): ProblemError {
  return new ProblemError('invalid_request', { detail: why })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** @returns null for bytes that are no UTF-8, which JSON's own parser would replace in silence. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}
