/** Longest code of DEFLATE (RFC 1951, 3.2.7). */
const LONGEST = 15

/**
 * A Huffman code as one table: looked up by the next `bits` bits of input, an entry holds a symbol times 16
 * plus the length of its code. Entry 0: no code begins like this.
 */
export class HuffmanTable {
  readonly entries = new Uint16Array(1 << LONGEST)
  /** Mask of the bits that look up an entry. */
  mask = 0

  private readonly counts = new Uint16Array(LONGEST + 1)
  private readonly codes = new Uint16Array(LONGEST + 2)

  /** Makes the canonical code with these lengths by symbol (3.2.2). False where no code can have them. */
  build(lengths: Uint8Array, from: number, to: number): boolean {
    const { counts, codes, entries } = this
    counts.fill(0)
    let longest = 0
    for (let index = from; index < to; index++) {
      const length = lengths[index] ?? 0
      counts[length] = (counts[length] ?? 0) + 1
      if (length > longest) longest = length
    }
    counts[0] = 0
    let code = 0
    for (let length = 1; length <= longest; length++) {
      code = (code + (counts[length - 1] ?? 0)) << 1
      codes[length] = code
      if (code + (counts[length] ?? 0) > 1 << length) return false
    }
    const size = 1 << longest
    this.mask = size - 1
    entries.fill(0, 0, size)
    for (let index = from; index < to; index++) {
      const length = lengths[index] ?? 0
      if (length === 0) continue
      const next = codes[length] ?? 0
      codes[length] = next + 1
      const entry = ((index - from) << 4) | length
      for (let slot = reversed(next, length); slot < size; slot += 1 << length)
        entries[slot] = entry
    }
    return true
  }
}

/** Codes are packed from their first bit on, all other numbers from their last (3.1.1). */
function reversed(code: number, length: number): number {
  let result = 0
  for (let bit = 0; bit < length; bit++) result |= ((code >>> bit) & 1) << (length - 1 - bit)
  return result
}
