import { CODE_LENGTH_ORDER, DISTANCES, LENGTHS } from './deflate-tables.ts'
import { HuffmanTable } from './huffman.ts'

const WINDOW = 32 * 1024
const OUTPUT = 64 * 1024
const LONGEST_MATCH = 258
/** Input that surely holds one symbol with its match, or the header of a block with its code lengths. */
const SYMBOL_BYTES = 8
const HEADER_BYTES = 640
/** Zeros after the input, so that the last symbols can be read without looking where it ends. */
const PADDING = 16
const END_OF_BLOCK = 256

const { base: LENGTH_BASE, extra: LENGTH_EXTRA } = LENGTHS
const { base: DISTANCE_BASE, extra: DISTANCE_EXTRA } = DISTANCES

type State = 'header' | 'stored' | 'codes' | 'done'

/** Data that is no DEFLATE stream. */
export class InflateError extends Error {}

/**
 * Inflates DEFLATE data (RFC 1951) within fixed memory: 64 KiB come out at a time, however much a hostile
 * input would make of a few bytes, and into the same buffer each time. Streaming inflaters from npm grow
 * with what one push makes and leave several times the output to the garbage collector; the platform's
 * (DecompressionStream) runs ahead of its reader in workerd.
 */
export class Inflater {
  private state: State = 'header'
  private input = new Uint8Array(0)
  private view = new DataView(this.input.buffer)
  /** Bits of the input already read. */
  private bit = 0
  private inputBytes = 0
  private before = 0
  private isLast = false
  private finalBlock = false
  private storedLeft = 0
  private readonly literals = new HuffmanTable()
  private readonly distances = new HuffmanTable()
  private readonly output = new Uint8Array(WINDOW + OUTPUT)
  /** Where valid history begins in the output. */
  private history = WINDOW
  private from = WINDOW
  private to = WINDOW

  /** The stream has ended; what follows is not looked at. */
  get done(): boolean {
    return this.state === 'done'
  }

  /** Bytes of input read so far. */
  get consumed(): number {
    return this.before + (this.bit >>> 3)
  }

  /** Gives the next input; only when `next` answered null, because what was given before is not queued. */
  push(bytes: Uint8Array, last: boolean): void {
    const read = Math.min(this.bit >>> 3, this.inputBytes)
    const rest = this.inputBytes - read
    const needed = rest + bytes.length + PADDING
    const old = this.input
    if (needed > old.length) {
      this.input = new Uint8Array(needed)
      this.view = new DataView(this.input.buffer)
      this.input.set(old.subarray(read, this.inputBytes))
    } else old.copyWithin(0, read, this.inputBytes)
    this.input.set(bytes, rest)
    this.input.fill(0, needed - PADDING, needed)
    this.before += read
    this.bit -= read * 8
    this.inputBytes = needed - PADDING
    this.isLast = last
  }

  /**
   * The next output, valid until the next call; null where more input is wanted, or nothing more comes.
   * Throws InflateError, also where the last input ends too early.
   */
  next(): Uint8Array | null {
    this.makeRoom()
    while (this.state !== 'done' && this.to + LONGEST_MATCH <= this.output.length) {
      if (!this.step()) break
    }
    if (this.bit > this.inputBytes * 8) throw new InflateError('the data ends too early')
    const starved = this.isLast && this.state !== 'done'
    if (this.to === this.from && starved) throw new InflateError('the data ends too early')
    return this.to === this.from ? null : this.output.subarray(this.from, this.to)
  }

  /** Keeps the last 32 KiB as history and puts what comes next behind them. */
  private makeRoom(): void {
    const shift = this.to - WINDOW
    if (shift > 0) {
      this.output.copyWithin(0, shift, this.to)
      this.history = Math.max(0, this.history - shift)
      this.to = WINDOW
    }
    this.from = this.to
  }

  /** Reads on in the current state; false where input is wanting. */
  private step(): boolean {
    if (this.state === 'codes') return this.readCodes()
    return this.state === 'stored' ? this.readStored() : this.readHeader()
  }

  private lacks(bytes: number): boolean {
    const left = this.inputBytes * 8 - this.bit
    return this.isLast ? left <= 0 : left < bytes * 8
  }

  private peek(): number {
    return this.view.getUint32(this.bit >>> 3, true) >>> (this.bit & 7)
  }

  private take(bits: number): number {
    if (this.bit > this.inputBytes * 8) throw new InflateError('the data ends too early')
    const value = this.peek() & ((1 << bits) - 1)
    this.bit += bits
    return value
  }

  private readHeader(): boolean {
    if (this.lacks(HEADER_BYTES)) return false
    this.finalBlock = this.take(1) === 1
    const type = this.take(2)
    if (type === 0) this.startStored()
    else if (type === 1) this.startFixed()
    else if (type === 2) this.startDynamic()
    else throw new InflateError('unknown kind of block')
    return true
  }

