import { describe, expect, test } from 'vitest'
import { matchColumns } from '../columns/columns.ts'
import { openStream, openWorkbook } from '../open-workbook.ts'
import { prebuiltFields } from '../../prebuilt-fields.ts'
import { cardHeadings } from './card-row.ts'

const crlf = (...lines: string[]) => lines.join('\r\n')
const card = (version: string, ...lines: string[]) =>
  crlf('BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', '')

async function rowsOf(content: string | Uint8Array<ArrayBuffer>, cut = 0) {
  const file = new Blob([content])
  const workbook = cut > 0 ? await openStream(inPieces(file, cut)) : await openWorkbook(file)
  expect(workbook.format).toBe('vcard')
  const rows = []
  for await (const batch of workbook.rows()) rows.push(...batch)
  const [headings, ...cards] = rows
  expect(headings).toEqual({ number: 1, cells: [...cardHeadings] })
  return cards.map(({ number, cells }) => ({
    number,
    ...Object.fromEntries(
      cardHeadings.flatMap((heading, index) =>
        cells[index] === null ? [] : [[heading, cells[index]]],
      ),
    ),
  }))
}

function inPieces(file: Blob, size: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      if (at >= file.size) return controller.close()
      controller.enqueue(new Uint8Array(await file.slice(at, at + size).arrayBuffer()))
      at += size
    },
  })
}

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

describe('a card', () => {
  test.each([
    ['3.0, FN', card('3.0', 'FN:Ann Lee'), { Name: 'Ann Lee' }],
    [
      'a text in Base64',
      card('2.1', 'FN;ENCODING=BASE64;CHARSET=UTF-8:SsO8cmdlbg==', 'NOTE;BASE64:SsO8', ''),
      { Name: 'Jürgen', Notes: 'Jü' },
    ],
    [
      'N in its parts, several middle names',
      card('3.0', 'FN:Ann Lee', 'N:Lee;Ann;Mary,Jo;Dr.;MD'),
      {
        Name: 'Ann Lee',
        'Last Name': 'Lee',
        'First Name': 'Ann',
        'Middle Name': 'Mary Jo',
        'Name Prefix': 'Dr.',
        'Name Suffix': 'MD',
      },
    ],
    [
      'a company without a person',
      card('3.0', 'N:;;;;', 'ORG:Acme'),
      { Name: 'Acme', Company: 'Acme' },
    ],
    [
      'escapes',
      card('3.0', String.raw`FN:Lee\, Ann\; \\`),
      { Name: String.raw`Lee, Ann; ${'\\'}` },
    ],
    [
      'a company and its department, with a sign that stands for itself',
      card('4.0', 'FN:A', String.raw`ORG:Lee\; Sons, Ltd;Sales;North`),
      { Name: 'A', Company: 'Lee; Sons, Ltd', Department: 'Sales, North' },
    ],
    [
      'folded lines',
      card('4.0', 'FN:Ann', 'NOTE:one t', ' wo', '\t three'),
      { Name: 'Ann', Notes: 'one two three' },
    ],
    [
      'several addresses and numbers, the preferred first',
      card(
        '3.0',
        'FN:Ann',
        'EMAIL;TYPE=INTERNET;TYPE=HOME:b@example.com',
        'item1.EMAIL;TYPE=pref:a@example.com',
        'item1.X-ABLabel:_$!<Other>!$_',
        'TEL;TYPE=CELL;TYPE=VOICE:+1 202 555 0100',
        'TEL;TYPE=WORK,FAX:+1 202 555 0101',
      ),
      {
        Name: 'Ann',
        Email: 'a@example.com; b@example.com',
        Phone: '+1 202 555 0100',
        Fax: '+1 202 555 0101',
      },
    ],
    [
      '4.0, values that are URIs and parameters in quotes',
      card(
        '4.0',
        'FN:Ann',
        'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-202-555-0100;ext=5',
        'EMAIL:mailto:a@example.com',
        'ADR;LABEL="a:b;c":;;1 Road;Oslo;;0150;Norway',
      ),
      {
        Name: 'Ann',
        Phone: '+1-202-555-0100 ext. 5',
        Email: 'a@example.com',
        Street: '1 Road',
        City: 'Oslo',
        'Postal Code': '0150',
        Country: 'Norway',
      },
    ],
    [
      '2.1, quoted-printable over several lines, in UTF-8',
      card(
        '2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=',
        'rg;;;',
        'NOTE;QUOTED-PRINTABLE:one=0D=0Atwo',
        'TEL;CELL;VOICE:030 1',
      ),
      { 'Last Name': 'Müller', 'First Name': 'Jörg', Notes: 'one\ntwo', Phone: '030 1' },
    ],
    [
      '2.1, a fold at a blank that belongs to the text',
      card('2.1', 'FN:Ann', 'NOTE:one', ' two'),
      { Name: 'Ann', Notes: 'one two' },
    ],
    [
      'pictures, which are named and passed over',
      card(
        '3.0',
        'FN:Ann',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ',
        ' SkZJRgABAQAA',
        'AQABAAD/2wBD',
        'LOGO;VALUE=URI:https://example.com/l.png',
        'NOTE:n',
      ),
      { Name: 'Ann', Notes: 'n', 'Left out': 'PHOTO; LOGO' },
    ],
    ['a birthday', card('3.0', 'FN:A', 'BDAY:19900204'), { Name: 'A', Birthday: '1990-02-04' }],
    [
      'a birthday without its year, as Apple writes it',
      card('3.0', 'FN:A', 'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-04'),
      { Name: 'A', Birthday: '--02-04' },
    ],
    [
      'messengers and networks',
      card(
        '3.0',
        'FN:A',
        'X-SOCIALPROFILE;type=twitter:https://twitter.com/ann',
        'X-SOCIALPROFILE;type=facebook;x-user=ann.lee:x-apple:ann.lee',
        'IMPP;X-SERVICE-TYPE=Skype:skype:ann',
        'IMPP:whatsapp:+12025550100',
        'X-SKYPE:ann2',
      ),
      {
        Name: 'A',
        'X (Twitter)': 'https://twitter.com/ann',
        Facebook: 'ann.lee',
        WhatsApp: '+12025550100',
        'Other messengers': 'skype:ann; skype: ann2',
      },
    ],
    [
      'a card within a card, and what is not known',
      card('2.1', 'FN:Ann', 'AGENT:', 'BEGIN:VCARD', 'FN:Bob', 'END:VCARD', 'X-PET:cat'),
      { Name: 'Ann', 'Left out': 'AGENT; X-PET' },
    ],
  ])('has %s', async (_, text, cells) => {
    expect(await rowsOf(text)).toEqual([{ number: 2, ...cells }])
    // Wherever the bytes are cut.
    for (const cut of [1, 7, 64]) expect(await rowsOf(text, cut)).toEqual([{ number: 2, ...cells }])
  })

  test.each([
    ['UTF-8', new TextEncoder().encode('\uFEFF' + card('3.0', 'FN:Zoë')), 'Zoë'],
    ['windows-1252, said nowhere', latin1(card('2.1', 'FN:Zo\xeb')), 'Zoë'],
    ['windows-1251, said so', latin1(card('2.1', 'FN;CHARSET=windows-1251:\xce\xeb\xfc')), 'Оль'],
    [
      'UTF-16',
      new Uint8Array(
        new Uint16Array([...('\uFEFF' + card('3.0', 'FN:Zoë'))].map((c) => c.charCodeAt(0))).buffer,
      ),
      'Zoë',
    ],
  ])('in %s is read', async (_, bytes, name) => {
    expect(await rowsOf(bytes)).toMatchObject([{ Name: name }])
  })
})

