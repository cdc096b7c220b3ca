import { losesDigits } from './lost-digits.ts'

const utf8 = new TextDecoder()
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
export const deepestJson = 64
/**
 * No list or object that is asked for has so many members, of which cells of a row and fields of a contact
 * are most; what judges each of them and says what is wrong with it takes seconds for a million.
 */
export const mostMembers = 20_000

/** `[` and `{`, `]` and `}` are each this apart, and nothing else becomes one of the latter with it. */
const braceBit = 0x20

/** What bytes that are JSON have in them; of others it says something, too. */
export interface JsonScan {
  isTooDeep: boolean
  isTooWide: boolean
  /** Whether a number has more digits than are kept when it is read. */
  losesDigits: boolean
}

/** Commas so far of what is open at each depth. */
const commas = new Uint32Array(deepestJson + 1)

/**
 * What JSON's own parser would let pass: nesting that overflows the stack of whatever walks the result,
 * members without end, and numbers of more digits than it keeps.
 *
 * @param within gets the places of the commas, and of the brackets around them, of all that is open two deep
 */
export function scanJson(bytes: Uint8Array, within?: number[]): JsonScan {
  const { length } = bytes
  let depth = 0
  let loses = false
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number
    if (byte === quote) at = endOfText(bytes, at + 1)
    else if (byte >= zero && byte <= nine) {
      const end = endOfNumber(bytes, at + 1)
      loses ||= isLongOrScaled(bytes, at, end) && losesDigits(utf8.decode(bytes.subarray(at, end)))
      at = end - 1
    } else if ((byte | braceBit) === openObject) {
      if (++depth > deepestJson) return { isTooDeep: true, isTooWide: false, losesDigits: loses }
      commas[depth] = 0
      if (depth === 2) within?.push(at)
    } else if ((byte | braceBit) === closeObject) {
      if (depth === 2) within?.push(at)
      depth--
    } else if (byte === comma) {
      const before = commas[depth] ?? 0
      if (before + 1 >= mostMembers)
        return { isTooDeep: false, isTooWide: true, losesDigits: loses }
      commas[depth] = before + 1
      if (depth === 2) within?.push(at)
    }
  }
  return { isTooDeep: false, isTooWide: false, losesDigits: loses }
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
