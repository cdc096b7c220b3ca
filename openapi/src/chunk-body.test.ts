import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunkBody } from './chunk-body.ts'

const cells = fc.array(
  fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double(),
    fc.record({ date: fc.string() }),
    fc.record({ error: fc.string() }),
  ),
)
const rows = fc.array(
  fc.record(
    { number: fc.nat(), cells, mode: fc.constantFrom('merge', 'update', 'skip', 'replace') },
    { requiredKeys: ['number', 'cells'] },
  ),
)

test('is what JSON makes of the rows, byte for byte', () => {
  fc.assert(
    fc.property(rows, (sent) => {
      const text = new TextDecoder().decode(chunkBody(sent))
      expect(text).toBe(JSON.stringify({ rows: sent }))
    }),
    { examples: [[[]], [[{ number: 2, cells: [] }]], [[{ number: 2, cells: [-0, 1e21, NaN] }]]] },
  )
})
