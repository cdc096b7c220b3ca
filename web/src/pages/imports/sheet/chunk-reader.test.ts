import { describe, expect, it } from 'vitest'
import type { SheetRow } from '@cardfile/openapi/spreadsheet'
import { ChunkReader } from './chunk-reader.ts'

const mostRows = 1_000

async function* batches(rows: SheetRow[], size: number) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

const rows = (count: number, cell = 'x'): SheetRow[] =>
  Array.from({ length: count }, (_, index) => ({ number: index + 1, cells: [cell] }))

async function all(reader: ChunkReader): Promise<SheetRow[][]> {
  const chunks: SheetRow[][] = []
  for (;;) {
    const chunk = await reader.next()
    if (chunk === null) return chunks
    chunks.push(chunk)
  }
}

describe('chunks of a sheet', () => {
  it('hold every row once and in order, however the file was read', async () => {
    const sheet = rows(2_345)
    for (const size of [1, 7, 500, 5_000]) {
      const chunks = await all(new ChunkReader(batches(sheet, size), mostRows))
      expect(chunks.map(({ length }) => length)).toEqual([mostRows, mostRows, 345])
      expect(chunks.flat()).toEqual(sheet)
    }
  })

  it('begin after the heading row that was taken out', async () => {
    const reader = new ChunkReader(batches(rows(3), 2), mostRows)
    expect((await reader.row())?.number).toBe(1)
    expect((await all(reader)).flat().map(({ number }) => number)).toEqual([2, 3])
  })

  it('are smaller where rows are large, but never empty', async () => {
    const chunks = await all(new ChunkReader(batches(rows(200, 'y'.repeat(30_000)), 50), mostRows))
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(60)
    expect(chunks.flat()).toHaveLength(200)
  })

  it('know whether the sheet ended, and let go of it when they are closed', async () => {
    let released = false
    async function* endless() {
      try {
        for (;;) yield rows(1)
      } finally {
        released = true
      }
    }
    const reader = new ChunkReader(endless(), mostRows)
    expect(await reader.next()).toHaveLength(mostRows)
    expect(reader.ended).toBe(false)
    await reader.close()
    expect(released).toBe(true)
    const short = new ChunkReader(batches(rows(3), 2), mostRows)
    await short.next()
    expect(short.ended).toBe(true)
  })

  it('are none for an empty sheet', async () => {
    expect(await new ChunkReader(batches([], 1), mostRows).next()).toBeNull()
  })
})
