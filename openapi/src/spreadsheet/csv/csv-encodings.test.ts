import { describe, expect, it } from 'vitest'
import { cells, read } from './read-csv.test-support.ts'
import { refusal } from '../test-files.test-support.ts'

describe('encodings', () => {
  it('reads UTF-16 of either byte order', async () => {
    const text = '\uFEFFname;note\nZoë;漢字😀\n'
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const bytes of [little, big]) {
      expect(await cells(Uint8Array.from(bytes))).toEqual([
        ['name', 'note'],
        ['Zoë', '漢字😀'],
      ])
    }
  })

  it('takes what is not UTF-8 for windows-1252, its own letters included', async () => {
    const bytes = Uint8Array.from([...Buffer.from('name,n\nZo'), 0xeb, 0x2c, 0x80, 0x93, 0x9f])
    expect(await cells(bytes)).toEqual([
      ['name', 'n'],
      ['Zoë', '€“Ÿ'],
    ])
  })

  it('goes over to windows-1252 where plain ASCII ends after megabytes', async () => {
    const line = 'plain,ascii\n'
    const bytes = Buffer.concat([
      Buffer.from(line.repeat(120_000)),
      Buffer.from('Jos\xe9,x\n', 'latin1'),
    ])
    const rows = await read(Uint8Array.from(bytes))
    expect(rows.at(-1)).toEqual({ number: 120_001, cells: ['José', 'x'] })
  })

  it('refuses a file in two encodings with the row, rather than spoil letters', async () => {
    const good = Buffer.from('Zoë,漢字\n'.repeat(100_000))
    const bytes = Buffer.concat([good, Buffer.from('Jos\xe9,x\n', 'latin1')])
    expect(await refusal(() => read(Uint8Array.from(bytes)))).toMatchObject({
      code: 'encoding',
      row: 100_001,
    })
  })

  it('keeps letters whole that lie across pieces', async () => {
    const text = `a\n${'é漢😀x'.repeat(6000)}\n`.repeat(5)
    expect((await cells(text)).map((row) => String(row[0]).length)).toEqual(
      Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 1 : 30_000)),
    )
  })

  it('keeps a replacement character that the file itself holds', async () => {
    expect(await cells('a,\uFFFD\n')).toEqual([['a', '\uFFFD']])
  })
})
