/** A length or distance of a match: the least that a symbol stands for, and the bits that add to it. */
interface MatchTable {
  base: Uint16Array
  extra: Uint8Array
}

/** Symbols 257 to 285 (RFC 1951, 3.2.5), from 0 here; the last breaks the rule: it is 258 and nothing else. */
export const LENGTHS = tableOf(29, 3, (symbol) => Math.max(0, (symbol >> 2) - 1))
LENGTHS.base[28] = 258
LENGTHS.extra[28] = 0

/** Distance symbols 0 to 29 (3.2.5). */
export const DISTANCES = tableOf(30, 1, (symbol) => Math.max(0, (symbol >> 1) - 1))

/** In this order come the lengths of the code that code lengths are written in (3.2.7). */
export const CODE_LENGTH_ORDER: readonly number[] = '16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1 15'
  .split(' ')
  .map(Number)

function tableOf(symbols: number, first: number, bits: (symbol: number) => number): MatchTable {
  const base = new Uint16Array(symbols)
  const extra = new Uint8Array(symbols)
  let next = first
  for (let symbol = 0; symbol < symbols; symbol++) {
    base[symbol] = next
    extra[symbol] = bits(symbol)
    next += 1 << bits(symbol)
  }
  return { base, extra }
}
