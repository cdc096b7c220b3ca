import { crc32 } from './crc32.ts'
import { deflate } from './deflate.ts'

/** What the files of a container are packed by. Where a platform has something faster, that can be given. */
export interface Compressor {
  /**
   * Compresses to raw deflate data (RFC 1951). A piece has to stay as it is until the next but one is
   * asked for.
   */
  deflate(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  /**
   * The CRC-32 of ZIP (APPNOTE.TXT 4.4.7), unsigned. Goes on from `previous`, the value of the bytes
   * before these.
   */
  crc32(bytes: Uint8Array, previous: number): number
}

/** The one that every platform has. */
export const portableCompressor: Compressor = { deflate, crc32 }
