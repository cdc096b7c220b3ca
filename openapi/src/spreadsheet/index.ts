import '../no-eval.ts'
export { portableCompressor } from './zip/compressor.ts'
export type { Compressor } from './zip/compressor.ts'
export { writeCsv } from './csv/csv-writer.ts'
export { delimiters } from './csv/delimiter.ts'
export { chosenEncodings, textEncodings } from './csv/text-encoding.ts'
export type { Limits } from './workbook/limits.ts'
export { DEFAULT_LIMITS } from './workbook/limits.ts'
export { joinCell } from '../field-types/multi-value.ts'
export { SheetError, columnLetters } from './workbook/sheet-error.ts'
export type { Progress, Sheet, SheetFormat, SheetRow, Workbook } from './workbook/workbook.ts'
export { headingRowOf, sheetWithRows } from './workbook/visible-rows.ts'
export { isText, openStream, openWorkbook } from './open-workbook.ts'
export type { OpenOptions } from './open-workbook.ts'
export { unreadFormatOfType } from './unread-formats.ts'
export { writeXlsx } from './xlsx/xlsx-writer.ts'
export type { XlsxOptions } from './xlsx/xlsx-writer.ts'
export { cellText } from '../field-types/text-cell.ts'
export type { RowSource, WrittenRow } from './workbook/row-source.ts'
export {
  columnStatuses,
  headingsOf,
  matchColumns,
  nameColumns,
  reportHeadingsFor,
} from './columns/columns.ts'
export { aliasesOf, type NamePart, takesEachAlias } from './columns/heading-aliases.ts'
export type { Column, ColumnChoice, ColumnOptions } from './columns/columns.ts'
export { choiceFaults, columnOptionsSchema, targetFault } from './columns/column-choice.ts'
export { headingMarks, headingsKey } from './columns/heading-marks.ts'
export { sampleFields, sampleRows, visibleFields } from './columns/sample-rows.ts'
