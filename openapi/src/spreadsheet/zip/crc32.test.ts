import { crc32 as reference } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { crc32 } from './crc32.ts'

it('agrees with zlib on any bytes, in one go and in two', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.uint8Array({ maxLength: 100 }),
      (head, tail) => {
        expect(crc32(head)).toBe(reference(head))
        expect(crc32(tail, crc32(head))).toBe(reference(Buffer.concat([head, tail])))
      },
    ),
  )
})
