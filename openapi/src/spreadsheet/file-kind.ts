import { startText } from './start-text.ts'

/** What the first bytes of a file say it is, if it is none of the formats that are not read. */
type FileKind = 'empty' | 'zip' | 'ole2' | 'biff' | 'xml' | 'vcard' | 'text'

const ZIPS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x50, 0x4b, 0x07, 0x08],
]
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** A BOF record as Excel 2 to 4 begin with it, and some writers after, without a container ([MS-XLS] 2.4.21). */
const BIFF: readonly (readonly number[])[] = [
  [0x09, 0x00, 0x04, 0x00],
  [0x09, 0x02, 0x06, 0x00],
  [0x09, 0x04, 0x06, 0x00],
  [0x09, 0x08, 0x08, 0x00],
  [0x09, 0x08, 0x10, 0x00],
]
/** With a declaration or, as some write it, at once with a root that states namespaces. */
const XML = /^[\s\uFEFF]*(?:<\?xml|<[\w:.-]+[^>]*\sxmlns[:=])/

const VCARD = /^[\s\uFEFF]*BEGIN:VCARD\s/i

/** By content alone; a file's name says what somebody wished it were. Wants the first kilobyte. */
export function kindOf(head: Uint8Array): FileKind {
  if (head.length === 0) return 'empty'
  if (ZIPS.some((magic) => begins(head, magic))) return 'zip'
  if (begins(head, OLE2)) return 'ole2'
  if (BIFF.some((magic) => begins(head, magic))) return 'biff'
  const text = startText(head)
  if (VCARD.test(text)) return 'vcard'
  return XML.test(text) ? 'xml' : 'text'
}

function begins(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte)
}
