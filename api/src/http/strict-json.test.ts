import { expect, test } from 'vitest'
import { ProblemError } from '../errors/problem-error.ts'
import { parsed, strictJson } from './strict-json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const parsedJson = (sent: Uint8Array) => parsed(strictJson(sent))
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

const list = (members: number) => `[${Array.from({ length: members }, () => '[1,2]').join()}]`
const object = (members: number) =>
  `{${Array.from({ length: members }, (_, at) => `"${at},":{"a":1,"b":2}`).join()}}`

test.each([list, object])('refuses more than 20,000 members side by side', (of) => {
  expect(Object.keys(Object(parsedJson(bytes(of(20_000)))))).toHaveLength(20_000)
  expect(() => parsedJson(bytes(of(20_001)))).toThrow('more than 20000 members')
  expect(() => parsedJson(bytes(`${of(10_000).slice(0, -1)}`))).toThrow('not JSON')
})

test('counts no bracket within a text', () => {
  expect(parsedJson(bytes(JSON.stringify(`"${'['.repeat(100)}\\`)))).toBe(`"${'['.repeat(100)}\\`)
  expect(parsedJson(bytes(nested(64)))).toBeInstanceOf(Array)
})

test.each([
  ['{"values":{"price":99999999999999.999}}', 'values.price', '100000000000000'],
  ['{"rows":[{"cells":["a",1.00000000000000001]}]}', 'rows.cells', '1'],
  ['[{"a":"99999999999999.999"},-9007199254740993]', 'body', '-9007199254740992'],
  ['{"values":{"price":1e400}}', 'values.price', 'Infinity'],
  ['{"values":{"price":-2E-400}}', 'values.price', '0'],
])('refuses a number that would lose digits, by its path: %s', (text, path, kept) => {
  const [found] = Object.entries(refusalOf(() => parsedJson(bytes(text))).details.errors ?? {})
  expect(found).toMatchObject([path, [{ code: 'digits_lost', params: { kept } }]])
})

test.each([
  '{"a":9007199254740991,"b":-0.1,"c":123456789012.345}',
  '[99999999999999.98,0.30000000000000004,1.7976931348623157e308,100000000000000000000]',
  '{"99999999999999.999":"99999999999999.999"}',
  '[1.50000000000000000000,0.000000000000000000]',
  '[1e5,-2.5E-3,0e400,1E+2,4e-320]',
])('takes numbers that come back as they were: %s', (text) => {
  expect(parsedJson(bytes(text))).toEqual(JSON.parse(text))
})

test('is not held up by a number of very many zeros, and does not repeat it', () => {
  const before = process.cpuUsage()
  const { details } = refusalOf(() => parsedJson(bytes(`[1${'0'.repeat(500_000)}1]`)))
  expect(process.cpuUsage(before).user).toBeLessThan(500_000)
  expect(JSON.stringify(details).length).toBeLessThan(1_000)
})

test('says of what is no JSON that it is none, whatever numbers it has', () => {
  expect(() => parsedJson(bytes('[99999999999999.999'))).toThrow('not JSON')
})

function refusalOf(act: () => unknown): ProblemError {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error
  }
  throw new Error('nothing was refused')
}
