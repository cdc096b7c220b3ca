import type { FileFormat, FileWay } from '../reasons/english/file.ts'
import { startText } from './start-text.ts'

/** A format that people take for a list, or save one in, and that is not read. */
export interface UnreadFormat {
  format: FileFormat
  /** What to do instead. */
  way: FileWay
  /** Its first bytes, each as the character of that number. */
  bytes?: RegExp
  /** Its first text. */
  text?: RegExp
  /** A part of its zip container, or a stream of its compound file, that nothing else has. */
  part?: RegExp
  /** What it is sent as, in lower case (IANA, and what systems without a registered type use). */
  mediaType?: RegExp
}

/** Elements that a page begins with, or a table alone; Excel writes such a page and calls it .xls. */
const page =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div|center|script)[\s>/]/i

/**
 * In the order in which they are looked for. First bytes after: the formats' own descriptions, and the
 * table of the `file` command (magic(5)).
 */
const unreadFormats: readonly UnreadFormat[] = [
  // "ID" alone is what many a CSV begins with, so that the next record has to be one too.
  {
    format: 'sylk',
    way: 'save_as',
    text: /^ID;P[^;\r\n]*(?:(?:;[NE])+\s*[\r\n]+[A-Z]{1,2};[A-Z]|\s*[\r\n]+(?:P;P|[A-Z];[A-Z]\d))/,
  },
  { format: 'dif', way: 'save_as', text: /^TABLE\s*[\r\n]+0\s*,\s*1\s*[\r\n]+"/ },
  { format: 'socialcalc', way: 'save_as', text: /^socialcalc:version:/ },
  {
    format: 'mht',
    way: 'save_as',
    text: /^(?:(?:[\w-]+:[^\r\n]*|[ \t]+[^\r\n]*)\r?\n)*(?:MIME-Version:\s*1|Content-Type:\s*multipart\/related)/i,
    mediaType: /^(?:multipart\/related|message\/rfc822|application\/x-mimearchive)$/,
  },
  {
    format: 'html',
    way: 'save_as',
    text: page,
    mediaType: /^(?:text\/html|application\/xhtml\+xml)$/,
  },
  { format: 'pdf', way: 'ask_for', bytes: /^%PDF-/, mediaType: /^application\/pdf$/ },
  {
    format: 'rtf',
    way: 'copy_table',
    bytes: /^\{\\rtf/,
    mediaType: /^(?:application|text)\/rtf$/,
  },
  {
    format: 'word',
    way: 'copy_table',
    text: /^\s*<\?xml[^>]*>\s*<\?mso-application\s+progid="Word\.Document"/,
    part: /^(?:worddocument|word\/document\.xml)$/i,
    mediaType:
      /^application\/(?:msword|vnd\.openxmlformats-officedocument\.wordprocessingml\..+|vnd\.oasis\.opendocument\.text)$/,
  },
  {
    format: 'presentation',
    way: 'copy_table',
    part: /^(?:powerpoint document|ppt\/presentation\.xml|index\/slide[^/]*\.iwa|index\.apxl)$/i,
    mediaType:
      /^application\/(?:vnd\.ms-powerpoint|vnd\.openxmlformats-officedocument\.presentationml\..+|vnd\.oasis\.opendocument\.presentation)$/,
  },
  {
    format: 'numbers',
    way: 'numbers',
    part: /^(?:.*\/)?(?:index\/document\.iwa|index\.zip|buildversionhistory\.plist)$/i,
    mediaType: /^application\/(?:vnd\.apple\.numbers|x-iwork-numbers-sffnumbers)$/,
  },
  {
    format: 'json',
    way: 'json',
    text: /^\s*(?:\{\s*(?:"[^"\r\n]*"\s*:|\}\s*$)|\[\s*(?:\{\s*["}]|\[\s*["[\d]|"[^"\r\n]*"\s*,|\]\s*$))/,
    mediaType: /^(?:application\/(?:.+\+)?json|application\/x-ndjson|text\/json)$/,
  },
  {
    format: 'lotus',
    way: 'save_as',
    bytes: /^\0\0(?:\x02\0[\x04-\x06]\x04\x06\0|\x1a\0[\0-\x05]\x10\x04\0)/,
    mediaType: /^application\/vnd\.lotus-1-2-3$/,
  },
  {
    format: 'quattro',
    way: 'save_as',
    bytes: /^\0\0\x02\0(?:[\x20\x21]\x51|[\x01-\x07]\x10)/,
    part: /^(?:perfectoffice_main|nativecontent_main)$/i,
  },
  { format: 'works', way: 'save_as', bytes: /^\xff\0\x02\0\x04\x04\x05\x54/ },
  {
    format: 'dbase',
    way: 'save_as',
    // Version, date, number of records, lengths of header and record, and two bytes that are zero.
    bytes:
      /^[\x02\x03\x30-\x32\x43\x63\x83\x8b\x8e\xcb\xe5\xf5][^][\x01-\x0c][\x01-\x1f][^]{4}[\x21-\xff\0][^]{3}\0\0/,
    mediaType: /^application\/(?:vnd\.dbf|x-dbf|dbase)$/,
  },
  {
    format: 'access',
    way: 'ask_for',
    bytes: /^\0\x01\0\0Standard (?:Jet|ACE) DB/,
    mediaType: /^application\/(?:vnd\.ms-access|x-msaccess)$/,
  },
  {
    format: 'sqlite',
    way: 'ask_for',
    bytes: /^SQLite format 3\0/,
    mediaType: /^application\/(?:vnd\.sqlite3|x-sqlite3)$/,
  },
  {
    format: 'calendar',
    way: 'ask_for',
    text: /^BEGIN:VCALENDAR\s/i,
    mediaType: /^text\/calendar$/,
  },
  {
    format: 'ldif',
    way: 'ldif',
    text: /^(?:version:\s*1\s*[\r\n]+)?dn:(?::\s*\w|\s*\w+=)/i,
  },
  {
    format: 'sql',
    way: 'ask_for',
    text: /^(?:\s|--[^\n]*\n|\/\*(?:(?!\*\/)[^])*\*\/;?)*(?:insert\s+into|create\s+(?:table|database)|drop\s+table|set\s+\w+\s*=|begin\s*;|use\s+[`\w]+\s*;)/i,
    mediaType: /^application\/sql$/,
  },
  {
    format: 'yaml',
    way: 'ask_for',
    text: /^---[ \t]*\r?\n(?:-[ \t]+)?[\w ]+:(?:[ \t]|\r?\n)/,
    mediaType: /^(?:application|text)\/(?:x-)?yaml$/,
  },
  {
    format: 'message',
    way: 'attachment',
    text: /^(?:From \S+ |(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*(?:Received|From|To|Subject|Date|Message-ID|Cc):[ \t])/i,
  },
  {
    format: 'columnar',
    way: 'ask_for',
    bytes: /^(?:PAR1|Obj\x01|ARROW1|ORC)/,
    mediaType: /^application\/vnd\.apache\.(?:parquet|arrow\.file|avro)$/,
  },
  {
    format: 'outlook_data',
    way: 'outlook',
    bytes: /^!BDN/,
    mediaType: /^application\/vnd\.ms-outlook-pst$/,
  },
  {
    format: 'outlook_message',
    way: 'attachment',
    part: /^__properties_version1\.0$/i,
    mediaType: /^application\/vnd\.ms-outlook$/,
  },
  {
    format: 'picture',
    way: 'ask_for',
    bytes: /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF[^]{4}WEBP|BM[^]{4}\0\0\0\0|[^]{4}ftyphei[cx])/,
    mediaType: /^image\/.+$/,
  },
  {
    format: 'archive',
    way: 'unpack',
    bytes: /^(?:\x1f\x8b|7z\xbc\xaf|Rar!|BZh[1-9]|\xfd7zXZ|\x28\xb5\x2f\xfd)/,
    mediaType:
      /^application\/(?:(?:x-)?(?:gzip|7z-compressed|bzip2?|xz|rar-compressed|tar)|vnd\.rar|zstd)$/,
  },
]

/** Which of them a file is by its first kilobyte; null for none. */
export function unreadFormatOf(head: Uint8Array): UnreadFormat | null {
  const bytes = String.fromCharCode(...head)
  const text = startText(head)
  return (
    unreadFormats.find(
      (format) => format.bytes?.test(bytes) === true || format.text?.test(text) === true,
    ) ?? null
  )
}

/** Which of them a file is by what it is sent as, without parameters; null for none. */
export function unreadFormatOfType(type: string): UnreadFormat | null {
  const known = type.toLowerCase()
  return unreadFormats.find(({ mediaType }) => mediaType?.test(known)) ?? null
}

/** Which of them a container is by the names of its parts; null for none. */
export function unreadContainerOf(names: readonly string[]): UnreadFormat | null {
  return unreadFormats.find(({ part }) => part && names.some((name) => part.test(name))) ?? null
}
