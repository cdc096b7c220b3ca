import { expect, it } from 'vitest'
import { ProblemError } from '../errors/problem-error.ts'
import { importedTypes, readingOfType } from './file-types.ts'

it.each(importedTypes)('takes a file as %s', (type) => {
  expect(readingOfType(type)).toEqual({})
  expect(readingOfType(type.toUpperCase())).toEqual({})
})

it.each([
  ['text/csv; charset=utf-8', 'utf-8'],
  ['text/csv;charset="windows-1251"; header=present', 'windows-1251'],
  ['text/csv; charset=ISO-8859-1', 'windows-1252'],
  ['text/plain; charset=Shift_JIS', 'shift_jis'],
  ['text/csv; charset=utf-16le', 'utf-16le'],
  ['text/csv; charset=utf-16', undefined],
  ['text/csv; charset=UTF-32BE', 'utf-32be'],
  ['application/vnd.ms-excel; charset=utf-8', undefined],
])('obeys the charset of %s', (header, encoding) => {
  expect(readingOfType(header).encoding).toBe(encoding)
})

it.each([
  ['image/png', 'unsupported_media_type'],
  ['application/json', 'unsupported_media_type'],
  [undefined, 'unsupported_media_type'],
  ['text/csv; charset=klingon', 'invalid'],
])('refuses %s', (header, code) => {
  const refusal = () => readingOfType(header)
  expect(refusal).toThrow(ProblemError)
  expect(refusal).toThrow(expect.objectContaining({ code }))
})

it.each([
  ['text/html; charset=utf-8', 'a web page (HTML)'],
  ['application/xhtml+xml', 'a web page (HTML)'],
  ['application/pdf', 'a PDF'],
  ['multipart/related; boundary=x', 'a web archive (MHT)'],
  ['application/rtf', 'a text document (RTF)'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a Word document'],
  ['application/vnd.oasis.opendocument.presentation', 'a presentation'],
  ['application/vnd.apple.numbers', 'an Apple Numbers (iWork) document'],
  ['application/ld+json', 'a JSON file'],
  ['Application/JSON', 'a JSON file'],
  ['image/png', 'a picture'],
  ['application/gzip', 'a compressed archive'],
  ['text/calendar', 'a calendar (iCalendar)'],
])('says of %s that it is %s', (header, called) => {
  const text = expect.stringContaining(`is ${called}, which cannot be read here.`)
  const detail = expect.objectContaining({ text })
  expect(() => readingOfType(header)).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ detail }) }),
  )
})
