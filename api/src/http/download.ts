import {
  type Compressor,
  portableCompressor,
  type RowSource,
  writeCsv,
  writeXlsx,
} from '@cardfile/openapi/spreadsheet'

export const fileFormats = ['xlsx', 'csv'] as const
export type FileFormat = (typeof fileFormats)[number]

export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const satisfies Record<FileFormat, string>

/** A file of rows, written while it is read. The first row are the headings. */
export interface Download {
  format: FileFormat
  /** Without its ending. */
  name: string
  /** The tab in a workbook. */
  sheetName: string
  rows: RowSource
  /** Columns, from 0, in which what a person types stays text. */
  textColumns?: readonly number[]
}

const writers = {
  xlsx: ({ rows, sheetName, textColumns = [] }: Download, compressor: Compressor) =>
    writeXlsx(rows, { sheetName, textColumns, compressor }),
  csv: ({ rows }: Download) => writeCsv(rows),
} as const satisfies Record<FileFormat, unknown>

/** @param compressor what a workbook is packed by */
export function downloadResponse(
  download: Download,
  compressor: Compressor = portableCompressor,
): Response {
  const { format, name } = download
  const charset = format === 'csv' ? '; charset=utf-8' : ''
  return new Response(writers[format](download, compressor), {
    headers: {
      'content-type': `${mediaTypes[format]}${charset}`,
      'content-disposition': attachment(`${name}.${format}`),
    },
  })
}

/** RFC 6266 with RFC 8187: an ASCII name for old clients and the true one for the others. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\/%]/g, '_')
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** The documented answer of an operation that gives a file. */
export const fileResponse = (description: string) => ({
  description,
  content: Object.fromEntries(
    Object.values(mediaTypes).map((type) => [
      type,
      { schema: { type: 'string' as const, format: 'binary' } },
    ]),
  ),
})

/** Today, as file names say it. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
