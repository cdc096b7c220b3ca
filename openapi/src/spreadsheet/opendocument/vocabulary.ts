import type { Vocabulary } from '../xml/xml-namespaces.ts'

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns:'

/** OpenDocument 1.3, part 3, 1.4, and the one extension of LibreOffice that changes what a cell is. */
export const OPENDOCUMENT: Vocabulary = new Map([
  [`${OASIS}office:1.0`, 'office:'],
  [`${OASIS}style:1.0`, 'style:'],
  [`${OASIS}datastyle:1.0`, 'number:'],
  [`${OASIS}table:1.0`, 'table:'],
  [`${OASIS}text:1.0`, 'text:'],
  [`${OASIS}manifest:1.0`, 'manifest:'],
  ['urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0', 'calcext:'],
])
