import { utils, write } from 'xlsx'
import { zipped } from './test-files.test-support.ts'
import { container } from './xls/biff.test-support.ts'

/** A file of a format that is not read: what it is called, what is advised, and what it is. */
export interface UnreadFile {
  called: string
  advised: RegExp
  fileName: string
  content(): Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>
}

const table = [
  ['Name', 'Email'],
  ['Ann', 'ann@example.com'],
]

const written = (bookType: 'sylk' | 'dif' | 'html' | 'dbf' | 'rtf' | 'eth') => () => {
  const book = utils.book_new(utils.aoa_to_sheet(table), 'People')
  return Uint8Array.from(write(book, { bookType, type: 'buffer' }) as Buffer)
}
const latin1 = (text: string) => () => Uint8Array.from(Buffer.from(text, 'latin1'))
const utf16 = (text: string) => () => Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'))
const zip = (part: string) => () =>
  zipped({ [part]: 'x' })
    .arrayBuffer()
    .then((buffer) => new Uint8Array(buffer))
const compound = (stream: string) => () => container({ [stream]: new Uint8Array(5_000) })

const sheet = /save it as \.xlsx or CSV/
const copy = /Copy its table/
const get = /Get the list itself/
const html = '<tr><td>Name</td></tr></table>'

const saved: UnreadFile[] = [
  { called: 'a SYLK file', advised: sheet, fileName: 'a.slk', content: written('sylk') },
  {
    called: 'a SYLK file',
    advised: sheet,
    fileName: 'a.csv',
    content: latin1('ID;PSCALC3\nB;Y1;X1\nC;X1;Y1;K"Name"\nE\n'),
  },
  { called: 'a DIF file', advised: sheet, fileName: 'a.dif', content: written('dif') },
  {
    called: 'a web archive (MHT)',
    advised: sheet,
    fileName: 'a.xls',
    content: latin1(
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n',
    ),
  },
  {
    called: 'a web archive (MHT)',
    advised: sheet,
    fileName: 'a.mht',
    content: latin1(
      'From: <Saved by Blink>\r\nSubject: People\r\nDate: Sun, 29 Nov 2026 12:00:00 -0000\r\nMIME-Version: 1.0\r\n',
    ),
  },
  { called: 'a web page (HTML)', advised: sheet, fileName: 'a.html', content: written('html') },
  ...[
    '-- MySQL dump 10.13\n--\n\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `a`;\n',
    "INSERT INTO people VALUES (1, 'Ann');\n",
  ].map((text) => ({
    called: 'a copy of a database (SQL)',
    advised: get,
    fileName: 'a.csv',
    content: latin1(text),
  })),
  { called: 'a YAML file', advised: get, fileName: 'a.csv', content: latin1('---\n- name: Ann\n') },
  {
    called: 'an e-mail message',
    advised: /attached to it/,
    fileName: 'a.eml',
    content: latin1(
      'From: ann@example.com\r\nTo: bob@example.com\r\nSubject: Contacts\r\n\r\nHi\r\n',
    ),
  },
  {
    called: 'a data file for analysis (Parquet, Avro or Arrow)',
    advised: get,
    fileName: 'a.csv',
    content: latin1('PAR1\x15\x04abc'),
  },
  ...[
    `<table>${html}`,
    `\r\n <!-- made by x --><!DOCTYPE HTML PUBLIC "x"><html><table>${html}`,
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><table>${html}`,
    `<meta http-equiv="content-type" content="application/vnd.ms-excel"><style>td{}</style><table>${html}`,
  ].map((page) => ({
    called: 'a web page (HTML)',
    advised: sheet,
    fileName: 'a.xls',
    content: latin1(page),
  })),
  {
    called: 'a web page (HTML)',
    advised: sheet,
    fileName: 'a.xls',
    content: utf16(`<table>${html}`),
  },
  { called: 'a dBase file', advised: sheet, fileName: 'a.dbf', content: written('dbf') },
  {
    called: 'a Lotus 1-2-3 file',
    advised: sheet,
    fileName: 'a.wk1',
    content: latin1('\0\0\x02\0\x06\x04\x06\0\x08\0\0\0'),
  },
  {
    called: 'a Lotus 1-2-3 file',
    advised: sheet,
    fileName: 'a.123',
    content: latin1('\0\0\x1a\0\x05\x10\x04\0\0\0\0\0'),
  },
  {
    called: 'a Quattro Pro file',
    advised: sheet,
    fileName: 'a.wq1',
    content: latin1('\0\0\x02\0\x20\x51\x06\0'),
  },
  {
    called: 'a Quattro Pro file',
    advised: sheet,
    fileName: 'a.qpw',
    content: compound('NativeContent_MAIN'),
  },
  {
    called: 'a Microsoft Works file',
    advised: sheet,
    fileName: 'a.wks',
    content: latin1('\xff\0\x02\0\x04\x04\x05\x54'),
  },
  { called: 'a SocialCalc file', advised: sheet, fileName: 'a.txt', content: written('eth') },
]

const others: UnreadFile[] = [
  {
    called: 'an Apple Numbers (iWork) document',
    advised: /choose File, Export To/,
    fileName: 'a.numbers',
    content: zip('Index/Document.iwa'),
  },
  {
    called: 'an Apple Numbers (iWork) document',
    advised: /choose File, Export To/,
    fileName: 'a.numbers.zip',
    content: zip('a.numbers/Index.zip'),
  },
  { called: 'a PDF', advised: get, fileName: 'a.pdf', content: latin1('%PDF-1.7\n') },
  { called: 'a text document (RTF)', advised: copy, fileName: 'a.rtf', content: written('rtf') },
  {
    called: 'a Word document',
    advised: copy,
    fileName: 'a.docx',
    content: zip('word/document.xml'),
  },
  {
    called: 'a Word document',
    advised: copy,
    fileName: 'a.doc',
    content: compound('WordDocument'),
  },
  {
    called: 'a Word document',
    advised: copy,
    fileName: 'a.xml',
    content: latin1(
      '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:d xmlns:w="w"/>',
    ),
  },
  {
    called: 'a presentation',
    advised: copy,
    fileName: 'a.pptx',
    content: zip('ppt/presentation.xml'),
  },
  ...['[{"name":"Ann"}]', '\uFEFF{\n  "contacts": []\n}', '["Ann", "Bob"]', '[]'].map((text) => ({
    called: 'a JSON file',
    advised: /Save the list as CSV/,
    fileName: 'a.json',
    content: () => Uint8Array.from(Buffer.from(text)),
  })),
  {
    called: 'an Access database',
    advised: get,
    fileName: 'a.mdb',
    content: latin1('\0\x01\0\0Standard Jet DB\0\x01'),
  },
  {
    called: 'an SQLite database',
    advised: get,
    fileName: 'a.db',
    content: latin1('SQLite format 3\0\x10\0'),
  },
  {
    called: 'a calendar (iCalendar)',
    advised: get,
    fileName: 'a.ics',
    content: latin1('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'),
  },
  {
    called: 'an LDIF file',
    advised: /as vCard or CSV/,
    fileName: 'a.ldif',
    content: latin1('version: 1\n\ndn: cn=Ann,dc=example,dc=com\ncn: Ann\n'),
  },
  { called: 'a picture', advised: get, fileName: 'a.xlsx', content: latin1('\x89PNG\r\n\x1a\n') },
  {
    called: 'a compressed archive',
    advised: /Unpack it/,
    fileName: 'a.csv.gz',
    content: latin1('\x1f\x8b\x08\0\0\0\0\0'),
  },
]

/** Formats that people take for a list, each as its program begins it. */
export const unreadFiles: readonly UnreadFile[] = [...saved, ...others]

/** Texts that look like one of those at first, and are a table. */
export const readTexts: readonly string[] = [
  'ID;Phone\nC;123',
  'ID;PHONE\nF;Ann',
  'ID,Name\n1,Ann',
  'TABLE,Name\n1,Ann',
  '<name>,<email>\nAnn,ann@example.com',
  '[Name],[Email]\nAnn,ann@example.com',
  '{name},{email}\nAnn,ann@example.com',
  'BM,Name\n1,Ann',
  'dn: a note;Name\n1;Ann',
  'MIME,Version\n1.0,Ann',
  'C\tName\n1\tAnn',
  '0\n1\n',
]
