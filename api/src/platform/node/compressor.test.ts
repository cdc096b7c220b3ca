import { randomBytes } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { portableCompressor } from '@cardfile/openapi/spreadsheet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCompressor } from './compressor.ts'

async function* piecesOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

async function packed(
  content: AsyncIterable<Uint8Array>,
  { deflate } = nodeCompressor,
): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const bytes of deflate(content)) all.push(bytes)
  return Buffer.concat(all)
}

// One contract for both, whichever a server has.
describe.each([
  ['what every platform has', portableCompressor],
  ['what Node has', nodeCompressor],
])('%s', (_, compressor) => {
  it('gives what inflates to the pieces it was given', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 2_000 }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(pieces, async (content) => {
        const bytes = await packed(piecesOf(...content), compressor)
        expect(inflateRawSync(bytes)).toEqual(Buffer.concat(content))
      }),
    )
  })

  it('takes pieces that compress to more than it hands over at a time', async () => {
    const piece = randomBytes(1_000_000)
    const bytes = await packed(piecesOf(piece, piece.subarray(7)), compressor)
    expect(inflateRawSync(bytes)).toEqual(Buffer.concat([piece, piece.subarray(7)]))
  })

  it('is done with a piece when the next but one is asked for', async () => {
    const buffers = [Buffer.alloc(200_000), Buffer.alloc(200_000)]
    const content = Array.from({ length: 12 }, () => randomBytes(200_000))
    async function* inTurn() {
      for (const [at, piece] of content.entries()) {
        const buffer = buffers[at % 2]
        buffer?.set(piece)
        if (buffer) yield buffer
      }
    }
    expect(inflateRawSync(await packed(inTurn(), compressor))).toEqual(Buffer.concat(content))
  })

  it('passes a failure of what it compresses on', async () => {
    async function* failing() {
      yield randomBytes(300_000)
      yield randomBytes(300_000)
      throw new Error('the database is gone')
    }
    await expect(packed(failing(), compressor)).rejects.toThrow('the database is gone')
  })

  it('makes pieces only as they are wanted, and lets go of them when nobody wants more', async () => {
    let made = 0
    let released = false
    async function* endless() {
      try {
        for (;;) {
          made++
          yield randomBytes(100_000)
        }
      } finally {
        released = true
      }
    }
    const reading = compressor.deflate(endless())[Symbol.asyncIterator]()
    for (let at = 0; at < 5; at++) await reading.next()
    const before = made
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made - before).toBeLessThan(3)
    await reading.return?.()
    expect(released).toBe(true)
  })

  it('gives the checksum of ZIP, in one go and in two', () => {
    const [head, tail] = [Buffer.from('1234'), Buffer.from('56789')]
    // The check value of CRC-32/ISO-HDLC.
    expect(compressor.crc32(Buffer.concat([head, tail]), 0)).toBe(0xcbf43926)
    expect(compressor.crc32(tail, compressor.crc32(head, 0))).toBe(0xcbf43926)
  })
})
