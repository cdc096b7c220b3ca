/** What the first bytes of a file say it is. `text` is what nothing else claims. */
type FileKind = 'empty' | 'zip' | 'ole2' | 'biff' | 'xml' | 'vcard' | 'text' | 'other'

/** First bytes of formats people take for spreadsheets, or save under such a name. */
const OTHERS: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF8
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // Rar!
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // {\rtf
]
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
const HTML = /^[\s\uFEFF]*(?:<!doctype html|<html|<head|<body|<table|<meta)/i
/** With a declaration or, as some write it, at once with a root that states namespaces. */
const XML = /^[\s\uFEFF]*(?:<\?xml|<[\w:.-]+[^>]*\sxmlns[:=])/

const VCARD = /^[\s\uFEFF]*BEGIN:VCARD\s/i

/** By content alone; a file's name says what somebody wished it were. Wants the first kilobyte. */
export function kindOf(head: Uint8Array): FileKind {
  if (head.length === 0) return 'empty'
  if (ZIPS.some((magic) => begins(head, magic))) return 'zip'
  if (begins(head, OLE2)) return 'ole2'
  if (BIFF.some((magic) => begins(head, magic))) return 'biff'
  if (OTHERS.some((magic) => begins(head, magic))) return 'other'
  const [first, second] = head
  const isWide = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
  const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
  const text = new TextDecoder(isWide ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8').decode(
    head,
  )
  if (HTML.test(text)) return 'other'
  if (VCARD.test(text)) return 'vcard'
  return XML.test(text) ? 'xml' : 'text'
}

function begins(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte)
}