describe('a file of cards', () => {
  test('is a row each, by their number, whatever stands between them', async () => {
    const text = ['Ann', 'Bob', 'Cat'].map((name) => card('3.0', `FN:${name}`)).join('\r\n\r\n')
    expect(await rowsOf(text)).toMatchObject([
      { number: 2, Name: 'Ann' },
      { number: 3, Name: 'Bob' },
      { number: 4, Name: 'Cat' },
    ])
  })

  test.each([
    ['no line end between two', `${card('3.0', 'FN:Ann').trim()}${card('3.0', 'FN:Bob')}`],
    [
      'CR alone at the end of each line',
      card('3.0', 'FN:Ann').replaceAll('\r\n', '\r') +
        card('3.0', 'FN:Bob').replaceAll('\r\n', '\r'),
    ],
    [
      'lines that end in different ways',
      `${card('3.0', 'FN:Ann').replaceAll('\r\n', '\n')}${card('3.0', 'FN:Bob')}`,
    ],
  ])('is read with %s, however it is cut', async (_, text) => {
    const right = [
      { number: 2, Name: 'Ann' },
      { number: 3, Name: 'Bob' },
    ]
    for (const cut of [0, 1, 3]) expect(await rowsOf(text, cut)).toEqual(right)
    const wide = Uint8Array.from(Buffer.from(text, 'utf16le'))
    expect(await rowsOf(wide)).toEqual(right)
  })

  test('that was cut off is damaged, and says so', async () => {
    await expect(rowsOf('BEGIN:VCARD\r\nFN:Ann\r\n')).rejects.toMatchObject({ code: 'damaged' })
  })

  test('has no property that fills the memory, but pictures of any size', async () => {
    const large = 'A'.repeat(1024 * 1024)
    await expect(rowsOf(card('3.0', `FN:${large}`), 65_536)).rejects.toMatchObject({
      code: 'too_large',
    })
    const photo = card('3.0', 'FN:Ann', `PHOTO;ENCODING=b:${large}`, 'NOTE:n')
    expect(await rowsOf(photo, 65_536)).toMatchObject([
      { Name: 'Ann', 'Left out': 'PHOTO', Notes: 'n' },
    ])
  })

  test('has headings whose fields are found', () => {
    const left = matchColumns(cardHeadings, prebuiltFields).filter(({ field }) => field === null)
    expect(left.map(({ heading }) => heading)).toEqual([
      'Department',
      'Birthday',
      'Website',
      'Other messengers',
      'Categories',
      'UID',
      'Left out',
    ])
  })
})
