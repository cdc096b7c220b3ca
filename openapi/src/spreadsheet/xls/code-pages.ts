import { reason } from '../../reasons/reason.ts'
import { decodeWindows1252 } from '../../bytes/windows-1252.ts'
import { SheetError } from '../workbook/sheet-error.ts'

/** Code pages of Windows and Mac OS ([MS-XLS] 2.4.52), as the WHATWG Encoding Standard labels them. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [367, 'windows-1252'],
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [1200, 'utf-16le'],
  [1250, 'windows-1250'],
  [1251, 'windows-1251'],
  [1252, 'windows-1252'],
  [1253, 'windows-1253'],
  [1254, 'windows-1254'],
  [1255, 'windows-1255'],
  [1256, 'windows-1256'],
  [1257, 'windows-1257'],
  [1258, 'windows-1258'],
  [10000, 'macintosh'],
  [10001, 'shift_jis'],
  [10002, 'big5'],
  [10003, 'euc-kr'],
  [10007, 'x-mac-cyrillic'],
  [10008, 'gbk'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [28591, 'windows-1252'],
  [28592, 'iso-8859-2'],
  [28595, 'iso-8859-5'],
  [28597, 'iso-8859-7'],
  [32768, 'macintosh'],
  [32769, 'windows-1252'],
  [65001, 'utf-8'],
])

/**
 * How bytes of a code page become text. The function throws SheetError `encoding` for letters of a code
 * page that nobody here knows, rather than spoil them; plain ASCII it reads all the same.
 */
export function codePageDecoder(codePage: number): (bytes: Uint8Array) => string {
  const label = LABELS.get(codePage)
  if (label === 'windows-1252') return decodeWindows1252
  if (label !== undefined) {
    const decoder = new TextDecoder(label)
    return (bytes) => decoder.decode(bytes)
  }
  return (bytes) => {
    if (bytes.every((byte) => byte < 0x80)) return decodeWindows1252(bytes)
    throw new SheetError('encoding', reason('code_page_unknown', { codePage }))
  }
}
