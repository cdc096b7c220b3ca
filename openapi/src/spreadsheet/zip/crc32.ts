/** Eight tables end to end, for eight bytes at a time (slicing-by-8). */
const TABLE = makeTable()

function makeTable(): DataView {
  const table = new DataView(new ArrayBuffer(8 * 256 * 4))
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    table.setInt32(byte * 4, crc, true)
  }
  for (let index = 256; index < 8 * 256; index++) {
    const previous = table.getInt32((index - 256) * 4, true)
    const crc = (previous >>> 8) ^ table.getInt32((previous & 0xff) * 4, true)
    table.setInt32(index * 4, crc, true)
  }
  return table
}

function lookUp(slice: number, byte: number): number {
  return TABLE.getInt32((slice << 10) | (byte << 2), true)
}

/** As `Compressor` has it. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  // A DataView, because reading one never gives undefined: no check is left in the innermost loop.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let crc = ~previous
  let at = 0
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low = crc ^ view.getInt32(at, true)
    const high = view.getInt32(at + 4, true)
    crc =
      lookUp(7, low & 0xff) ^
      lookUp(6, (low >>> 8) & 0xff) ^
      lookUp(5, (low >>> 16) & 0xff) ^
      lookUp(4, low >>> 24) ^
      lookUp(3, high & 0xff) ^
      lookUp(2, (high >>> 8) & 0xff) ^
      lookUp(1, (high >>> 16) & 0xff) ^
      lookUp(0, high >>> 24)
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ lookUp(0, (crc ^ view.getUint8(at)) & 0xff)
  return ~crc >>> 0
}
