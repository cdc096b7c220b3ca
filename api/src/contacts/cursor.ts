/** Where a page ended: the sort values of its last row, and that row's sequence number. */
export interface Position {
  values: (string | number | null)[]
  seq: number
}

/** Values of a position in bytes, above which they are left out and read where the row is stored. */
const mostBytes = 3_000

const valuesLeftOut = true

/**
 * A position as an opaque cursor, short enough for an address. It carries the order it was made under,
 * since in another order it would skip and repeat rows in silence.
 */
export function encodeCursor(order: string, { seq, values }: Position): string {
  const whole = new TextEncoder().encode(JSON.stringify([order, seq, ...values]))
  const bytes =
    whole.length <= mostBytes
      ? whole
      : new TextEncoder().encode(JSON.stringify([order, seq, valuesLeftOut]))
  // Byte by byte: as arguments of one call, a long text's bytes would not fit on the stack.
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/**
 * @param terms how many values the order has
 * @returns null for text that is no cursor, or one of another order; without values where they are to
 *   be read from the row
 */
export function decodeCursor(
  cursor: string,
  order: string,
  terms: number,
): Position | Pick<Position, 'seq'> | null {
  try {
    const bytes = Uint8Array.from(
      atob(cursor.replaceAll('-', '+').replaceAll('_', '/')),
      (character) => character.charCodeAt(0),
    )
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(parts)) return null
    const [madeUnder, seq, ...values] = parts
    if (madeUnder !== order || !Number.isSafeInteger(seq)) return null
    if (terms > 0 && values.length === 1 && values[0] === valuesLeftOut) return { seq }
    if (values.length !== terms) return null
    if (!values.every((value) => value === null || ['string', 'number'].includes(typeof value)))
      return null
    return { seq, values }
  } catch {
    return null
  }
}
