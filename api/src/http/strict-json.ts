import { detail, type Reason } from '@cardfile/openapi'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { lostDigits, losesDigits } from './lost-digits.ts'

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
  const { isTooDeep, isTooWide, mayLoseDigits } = scan(bytes)
  if (isTooDeep) throw unreadable(detail('nested_too_deep', { most: deepestJson }))
  if (isTooWide)
    throw new ProblemError('too_large', {
      detail: detail('too_many_members', { most: mostMembers }),
    })
  return { text, losesDigits: mayLoseDigits }
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
const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openObject = 0x7b
const closeObject = 0x7d
const zero = 0x30
const nine = 0x39
const exponentLetter = 0x65
const lowerBit = 0x20
const signs: ReadonlySet<number> = new Set([0x2b, 0x2d, 0x2e])
/** A number of fewer characters than this, its minus not counted, loses none of its digits without an exponent. */
const fewestLost = 16
/** Nobody's request is nested deeper, and whoever walks it may do so by recursion. */
const deepestJson = 64
/**
 * No list or object that is asked for has so many members, of which cells of a row and fields of a contact
 * are most; what judges each of them and says what is wrong with it takes seconds for a million.
 */
const mostMembers = 20_000

/** @returns null for bytes that are no UTF-8, which JSON's own parser would replace in silence. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** `[` and `{`, `]` and `}` are each this apart, and nothing else becomes one of the latter with it. */
const braceBit = 0x20

/** Commas so far of what is open at each depth. */
const commas = new Uint32Array(deepestJson + 1)

/**
 * What JSON's own parser would let pass: nesting that overflows the stack of whatever walks the result,
 * members without end, and numbers of more digits than it keeps.
 */
function scan(bytes: Uint8Array) {
  const { length } = bytes
  let depth = 0
  let mayLoseDigits = false
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number
    if (byte === quote) at = endOfText(bytes, at + 1)
    else if (byte >= zero && byte <= nine) {
      const end = endOfNumber(bytes, at + 1)
      mayLoseDigits ||=
        isLongOrScaled(bytes, at, end) && losesDigits(utf8.decode(bytes.subarray(at, end)))
      at = end - 1
    } else if ((byte | braceBit) === openObject) {
      if (++depth > deepestJson) return { isTooDeep: true, isTooWide: false, mayLoseDigits }
      commas[depth] = 0
    } else if ((byte | braceBit) === closeObject) depth--
    else if (byte === comma) {
      const before = commas[depth] ?? 0
      if (before + 1 >= mostMembers) return { isTooDeep: false, isTooWide: true, mayLoseDigits }
      commas[depth] = before + 1
    }
  }
  return { isTooDeep: false, isTooWide: false, mayLoseDigits }
}

/** @returns where a number is over that has begun; `+`, `-`, `.` and `e` may be within it */
function endOfNumber(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && isPartOfNumber(bytes[at] as number)) at++
  return at
}

/** Whether a number may be one that none is kept for: of too many digits, or as `1e400` and `1e-400` too far away. */
function isLongOrScaled(bytes: Uint8Array, from: number, end: number): boolean {
  if (end - from >= fewestLost) return true
  for (let at = from; at < end; at++)
    if (((bytes[at] as number) | lowerBit) === exponentLetter) return true
  return false
}

function isPartOfNumber(byte: number): boolean {
  return (byte >= zero && byte <= nine) || (byte | lowerBit) === exponentLetter || signs.has(byte)
}

/** @returns where the quote stands that ends a text */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from
  for (; at < bytes.length && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++
  return at
}
