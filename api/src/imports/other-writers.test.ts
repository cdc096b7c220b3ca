import { openAsBlob } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Cell, type Field, prebuiltFields, type Values } from '@cardfile/openapi'
import {
  matchColumns,
  openWorkbook,
  type SheetRow,
  writeCsv,
  writeXlsx,
} from '@cardfile/openapi/spreadsheet'
import { expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { utils, write } from 'xlsx'
import { customField as field } from '@cardfile/openapi/test-field'
import { RowReader } from './fold/row-reader.ts'

const fields: Field[] = [
  ...prebuiltFields,
  field('born', { id: 101, type: 'date' }),
  field('seats', { id: 102, type: 'integer' }),
  field('share', { id: 103, type: 'decimal', decimals: 10 }),
  field('vip', { id: 104, type: 'checkbox' }),
  field('plan', {
    id: 105,
    type: 'dropdown',
    options: ['Free', 'Gold'].map((text) => ({ id: text.toLowerCase(), text })),
  }),
  field('note', { id: 106, type: 'textarea' }),
]

const table: Cell[][] = [
  [
    'Name',
    'Email',
    'SMS',
    'External ID',
    'Postal code',
    'City',
    'Born',
    'Seats',
    'Share',
    'VIP',
    'Plan',
    'Note',
  ],
  [
    'Zoë Müller',
    'zoe@example.com',
    '+49 30 901820',
    '007',
    '01067',
    'Dresden',
    { date: '1980-02-29' },
    3,
    0.125,
    true,
    'Gold',
    'two\nlines, and "quotes"',
  ],
  [
    "O'Neil; Bob",
    'bob@example.com; b.oneil@example.org',
    '+1 202 555 0101',
    '-5',
    '0',
    'New York',
    { date: '2024-12-31' },
    -7,
    1e-7,
    false,
    'Free',
    "'apostrophe = no formula",
  ],
  [
    '漢字 😀',
    'kanji@example.jp',
    null,
    '1e5',
    '100-0001',
    '東京',
    null,
    0,
    1_234_567.89,
    null,
    null,
    '=SUM(A1:A2)',
  ],
  ['Only the needed', null, null, '00042', ...Array.from({ length: 8 }, () => null)],
]

const contacts: Values[] = [
  {
    name: 'Zoë Müller',
    email: ['zoe@example.com'],
    sms: ['+49 30 901820'],
    external_id: ['007'],
    postal_code: '01067',
    city: 'Dresden',
    born: '1980-02-29',
    seats: 3,
    share: 0.125,
    vip: true,
    plan: 'gold',
    note: 'two\nlines, and "quotes"',
  },
  {
    name: "O'Neil; Bob",
    email: ['bob@example.com', 'b.oneil@example.org'],
    sms: ['+1 202 555 0101'],
    external_id: ['-5'],
    postal_code: '0',
    city: 'New York',
    born: '2024-12-31',
    seats: -7,
    share: 1e-7,
    vip: false,
    plan: 'free',
    note: "'apostrophe = no formula",
  },
  {
    name: '漢字 😀',
    email: ['kanji@example.jp'],
    external_id: ['1e5'],
    postal_code: '100-0001',
    city: '東京',
    seats: 0,
    share: 1_234_567.89,
    note: '=SUM(A1:A2)',
  },
  { name: 'Only the needed', external_id: ['00042'] },
]

const fixtures = new URL('../../../openapi/src/spreadsheet/fixtures/', import.meta.url)

const libreOffice = (name: string) => () => openAsBlob(fileURLToPath(new URL(name, fixtures)))

function plain(cell: Cell): string | number | boolean | Date | null {
  if (typeof cell !== 'object' || cell === null) return cell
  if ('number' in cell) return cell.number
  return 'date' in cell ? new Date(`${cell.date}T00:00:00Z`) : cell.error
}

const sheetJs = (bookType: 'xlsx' | 'xlsb' | 'biff8' | 'ods' | 'csv') => async () => {
  const sheet = utils.aoa_to_sheet(
    table.map((row) => row.map(plain)),
    { UTC: true, dateNF: 'yyyy-mm-dd' },
  )
  return new Blob([write(utils.book_new(sheet, 'contacts'), { bookType, type: 'buffer' })])
}

async function thirdWriter(): Promise<Blob> {
  const data = table.map((row) =>
    row.map((cell) => {
      const value = plain(cell)
      return value instanceof Date ? { value, format: 'yyyy-mm-dd' } : value
    }),
  )
  return new Blob([Uint8Array.from(await writeExcelFile(data).toBuffer())])
}

it.each<[writer: string, make: () => Promise<Blob>]>([
  ['LibreOffice as .xlsx', libreOffice('contacts.xlsx')],
  ['LibreOffice as .xls', libreOffice('contacts.xls')],
  ['LibreOffice as .ods', libreOffice('contacts.ods')],
  ['LibreOffice as .csv', libreOffice('contacts.csv')],
  ['SheetJS as .xlsx', sheetJs('xlsx')],
  ['SheetJS as .xlsb', sheetJs('xlsb')],
  ['SheetJS as .xls', sheetJs('biff8')],
  ['SheetJS as .ods', sheetJs('ods')],
  ['SheetJS as .csv', sheetJs('csv')],
  ['write-excel-file', thirdWriter],
  ['ourselves as .xlsx', () => new Response(writeXlsx(table)).blob()],
  ['ourselves as .csv', () => new Response(writeCsv(table)).blob()],
])('a file by %s gives the same contacts', async (_, make) => {
  const workbook = await openWorkbook(await make())
  const rows: SheetRow[] = []
  for await (const batch of workbook.rows()) rows.push(...batch)
  const reader = new RowReader(fields, matchColumns(rows[0]?.cells ?? [], fields))
  const read = rows.slice(1).map((row) => reader.read(row))
  expect(read.flatMap(({ reasons }) => reasons)).toEqual([])
  expect(read.map(({ values }) => ({ ...values }))).toEqual(contacts)
})
