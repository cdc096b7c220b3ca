import { crc32 } from 'node:zlib'
import { utils, write } from 'xlsx'

interface HostileFile {
  label: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

const types = {
  biff8: 'application/vnd.ms-excel',
  xlsb: 'application/vnd.ms-excel.sheet.binary.macroenabled.12',
  fods: 'application/vnd.oasis.opendocument.spreadsheet-flat-xml',
} as const

/** A sound file of 2,000 rows, as SheetJS writes it: what is zipped is stored as it is. */
function sound(bookType: keyof typeof types): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: 2_000 }, (_, at) => [`Name ${at}`, `p${at}@example.com`, at])
  const book = utils.book_new(utils.aoa_to_sheet([['Name', 'Email', 'Count'], ...rows]), 'Sheet1')
  const made: unknown = write(book, { bookType, type: 'buffer' })
  return typeof made === 'string' ? new TextEncoder().encode(made) : Uint8Array.from(made as Buffer)
}

/** The table of sectors of an .xls sends one of its first back to the one before it. */
function circular(): Uint8Array<ArrayBuffer> {
  const bytes = sound('biff8')
  const view = new DataView(bytes.buffer)
  const table = (view.getUint32(76, true) + 1) * 512
  let sector = 11
  while (view.getUint32(table + sector * 4, true) !== sector + 1) sector++
  view.setUint32(table + sector * 4, sector - 1, true)
  return bytes
}

/** A number stands in column 100,000,000 of an .xlsb: record 2 of [MS-XLSB], whose column comes first. */
function distant(): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(sound('xlsb'))
  const name = Buffer.from('xl/worksheets/sheet1.bin')
  const [local, listed] = [bytes.indexOf(name), bytes.lastIndexOf(name)]
  const size = bytes.readUInt32LE(listed - 46 + 20)
  const from = local + name.length + bytes.readUInt16LE(local - 2)
  const data = bytes.subarray(from, from + size)
  data.writeUInt32LE(100_000_000, data.indexOf(Buffer.from([2, 12, 2, 0, 0, 0])) + 2)
  bytes.writeUInt32LE(crc32(data), local - 30 + 14)
  bytes.writeUInt32LE(crc32(data), listed - 46 + 16)
  return Uint8Array.from(bytes)
}

/** A cell that asks for 2,147,483,647 decimal places. */
function decimals(): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(sound('fods'))
  const style = `<number:number-style style:name="N9"><number:number number:decimal-places="2147483647" number:min-integer-digits="1"/></number:number-style><style:style style:name="ce9" style:family="table-cell" style:data-style-name="N9"/>`
  return new TextEncoder().encode(
    text
      .replace(/<office:automatic-styles>|<office:body>/, (tag) =>
        tag.startsWith('<office:auto')
          ? `${tag}${style}`
          : `<office:automatic-styles>${style}</office:automatic-styles>${tag}`,
      )
      .replaceAll('office:value-type="float"', 'table:style-name="ce9" office:value-type="float"'),
  )
}

/** The same changes of random bytes on each run. */
function mutant(bookType: keyof typeof types, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = sound(bookType)
  let state = seed
  for (let times = 0; times < 40; times++) {
    state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647
    bytes[state % bytes.length] = state >>> 8
  }
  return bytes
}

/** Files of which the smallest stop readers that believe what they say. */
export function hostileFiles(): HostileFile[] {
  const mutants = (['biff8', 'xlsb', 'fods'] as const).flatMap((bookType) =>
    [1, 2].map((seed) => ({
      label: `a sound ${bookType} with 40 bytes changed (${seed})`,
      type: types[bookType],
      bytes: mutant(bookType, seed),
    })),
  )
  return [
    { label: 'an .xls whose sectors run in a circle', type: types.biff8, bytes: circular() },
    { label: 'an .xlsb with a cell in column 100,000,000', type: types.xlsb, bytes: distant() },
    { label: 'an .fods of 2,147,483,647 decimal places', type: types.fods, bytes: decimals() },
    ...mutants,
  ]
}
