import { reason } from '../../reasons/reason.ts'
import { decodeWindows1252 } from '../../bytes/windows-1252.ts'
import { SheetError } from '../workbook/sheet-error.ts'

/** An XML declaration is no longer than this in any file. */
const DECLARATION_BYTES = 256
const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/

/**
 * Which encoding an XML document is in (XML 1.0, appendix F): by its byte order mark, by how its `<` is
 * written, or as its declaration says; UTF-8 where nothing tells.
 *
 * @param start its first bytes
 */
export function xmlEncoding(start: Uint8Array): string {
  const [first, second] = start
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c) return 'utf-16be'
  const head = new TextDecoder().decode(start.subarray(0, DECLARATION_BYTES))
  const declared = DECLARED.exec(head)?.[1]?.toLowerCase() ?? 'utf-8'
  // Its declaration could be read in single bytes, so this it is not.
  return declared.startsWith('utf-16') || declared.startsWith('ucs-2') ? 'utf-8' : declared
}

/**
 * Turns pieces of an XML document into text; `last` after all of them. It throws TypeError for bytes
 * that are none of the encoding.
 *
 * @param start the document's first piece
 * @throws SheetError `encoding` where nobody knows the encoding that the document states
 */
export function xmlDecoder(start: Uint8Array): (piece: Uint8Array, last: boolean) => string {
  const encoding = xmlEncoding(start)
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new SheetError('encoding', reason('encoding_unknown', { encoding }))
  }
  if (decoder.encoding === 'windows-1252') return decodeWindows1252
  return (piece, last) => decoder.decode(piece, { stream: !last })
}
