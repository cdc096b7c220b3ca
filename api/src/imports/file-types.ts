import { detail, reason } from '@cardfile/openapi'
import { textEncodings, unreadFormatOfType } from '@cardfile/openapi/spreadsheet'
import type { FileReading } from './file-sheet.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'

/** Media types of files that can be imported (IANA). */
export const importedTypes = [
  // First, since generated clients send the first: what a file is its content tells.
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel.sheet.macroenabled.12',
  'application/vnd.ms-excel.sheet.binary.macroenabled.12',
  'application/vnd.ms-excel',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.spreadsheet-flat-xml',
  'application/xml',
  'text/xml',
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
  'text/vcard',
] as const

/** What vCards were sent as before RFC 6350. */
const olderTypes = ['text/x-vcard', 'text/directory']

const taken: ReadonlySet<string> = new Set([...importedTypes, ...olderTypes])

/**
 * What a posted file's `Content-Type` says of how to read it: what it is its content tells.
 *
 * @throws ProblemError `unsupported_media_type` for anything but a spreadsheet or text, `invalid` for a
 *   charset that nobody knows
 */
export function readingOfType(header: string | undefined): Pick<FileReading, 'encoding'> {
  const [type = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim())
  if (!taken.has(type.toLowerCase())) throw notTaken(type)
  const stated = parameters.find((parameter) => /^charset\s*=/i.test(parameter))
  const charset = stated?.slice(stated.indexOf('=') + 1).replace(/^\s*"?|"?\s*$/g, '')
  if (!type.startsWith('text/') || charset === undefined) return {}
  const label = labelOf(charset)
  // One that says which order its bytes are in by their mark.
  if (/^utf-(?:16|32)$/i.test(charset)) return {}
  const encoding = textEncodings.find((known) => known === label)
  if (encoding === undefined)
    throw invalid({ charset: [reason('not_option', { options: textEncodings })] })
  return { encoding }
}

function notTaken(type: string): ProblemError {
  const unread = unreadFormatOfType(type)
  const types = importedTypes
  const { format, way } = unread ?? {}
  return new ProblemError('unsupported_media_type', {
    detail:
      format && way
        ? detail('file_type_of_format', { format, way, types })
        : detail('file_types', { types }),
  })
}

/** The name that the WHATWG Encoding Standard gives an encoding by one of its other names. */
function labelOf(charset: string): string {
  try {
    return new TextDecoder(charset).encoding
  } catch {
    return charset.toLowerCase()
  }
}
