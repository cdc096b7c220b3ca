/** A cell as `readPlainCell` finds it. */
export interface PlainCell {
  /** From 1; 0 where the cell names none. */
  column: number
  /** Its number. */
  style: number
  /** As in the file; undefined where it names none. */
  type: 's' | 'str' | 'b' | 'e' | 'n' | undefined
  /** Where its value stands in the source; both are the same for an empty cell. */
  from: number
  to: number
}

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const SPACE = 0x20
const EQUALS = 0x3d
const QUOTE = 0x22
const ZERO = 0x30
const NINE = 0x39
const A = 0x41
const Z = 0x5a
const SMALL_B = 0x62
const SMALL_C = 0x63
const SMALL_E = 0x65
const SMALL_N = 0x6e
const SMALL_R = 0x72
const SMALL_S = 0x73
const SMALL_T = 0x74
const SMALL_V = 0x76

/** A style's number has no more digits in any file. */
const MOST_DIGITS = 9

/**
 * Reads a cell written as programs write nearly all of theirs: `<c r="B2" s="1" t="str"><v>…</v></c>`,
 * its attributes in any order or missing, or empty. What holds more, or is written otherwise, is for a
 * scanner that knows all of XML, which takes twice as long.
 *
 * @param into where it is put; meaningless if there was none
 * @returns where the source goes on behind it; -1 where no such cell stands whole
 */
export function readPlainCell(source: string, start: number, into: PlainCell): number {
  if (
    source.charCodeAt(start) !== LT ||
    source.charCodeAt(start + 1) !== SMALL_C ||
    source.charCodeAt(start + 2) !== SPACE
  )
    return -1
  into.column = 0
  into.style = 0
  into.type = undefined
  let at = start + 2
  while (source.charCodeAt(at) === SPACE) {
    at = readAttribute(source, at + 1, into)
    if (at < 0) return -1
  }
  if (source.charCodeAt(at) === SLASH && source.charCodeAt(at + 1) === GT) {
    into.from = into.to = at
    return at + 2
  }
  if (
    source.charCodeAt(at) !== GT ||
    source.charCodeAt(at + 1) !== LT ||
    source.charCodeAt(at + 2) !== SMALL_V ||
    source.charCodeAt(at + 3) !== GT
  )
    return -1
  const from = at + 4
  const to = source.indexOf('<', from)
  if (to < 0 || !endsAt(source, to)) return -1
  into.from = from
  into.to = to
  return to + 8
}

/** Whether `</v></c>` stands there. */
function endsAt(source: string, at: number): boolean {
  return (
    source.charCodeAt(at + 1) === SLASH &&
    source.charCodeAt(at + 2) === SMALL_V &&
    source.charCodeAt(at + 3) === GT &&
    source.charCodeAt(at + 4) === LT &&
    source.charCodeAt(at + 5) === SLASH &&
    source.charCodeAt(at + 6) === SMALL_C &&
    source.charCodeAt(at + 7) === GT
  )
}

/** @returns the place behind it; -1 for what is no plain cell's */
function readAttribute(source: string, at: number, into: PlainCell): number {
  if (source.charCodeAt(at + 1) !== EQUALS || source.charCodeAt(at + 2) !== QUOTE) return -1
  const name = source.charCodeAt(at)
  const value = at + 3
  if (name === SMALL_R) return readReference(source, value, into)
  if (name === SMALL_T) return readType(source, value, into)
  if (name === SMALL_S) return readStyle(source, value, into)
  return -1
}

function readReference(source: string, from: number, into: PlainCell): number {
  let at = from
  let column = 0
  let code = source.charCodeAt(at)
  for (; code >= A && code <= Z; code = source.charCodeAt(++at)) column = column * 26 + code - A + 1
  if (at === from) return -1
  while (code >= ZERO && code <= NINE) code = source.charCodeAt(++at)
  into.column = column
  return code === QUOTE ? at + 1 : -1
}

function readStyle(source: string, from: number, into: PlainCell): number {
  let at = from
  let style = 0
  let code = source.charCodeAt(at)
  for (; code >= ZERO && code <= NINE; code = source.charCodeAt(++at))
    style = style * 10 + code - ZERO
  into.style = style
  return code === QUOTE && at > from && at - from <= MOST_DIGITS ? at + 1 : -1
}

function readType(source: string, at: number, into: PlainCell): number {
  const first = source.charCodeAt(at)
  const second = source.charCodeAt(at + 1)
  if (second === QUOTE) {
    if (first === SMALL_S) into.type = 's'
    else if (first === SMALL_N) into.type = 'n'
    else if (first === SMALL_B) into.type = 'b'
    else if (first === SMALL_E) into.type = 'e'
    else return -1
    return at + 2
  }
  if (
    first !== SMALL_S ||
    second !== SMALL_T ||
    source.charCodeAt(at + 2) !== SMALL_R ||
    source.charCodeAt(at + 3) !== QUOTE
  )
    return -1
  into.type = 'str'
  return at + 4
}
