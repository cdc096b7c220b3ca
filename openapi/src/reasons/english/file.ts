import { amount } from '../amount.ts'
const counted = (count: number): string => count.toLocaleString('en')

/** What cannot be read here, by its id, with its article as it goes on after “is”. */
export const fileFormats = {
  sylk: 'a SYLK file',
  dif: 'a DIF file',
  socialcalc: 'a SocialCalc file',
  mht: 'a web archive (MHT)',
  html: 'a web page (HTML)',
  pdf: 'a PDF',
  rtf: 'a text document (RTF)',
  word: 'a Word document',
  presentation: 'a presentation',
  numbers: 'an Apple Numbers (iWork) document',
  json: 'a JSON file',
  lotus: 'a Lotus 1-2-3 file',
  quattro: 'a Quattro Pro file',
  works: 'a Microsoft Works file',
  dbase: 'a dBase file',
  access: 'an Access database',
  sqlite: 'an SQLite database',
  calendar: 'a calendar (iCalendar)',
  ldif: 'an LDIF file',
  sql: 'a copy of a database (SQL)',
  yaml: 'a YAML file',
  message: 'an e-mail message',
  columnar: 'a data file for analysis (Parquet, Avro or Arrow)',
  outlook_data: 'an Outlook data file',
  outlook_message: 'an Outlook message',
  picture: 'a picture',
  archive: 'a compressed archive',
} as const satisfies Record<string, string>

export type FileFormat = keyof typeof fileFormats

/** What to do instead of choosing such a file, as a sentence. */
export const fileWays = {
  save_as: 'Open it in a spreadsheet program and save it as .xlsx or CSV.',
  copy_table: 'Copy its table into a spreadsheet and save that as .xlsx or CSV.',
  ask_for: 'Get the list itself as .xlsx or CSV from the program that has it.',
  unpack: 'Unpack it and choose the file that is in it.',
  numbers: 'In Numbers, choose File, Export To, and Excel or CSV.',
  json: 'Save the list as CSV, or send its contacts through the API.',
  ldif: 'Export the address book as vCard or CSV.',
  outlook: 'In Outlook, export it as CSV.',
  attachment: 'Choose the file that is attached to it.',
} as const satisfies Record<string, string>

export type FileWay = keyof typeof fileWays

const fileOf = (file: string): string => (file === '' ? 'The file' : `"${file}"`)