  private startStored(): void {
    this.bit = (this.bit + 7) & ~7
    const length = this.take(16)
    if (length !== (this.take(16) ^ 0xffff)) throw new InflateError('wrong length of a block')
    this.storedLeft = length
    this.state = 'stored'
  }

  private readStored(): boolean {
    const at = this.bit >>> 3
    const count = Math.min(
      this.storedLeft,
      this.output.length - LONGEST_MATCH - this.to + 1,
      this.inputBytes - at,
    )
    if (this.storedLeft > 0 && count <= 0) return false
    this.output.set(this.input.subarray(at, at + count), this.to)
    this.to += count
    this.bit += count * 8
    this.storedLeft -= count
    if (this.storedLeft === 0) this.endBlock()
    return true
  }

  private startFixed(): void {
    const lengths = new Uint8Array(288 + 32)
    lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(5, 288)
    this.buildTables(lengths, 288, lengths.length)
  }

  private startDynamic(): void {
    const literalCount = this.take(5) + 257
    const all = literalCount + this.take(5) + 1
    const codeCount = this.take(4) + 4
    const codeLengths = new Uint8Array(CODE_LENGTH_ORDER.length)
    for (let index = 0; index < codeCount; index++) {
      codeLengths[CODE_LENGTH_ORDER[index] ?? 0] = this.take(3)
    }
    if (!this.literals.build(codeLengths, 0, codeLengths.length)) throw new InflateError('bad code')
    const lengths = new Uint8Array(all)
    for (let index = 0; index < all;) {
      const entry = this.literals.entries[this.peek() & this.literals.mask] ?? 0
      if (entry === 0) throw new InflateError('bad code')
      this.take(entry & 15)
      const symbol = entry >>> 4
      if (symbol < 16) {
        lengths[index++] = symbol
        continue
      }
      if (symbol === 16 && index === 0) throw new InflateError('bad code')
      const value = symbol === 16 ? (lengths[index - 1] ?? 0) : 0
      const count =
        symbol === 16 ? this.take(2) + 3 : symbol === 17 ? this.take(3) + 3 : this.take(7) + 11
      if (index + count > all) throw new InflateError('bad code')
      lengths.fill(value, index, index + count)
      index += count
    }
    this.buildTables(lengths, literalCount, all)
  }

  private buildTables(lengths: Uint8Array, literals: number, all: number): void {
    const built =
      this.literals.build(lengths, 0, literals) && this.distances.build(lengths, literals, all)
    if (!built) throw new InflateError('bad code')
    this.state = 'codes'
  }

  private endBlock(): void {
    this.state = this.finalBlock ? 'done' : 'header'
  }

  /** The innermost loop: everything in locals, one unaligned load per code. */
  private readCodes(): boolean {
    const { view, output, history } = this
    const literals = this.literals.entries
    const distances = this.distances.entries
    const literalMask = this.literals.mask
    const distanceMask = this.distances.mask
    const lastOutput = output.length - LONGEST_MATCH
    const lastBit = (this.isLast ? this.inputBytes : this.inputBytes - SYMBOL_BYTES) * 8
    let bit = this.bit
    let to = this.to
    let ended = false
    while (to <= lastOutput && bit <= lastBit) {
      const entry = literals[(view.getUint32(bit >>> 3, true) >>> (bit & 7)) & literalMask] ?? 0
      if (entry === 0) throw new InflateError('bad code')
      bit += entry & 15
      const symbol = entry >>> 4
      if (symbol < END_OF_BLOCK) {
        output[to++] = symbol
        continue
      }
      if (symbol === END_OF_BLOCK) {
        ended = true
        break
      }
      const lengthExtra = LENGTH_EXTRA[symbol - 257] ?? 0
      let length = LENGTH_BASE[symbol - 257] ?? 0
      if (lengthExtra > 0) {
        const extra = view.getUint32(bit >>> 3, true) >>> (bit & 7)
        length += extra & ((1 << lengthExtra) - 1)
        bit += lengthExtra
      }
      const code = distances[(view.getUint32(bit >>> 3, true) >>> (bit & 7)) & distanceMask] ?? 0
      bit += code & 15
      const distanceExtra = DISTANCE_EXTRA[code >>> 4] ?? 0
      const more = view.getUint32(bit >>> 3, true) >>> (bit & 7)
      const distance = (DISTANCE_BASE[code >>> 4] ?? 0) + (more & ((1 << distanceExtra) - 1))
      bit += distanceExtra
      const start = to - distance
      if (code === 0 || length === 0 || distance === 0 || start < history) {
        throw new InflateError('bad reference')
      }
      for (let at = 0; at < length; at++) output[to + at] = output[start + at] ?? 0
      to += length
    }
    this.bit = bit
    this.to = to
    if (ended) this.endBlock()
    return ended || bit <= lastBit
  }
}
