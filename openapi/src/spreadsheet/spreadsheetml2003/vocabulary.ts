import type { Vocabulary } from '../xml/xml-namespaces.ts'

/** "XML Spreadsheet 2003" ([MS-OFFXMLSS] and the XML Spreadsheet Reference of Office 2003). */
export const SPREADSHEETML_2003: Vocabulary = new Map([
  ['urn:schemas-microsoft-com:office:spreadsheet', 'ss:'],
  ['urn:schemas-microsoft-com:office:excel', 'x:'],
])
