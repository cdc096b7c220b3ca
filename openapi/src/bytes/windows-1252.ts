/**
 * What windows-1252 has at 0x80 to 0x9F; the rest of it equals Latin-1 (WHATWG Encoding Standard). By
 * hand, because some releases of Node decode that label as plain Latin-1.
 */
const WINDOWS_1252_HIGH =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178'

/** Bytes of western Windows as text; every byte is some character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const units = new Uint8Array(bytes.length * 2)
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    const unit = byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252_HIGH.charCodeAt(byte - 0x80) : byte
    units[index * 2] = unit & 0xff
    units[index * 2 + 1] = unit >> 8
  }
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units)
}