/** Why a file cannot be read or written, as sentences of their own; `file`: its name, or nothing. */
export const fileReasons = {
  file_empty: ({ file }: { file: string }) => `${fileOf(file)} is empty.`,
  file_without_cells: () => 'The file has no sheet with cells.',
  file_not_read: ({ file }: { file: string }) =>
    `${fileOf(file)} is not a spreadsheet that can be read. Choose an .xlsx, .xls, .ods, CSV or vCard file.`,
  file_of_format: ({ file, format, way }: { file: string; format: FileFormat; way: FileWay }) =>
    `${fileOf(file)} is ${fileFormats[format]}, which cannot be read here. ${fileWays[way]}`,
  file_of_other_document: () =>
    'This is an OpenDocument file, but no spreadsheet. Choose an .xlsx, .xls, .ods or CSV file.',
  file_of_other_xml: () =>
    'This XML file is no spreadsheet that can be read. Open it in a spreadsheet program and save it as .xlsx.',
  file_not_text: () =>
    'This is not a spreadsheet that can be read. Save it as .xlsx or as "CSV UTF-8".',
  file_encrypted: () => 'The file is protected by a password. Save it without one.',
  file_encrypted_whole: () =>
    'The file is protected by a password. Open it in a spreadsheet program and save it without one.',
  file_damaged: () =>
    'The file is damaged or was cut off. Fetch it again, or open it in a spreadsheet program and save it anew.',
  file_doctype: () =>
    'The file declares a document type, which no spreadsheet program writes, and was refused.',
  file_many_parts: () => 'The file holds more parts than any spreadsheet, and was refused.',
  file_unpacks_far: () =>
    'The file unpacks to far more than a spreadsheet of its size holds, and was refused.',
  file_repeats_cells: () => 'The file repeats its cells millions of times, and was refused.',
  // Sizes; `most` of bytes in megabytes
  file_too_large: ({ most }: { most: number }) =>
    `The file is larger than ${counted(most)} MB. Split it into smaller files.`,
  file_unpacks_large: ({ most }: { most: number }) =>
    `The file unpacks to more than ${counted(most)} MB. Split it into smaller files, or save it as CSV.`,
  file_too_large_whole: ({ most }: { most: number }) =>
    `Files of this format can be read up to ${most} MB. Save it as .xlsx, which can be far larger.`,
  file_too_many_rows: ({ most }: { most: number }) =>
    `The file has more than ${counted(most)} rows. Split it into smaller files.`,
  sheet_too_many_rows: ({ most }: { most: number }) =>
    `The sheet has more than ${counted(most)} rows.`,
  sheet_too_large: () => 'The sheet has more rows or columns than can be read.',
  file_too_many_cards: ({ most }: { most: number }) =>
    `There are more than ${counted(most)} cards.`,
  file_too_many_texts: ({ most }: { most: number }) =>
    `The file has more than ${counted(most)} different texts. Split it, or save it as CSV.`,
  cells_far_apart: () =>
    'The sheet has cells very far from each other. Move them together, or delete those far to the right.',
  row_too_many_columns: ({ row, most }: { row: number; most: number }) =>
    `Row ${row} has more than ${counted(most)} columns.`,
  row_too_long: ({ row, most }: { row: number; most: number }) =>
    `Row ${row} is longer than ${counted(most)} characters.`,
  row_out_of_place: ({ row }: { row: number }) =>
    `Row ${row} comes twice or far from its place. Open the file in a spreadsheet program and save it anew.`,
  /** `cell`: its reference, as B12 */
  cell_too_many_columns: ({ cell, most }: { cell: string; most: number }) =>
    `Cell ${cell}: the sheet has more than ${counted(most)} columns.`,
  cell_row_too_long: ({ cell, most }: { cell: string; most: number }) =>
    `Cell ${cell}: the row is longer than ${counted(most)} characters.`,
  cell_too_long: ({ cell, most }: { cell: string; most: number }) =>
    `Cell ${cell}: longer than ${counted(most)} characters, the most a cell may hold.`,
  cell_too_long_somewhere: ({ most }: { most: number }) =>
    `A cell is longer than ${counted(most)} characters, the most it may hold.`,
  cell_too_long_in_text: ({ row, column, most }: { row: number; column: string; most: number }) =>
    `Row ${row}, column ${column}: the cell is longer than ${counted(most)} characters, the most a spreadsheet's cell may hold.`,
  cell_too_long_in_quotes: ({ row, column, most }: { row: number; column: string; most: number }) =>
    `Row ${row}, column ${column}: the cell is longer than ${counted(most)} characters, the most a spreadsheet's cell may hold. Perhaps a quote (") that opens there never closes.`,
  cell_not_number: ({ cell, text }: { cell: string; text: string }) =>
    `Cell ${cell}: ${text} is no number.`,
  cell_text_missing: ({ cell }: { cell: string }) =>
    `Cell ${cell}: its text is missing from the file.`,
  /** `most`: kilobytes */
  card_property_too_long: ({ most }: { most: number }) =>
    `A property of a vCard is longer than ${most} KB. Shorten it, or remove it.`,
  // Text
  quote_unclosed: ({ row, column }: { row: number; column: string }) =>
    `Row ${row}: a quote (") opens in column ${column} and never closes.`,
  encoding_unknown: ({ encoding }: { encoding: string }) =>
    `The file says it is in the encoding "${encoding}", which cannot be read. Save it as .xlsx.`,
  encoding_other: ({ encoding }: { encoding: string }) =>
    `The text is not ${encoding}. Choose another encoding.`,
  encoding_broken: ({ encoding }: { encoding: string }) =>
    `The text is not valid ${encoding}. Save the file again as "CSV UTF-8".`,
  encodings_mixed: () =>
    'The file mixes two text encodings, so some letters would come out wrong. Save it again as "CSV UTF-8".',
  code_page_unknown: ({ codePage }: { codePage: number }) =>
    `The file's text is in code page ${codePage}, which cannot be read. Open it in a spreadsheet program and save it as .xlsx.`,
  /** `why`: the sentence of a reason, whose code is `rule`, with its parameters. */
  in_row: ({ row, why }: { row: number; rule: string; why: string }) => `Row ${row}: ${why}`,
  sheet_missing: ({ sheet }: { sheet: number }) => `There is no sheet ${sheet}.`,
  one_sheet_only: () => 'The file has one sheet only.',
  // Writing
  export_too_many_rows: ({ rows, columns }: { rows: number; columns: number }) =>
    `A sheet holds at most ${counted(rows)} rows and ${counted(columns)} columns. Export fewer, or CSV.`,
  export_too_large: () =>
    'The sheet grew beyond 4 GB, more than an .xlsx can hold. Export fewer columns, or CSV.',
  /** A file that is opened in the browser. */
  file_took_too_long: ({ seconds }: { seconds: number }) =>
    `Reading the file took longer than ${amount(seconds, 'second')} and was stopped. Open it in a spreadsheet program and save it anew as .xlsx or CSV, or split it into smaller files.`,
  file_unreadable: () => 'The file could not be read.',
  file_closed: () => 'The file was closed.',
}
