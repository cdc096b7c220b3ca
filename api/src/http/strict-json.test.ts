import { expect, test } from 'vitest'
import { parsedJson, strictJson } from './strict-json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test('gives the text as it was sent', () => {
  expect(strictJson(bytes('{"a": "ä"}'))).toBe('{"a": "ä"}')
  expect(parsedJson(bytes('{"a": "ä"}'))).toEqual({ a: 'ä' })
})

test.each([
  ['what is no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'not UTF-8'],
  ['what is nested too deep', bytes(nested(65)), 'nested deeper than 64'],
  ['what is no JSON', bytes('{'), 'not JSON'],
  ['nothing', bytes(''), 'not JSON'],
])('refuses %s', (_, sent, reason) => {
  expect(() => parsedJson(sent)).toThrow(reason)
})

test('counts no bracket within a text', () => {
  expect(parsedJson(bytes(JSON.stringify(`"${'['.repeat(100)}\\`)))).toBe(`"${'['.repeat(100)}\\`)
  expect(parsedJson(bytes(nested(64)))).toBeInstanceOf(Array)
})
