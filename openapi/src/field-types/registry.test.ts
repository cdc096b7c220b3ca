import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Cell } from './cell.ts'
import { operatorNames } from './operators.ts'
import { openWorkbook, writeCsv, writeXlsx } from '../spreadsheet/index.ts'
import { fieldTypeIds, fieldTypeOf, fieldTypes } from './registry.ts'
import { arbitraryOf, badValues, settingsOf } from './arbitraries.test-support.ts'
import { type Control, plainLocale } from './type.ts'

/** Files in this folder that hold what types share, and no type. */
const shared = new Set([
  'arbitraries.test-support',
  'choice',
  'number-cell',
  'number-rules',
  'option-rules',
  'registry',
  'text-cell',
  'text-rules',
  'text-type',
  'type',
  'wall-clock',
  'written-date',
])

const controlKinds: Record<Control['kind'], true> = {
  line: true,
  lines: true,
  number: true,
  date: true,
  datetime: true,
  switch: true,
  choice: true,
  choices: true,
  identities: true,
}

async function readBack(stream: ReadableStream<Uint8Array>): Promise<Cell[][]> {
  const parts: BlobPart[] = []
  for await (const part of stream) parts.push(part as Uint8Array<ArrayBuffer>)
  const rows: Cell[][] = []
  const workbook = await openWorkbook(new Blob(parts))
  for await (const batch of workbook.rows()) rows.push(...batch.map(({ cells }) => cells))
  return rows
}

test('the registry has every type that has a file, and no other', () => {
  const files = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -3))
    .filter((name) => !shared.has(name))
  expect([...fieldTypeIds].sort()).toEqual(files.sort())
  expect(new Set(fieldTypeIds).size).toBe(fieldTypeIds.length)
})

test('a type that is none is an error, also under the names every object has', () => {
  for (const id of ['', 'nope', 'constructor', '__proto__'])
    expect(() => fieldTypeOf(id)).toThrow(RangeError)
})

describe.each(fieldTypes.map(({ id }) => id))('%s', (id) => {
  const type = fieldTypeOf(id)
  const settings = settingsOf(id)
  const schema = type.value(settings)
  const values = arbitraryOf(id)

  test('says what it is, with operators and a control that exist', () => {
    expect(type.label).not.toBe('')
    expect(type.hint).not.toBe('')
    expect(type.operators.length).toBeGreaterThan(0)
    for (const operator of type.operators) expect(operatorNames).toContain(operator)
    expect(new Set(type.operators).size).toBe(type.operators.length)
    expect(controlKinds).toHaveProperty(type.control(settings).kind)
  })

  test('takes back the settings it has made, and only those it names', () => {
    const made = type.settings.parse(settings)
    expect(type.settings.parse(made)).toEqual(made)
    expect(type.settings.parse({ ...settings, color: 'red' } as object)).toEqual(made)
    for (const name of Object.keys(made)) expect(type.settingNames).toContain(name)
  })

  test('takes what it makes: judging again changes nothing', () => {
    fc.assert(
      fc.property(values, (value) => {
        const once = schema.parse(value)
        expect(schema.parse(once)).toEqual(once)
      }),
    )
  })

  test('stores what reads back equal', () => {
    fc.assert(
      fc.property(values, (value) => {
        const stored = schema.parse(value)
        expect(JSON.parse(JSON.stringify(stored))).toEqual(stored)
        expect(JSON.stringify(stored)).not.toMatch(/\\ud[89a-f]/)
      }),
    )
  })

  test('reads its own cells: value(parseCell(formatCell(v))) = v', () => {
    fc.assert(
      fc.property(values, (value) => {
        const stored = schema.parse(value)
        const cell = type.formatCell(stored, settings)
        expect(schema.parse(type.parseCell(cell, settings, plainLocale))).toEqual(stored)
      }),
    )
  })

  test('survives CSV and XLSX', async () => {
    const stored = fc.sample(values, { numRuns: 150, seed: 42 }).map((value) => schema.parse(value))
    const rows: Cell[][] = [
      ['Key', 'Value'],
      ...stored.map((value, index) => [`row ${index}`, type.formatCell(value, settings)]),
    ]
    for (const write of [writeCsv, writeXlsx]) {
      const [, ...back] = await readBack(write(rows))
      const read = back.map(([, cell]) =>
        schema.parse(type.parseCell(cell ?? null, settings, plainLocale)),
      )
      expect(read, write.name).toEqual(stored)
    }
  })

  test('leaves blank cells without a value', () => {
    for (const cell of [null, '', '  ', '\t'] as Cell[]) {
      const parsed = type.parseCell(cell, settings, plainLocale)
      expect(parsed === null || String(parsed).trim() === '').toBe(true)
    }
  })

  test('never fails on a cell it cannot read', () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.record({ date: fc.string() }),
      fc.record({ error: fc.constantFrom('#N/A', '#REF!') }),
    )
    fc.assert(
      fc.property(cell, (one) => {
        const verdict = schema.safeParse(type.parseCell(one, settings, plainLocale))
        if (!verdict.success) expect(verdict.error.issues[0]?.message).toMatch(/^must /)
      }),
    )
  })

  test.each(badValues(id))('refuses %j and says why', (value) => {
    const verdict = schema.safeParse(value)
    expect(verdict.success).toBe(false)
    for (const { message } of verdict.error?.issues ?? []) expect(message).toMatch(/^must /)
  })

  test('has a JSON Schema with a type', () => {
    const json = z.toJSONSchema(schema, { unrepresentable: 'any' })
    expect(json.type).toBeTypeOf('string')
  })
})
