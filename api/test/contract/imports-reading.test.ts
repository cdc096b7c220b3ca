import { unreadFiles } from '@cardfile/openapi/test-files'
import { expect, test } from 'vitest'
import { type BookType, utils, write } from 'xlsx'
import { startApi } from './support/api.ts'
import { type ImportBody, allValues, imports } from './support/imports.ts'

const rows = [
  ['Name', 'Email'],
  ['Ann', 'ann@example.com'],
]

/** A workbook whose first sheet is hidden, its second empty, its third has a title and its fourth the rest. */
function workbook(bookType: 'xlsx' | 'xlsb' | 'biff8' | 'ods'): Uint8Array<ArrayBuffer> {
  const book = utils.book_new()
  const add = (name: string, cells: string[][]) =>
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells), name)
  add('Hidden', [...rows.slice(0, 1), ['No', 'no@example.com']])
  add('Empty', [])
  add('People', [['Contacts of May'], ...rows])
  add('Others', [...rows.slice(0, 1), ['Bob', 'bob@example.com']])
  book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }, { Hidden: 0 }, { Hidden: 0 }] }
  return Uint8Array.from(write(book, { bookType, type: 'buffer' }) as Buffer)
}

test.each([
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['xlsb', 'application/vnd.ms-excel.sheet.binary.macroEnabled.12'],
  ['biff8', 'application/vnd.ms-excel'],
] as const)(
  'a posted %s under its own media type: the first visible sheet with rows, below its title',
  async (bookType, type) => {
    const api = await startApi()
    const post = async (query: string) => {
      const response = await api.fetch(`${imports}/file?mode=merge${query}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: workbook(bookType),
      })
      return { status: response.status, body: (await response.json()) as ImportBody }
    }
    const first = await post('')
    expect(first.status, JSON.stringify(first.body)).toBe(201)
    expect(await allValues(api)).toMatchObject([{ name: 'Ann', email: ['ann@example.com'] }])
    expect((await post('&sheet=Others')).body.counts).toMatchObject({ created: 1 })
    expect((await post('&sheet=1')).body.counts).toMatchObject({ created: 1 })
    expect((await allValues(api)).map(({ name }) => name).sort()).toEqual(['Ann', 'Bob', 'No'])
    expect(await post('&sheet=Nobody')).toMatchObject({
      status: 422,
      body: { errors: { sheet: [expect.stringContaining('"People"')] } },
    })
    expect(await post('&headingRow=9')).toMatchObject({
      status: 422,
      body: { errors: { headingRow: ['has nothing in it'] } },
    })
    await api.close()
  },
)

/** Rows of which some are hidden, by their place from 0, and a sheet beside them that is hidden. */
function partlyHidden(bookType: BookType, cells: string[][], hidden: number[]) {
  const book = utils.book_new()
  const sheet = utils.aoa_to_sheet(cells)
  sheet['!rows'] = cells.map((_, at) => (hidden.includes(at) ? { hidden: true } : {}))
  utils.book_append_sheet(book, sheet, 'People')
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Archive')
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  return Uint8Array.from(write(book, { bookType, type: 'buffer' }) as Buffer)
}

test('hidden rows and sheets are told, and come in when they are asked for', async () => {
  const api = await startApi()
  const post = async (body: Uint8Array<ArrayBuffer>, query = '') => {
    const headers = { 'content-type': 'application/octet-stream' }
    const address = `${imports}/file?mode=merge&dryRun=1${query}`
    const reply = await api.fetch(address, { method: 'POST', headers, body })
    const answer = (await reply.json()) as ImportBody & { errors?: { file: string[] } }
    return { status: reply.status, answer }
  }
  const cells = [...rows, ['Bob', 'bob@example.com'], ['Cid', 'cid@example.com']]
  const sheets = [
    { name: 'People', hidden: false },
    { name: 'Archive', hidden: true },
  ]
  for (const bookType of ['xlsx', 'xlsb', 'xlml'] as const) {
    const filtered = partlyHidden(bookType, cells, [1, 3])
    expect(await post(filtered), bookType).toMatchObject({
      status: 201,
      answer: {
        counts: { rows: 1, created: 1 },
        file: {
          sheets,
          sheet: 'People',
          headingRow: 1,
          hiddenRows: { count: 2, imported: false },
        },
      },
    })
    expect(await post(filtered, '&hiddenRows=1')).toMatchObject({
      answer: {
        counts: { rows: 3, created: 3 },
        file: { hiddenRows: { count: 2, imported: true } },
      },
    })
    expect(await post(filtered, '&sheet=Archive')).toMatchObject({
      answer: { counts: { rows: 1 }, file: { sheet: 'Archive', hiddenRows: { count: 0 } } },
    })
    const { status, answer } = await post(partlyHidden(bookType, cells, [0, 1, 2, 3]))
    expect(status).toBe(422)
    expect(answer.errors?.file).toEqual([
      'has no heading row; 4 rows are hidden, which hiddenRows=1 asks for',
      'has hidden sheets, which can be asked for by name: "Archive"',
    ])
  }
  await api.close()
})

const written = (bookType: BookType) => () => {
  const book = utils.book_new(utils.aoa_to_sheet(rows), 'People')
  return Uint8Array.from(write(book, { bookType, type: 'buffer' }) as Buffer)
}
const text = (content: string) => () => new TextEncoder().encode(content)

test('a small file of each format that is read, posted as what it is, is its contacts', async () => {
  const api = await startApi()
  const formats: [string, () => Uint8Array<ArrayBuffer>][] = [
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', written('xlsx')],
    ['application/vnd.ms-excel.sheet.macroEnabled.12', written('xlsm')],
    ['application/vnd.ms-excel.sheet.binary.macroEnabled.12', written('xlsb')],
    ['application/vnd.ms-excel', written('biff8')],
    ['application/vnd.ms-excel', written('biff5')],
    ['application/vnd.ms-excel', written('biff2')],
    ['application/vnd.oasis.opendocument.spreadsheet', written('ods')],
    ['application/vnd.oasis.opendocument.spreadsheet-flat-xml', written('fods')],
    ['application/xml', written('xlml')],
    ['text/csv', text('Name;Email\nAnn;ann@example.com\n')],
    ['text/tab-separated-values', text('Name\tEmail\nAnn\tann@example.com\n')],
    ['text/vcard', text('BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEMAIL:ann@example.com\nEND:VCARD\n')],
  ]
  for (const [index, [type, content]] of formats.entries()) {
    const options = { method: 'POST', headers: { 'content-type': type }, body: content() }
    const response = await api.fetch(`${imports}/file?mode=replace`, options)
    const body = (await response.json()) as ImportBody
    expect(response.status, `${type}: ${JSON.stringify(body)}`).toBe(201)
    const outcome = index === 0 ? { created: 1 } : { unchanged: 1 }
    expect(body.counts, type).toMatchObject({ rows: 1, ...outcome })
  }
  expect(await allValues(api)).toEqual([{ name: 'Ann', email: ['ann@example.com'] }])
  await api.close()
})

test('a file of a format that is not read is refused by its name, with what to do', async () => {
  const api = await startApi()
  for (const { called, advised, fileName, content } of unreadFiles) {
    const query = new URLSearchParams({ mode: 'merge', fileName })
    const reply = await api.fetch(`${imports}/file?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: await content(),
    })
    const { errors } = (await reply.json()) as { errors: { file: string[] } }
    expect(reply.status, called).toBe(422)
    expect(errors.file[0]).toContain(`"${fileName}" is ${called}, which cannot be read here.`)
    expect(errors.file[0]).toMatch(advised)
  }
  expect(await allValues(api)).toEqual([])
  await api.close()
})

test('a posted text in the encoding, with the separator and from the heading row that its sender says', async () => {
  const api = await startApi()
  const text = Buffer.from('x;y\nName:Email\n\xc8\xe2\xe0\xed:ivan@example.com\n', 'latin1')
  const post = async (type: string, query: string) => {
    const address = `${imports}/file?mode=merge&${query}`
    const options = {
      method: 'POST',
      headers: { 'content-type': type },
      body: Uint8Array.from(text),
    }
    return (await api.fetch(address, options)).status
  }
  const named = new URLSearchParams({ headingRow: '2', delimiter: '|' })
  expect(await post('text/csv; charset=klingon', named.toString())).toBe(422)
  const csv = Uint8Array.from(
    Buffer.from('title\nName|Email\n\xc8\xe2\xe0\xed|ivan@example.com\n', 'latin1'),
  )
  const response = await api.fetch(`${imports}/file?mode=merge&${named.toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv; charset=windows-1251' },
    body: csv,
  })
  expect(response.status).toBe(201)
  expect(await allValues(api)).toMatchObject([{ name: 'Иван' }])
  await api.close()
})
