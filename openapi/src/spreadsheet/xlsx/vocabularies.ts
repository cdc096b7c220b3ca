import type { Vocabulary } from '../xml/xml-namespaces.ts'

/** SpreadsheetML, transitional, strict (ISO 29500) and as its betas were; ids of relationships as `r:`. */
export const SPREADSHEETML: Vocabulary = new Map([
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', ''],
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', ''],
  ['http://schemas.microsoft.com/office/excel/2006/2', ''],
  ['http://schemas.microsoft.com/office/excel/2006/main', ''],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r:'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r:'],
])

/** Which part leads to which (ECMA-376-2, 9.3). */
export const RELATIONSHIPS: Vocabulary = new Map([
  ['http://schemas.openxmlformats.org/package/2006/relationships', ''],
])

/** Who wrote the file (ECMA-376-1, 22.2). */
export const EXTENDED_PROPERTIES: Vocabulary = new Map([
  ['http://schemas.openxmlformats.org/officeDocument/2006/extended-properties', ''],
  ['http://purl.oclc.org/ooxml/officeDocument/extendedProperties', ''],
])
