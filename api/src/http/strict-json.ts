import { ProblemError } from '../errors/problem-error.ts'

/**
 * JSON that was sent, as text. Whether it is JSON is for its reader to find out.
 *
 * @throws ProblemError `invalid_request` for what is no UTF-8 or nested too deep
 */
export function strictJson(bytes: Uint8Array): string {
  const text = textOf(bytes)
  if (text === null) throw unreadable('The body is not UTF-8.')
  const fault = nestingFault(bytes)
  if (fault) throw unreadable(fault)
  return text
}

/**
 * What was sent as JSON.
 *
 * @throws ProblemError `invalid_request` for what is no JSON, no UTF-8 or nested too deep
 */
export function parsedJson(bytes: Uint8Array): unknown {
  const text = strictJson(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable('The body is not JSON.')
  }
}

function unreadable(detail: string): ProblemError {
  return new ProblemError('invalid_request', { detail })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const quote = 0x22
const backslash = 0x5c
const openObject = 0x7b
const closeObject = 0x7d
/** Nobody's request is nested deeper, and whoever walks it may do so by recursion. */
const deepestJson = 64

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

/** What JSON's own parser would let pass: nesting that overflows the stack of whatever walks the result. */
function nestingFault(bytes: Uint8Array): string | null {
  const { length } = bytes
  let depth = 0
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number
    if (byte === quote) at = endOfText(bytes, at + 1)
    else if ((byte | braceBit) === openObject) {
      if (++depth > deepestJson) return `The body is nested deeper than ${deepestJson} levels.`
    } else if ((byte | braceBit) === closeObject) depth--
  }
  return null
}

/** @returns where the quote stands that ends a text */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from
  for (; at < bytes.length && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++
  return at
}
