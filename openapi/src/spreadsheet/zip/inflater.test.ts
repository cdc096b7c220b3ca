import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { expect, it } from 'vitest'
import { InflateError, Inflater } from './inflater.ts'

function inflateIn(pieces: readonly Uint8Array[]): Uint8Array {
  const inflater = new Inflater()
  const out: number[] = []
  const drain = (): void => {
    for (let piece = inflater.next(); piece !== null; piece = inflater.next()) {
      expect(piece.length).toBeLessThanOrEqual(64 * 1024)
      for (const byte of piece) out.push(byte)
    }
  }
  for (const piece of pieces) {
    inflater.push(piece, false)
    drain()
  }
  inflater.push(new Uint8Array(0), true)
  drain()
  return Uint8Array.from(out)
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size))
  return pieces
}

const content = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 5000 }))
    .map(([unit, times]) =>
      Uint8Array.from({ length: unit.length * times }, (_, at) => unit[at % unit.length] ?? 0),
    ),
)

it('undoes any deflate, however its input is cut', () => {
  fc.assert(
    fc.property(
      content,
      fc.constantFrom(0, 1, 6, 9),
      fc.integer({ min: 1, max: 5000 }),
      (data, level, size) => {
        const packed = deflateSync(data, { level: level as 0 | 1 | 6 | 9 })
        expect(Buffer.from(inflateIn(cut(packed, size))).equals(data)).toBe(true)
      },
    ),
    { numRuns: 150 },
  )
})

it('refuses data that ends too early, at every length', () => {
  const packed = deflateSync(new TextEncoder().encode('abc abc abd '.repeat(40)), { level: 9 })
  for (let length = 0; length < packed.length - 1; length++) {
    expect(() => inflateIn([packed.slice(0, length)]), `${length}`).toThrow(InflateError)
  }
})

it('answers any bytes with output or InflateError, and comes to an end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        inflateIn([bytes])
      } catch (error) {
        expect(error).toBeInstanceOf(InflateError)
      }
    }),
    { numRuns: 2000 },
  )
})

it('answers any damage to a real stream with output or InflateError', () => {
  const packed = deflateSync(new TextEncoder().encode('the quick brown fox '.repeat(99)), {
    level: 6,
  })
  fc.assert(
    fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const broken = packed.slice()
      broken[at] = (broken[at] ?? 0) ^ flip
      try {
        inflateIn([broken])
      } catch (error) {
        expect(error).toBeInstanceOf(InflateError)
      }
    }),
    { numRuns: 1000 },
  )
})

it('does not look at what follows the stream', () => {
  const packed = deflateSync(new TextEncoder().encode('hello'))
  const data = inflateIn([Uint8Array.of(...packed, 1, 2, 3, 4), Uint8Array.of(5, 6)])
  expect(new TextDecoder().decode(data)).toBe('hello')
})
