/** Where a page ended: the sort values of its last row, and that row's sequence number. */
export interface Position {
  values: (string | number | null)[]
  seq: number
}

/**
 * A position as an opaque cursor. It carries the order it was made under, since in another order it
 * would skip and repeat rows in silence.
 */
export function encodeCursor(order: string, position: Position): string {
  const bytes = new TextEncoder().encode(JSON.stringify([order, position.seq, ...position.values]))
  // Byte by byte: as arguments of one call, a long text's bytes would not fit on the stack.
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** @returns null for text that is no cursor, or one of another order. */
export function decodeCursor(cursor: string, order: string): Position | null {
  try {
    const bytes = Uint8Array.from(
      atob(cursor.replaceAll('-', '+').replaceAll('_', '/')),
      (character) => character.charCodeAt(0),
    )
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(parts)) return null
    const [madeUnder, seq, ...values] = parts
    if (madeUnder !== order || !Number.isSafeInteger(seq)) return null
    if (!values.every((value) => value === null || ['string', 'number'].includes(typeof value)))
      return null
    return { seq, values }
  } catch {
    return null
  }
}
