type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

/** So many bytes tell where the zeros stand. */
const LOOKED_AT = 1024

const wide = {
  'utf-32le': [2, 3],
  'utf-32be': [0, 1],
  'utf-16le': [1],
  'utf-16be': [0],
} as const

/**
 * The encoding of a text without a byte order mark whose characters have two or four bytes, told by the
 * zeros of its commas, line ends and Latin letters: they stand where the others have their high bytes.
 *
 * @param bytes the first of the text
 * @returns null for what is none, or has control characters, as no text has
 */
export function wideEncodingOf(bytes: Uint8Array): WideEncoding | null {
  if (bytes.length < LOOKED_AT && bytes.length % 2 > 0) return null
  const head = bytes.subarray(0, Math.min(LOOKED_AT, bytes.length - (bytes.length % 4)))
  const zeros = [0, 0, 0, 0]
  for (let at = 0; at < head.length; at++)
    if (head[at] === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1
  const isAll = (place: number) => head.length > 0 && zeros[place] === head.length / 4
  const isNone = (places: readonly number[]) => places.every((place) => zeros[place] === 0)
  const hasAny = (places: readonly number[]) => !isNone(places)
  if (wide['utf-32le'].every(isAll) && zeros[0] === 0) return checked(head, 'utf-32le')
  if (wide['utf-32be'].every(isAll) && zeros[3] === 0) return checked(head, 'utf-32be')
  if (hasAny([1, 3]) && isNone([0, 2])) return checked(head, 'utf-16le')
  if (hasAny([0, 2]) && isNone([1, 3])) return checked(head, 'utf-16be')
  return null
}

function checked(head: Uint8Array, encoding: WideEncoding): WideEncoding | null {
  const isWide = encoding.startsWith('utf-16')
  const bytes = isWide ? head : lowHalves(head, encoding === 'utf-32be')
  const text = new TextDecoder(isWide ? encoding : 'utf-16le').decode(bytes)
  return /[\0-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffd]/.test(text.slice(0, -1)) ? null : encoding
}

/** Characters of four bytes as of two, least first, for which what is beyond two was seen to be zero. */
function lowHalves(head: Uint8Array, isBigEndian: boolean): Uint8Array {
  const halves = new Uint8Array(head.length / 2)
  for (let at = 0; at < head.length; at += 4) {
    halves[at / 2] = head[at + (isBigEndian ? 3 : 0)] ?? 0
    halves[at / 2 + 1] = head[at + (isBigEndian ? 2 : 1)] ?? 0
  }
  return halves
}
