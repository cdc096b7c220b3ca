import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { typeRules } from '../type-rules.ts'
import type { Cell } from './cell.ts'
import { operatorNames } from './operators.ts'
import { openWorkbook, writeCsv, writeXlsx } from '../spreadsheet/index.ts'
import { fieldTypeIds, fieldTypeOf, fieldTypes, type SettingName } from './registry.ts'
import { arbitraryOf, badValues, settingsOf } from './arbitraries.test-support.ts'
import type { SettingDeclarations } from './setting.ts'
import { settings } from './settings.ts'

type AnySetting = SettingDeclarations[string]

const io = { io: 'input', unrepresentable: 'any' } as const

async function readBack(stream: ReadableStream<Uint8Array>): Promise<Cell[][]> {
  const parts: BlobPart[] = []
  for await (const part of stream) parts.push(part as Uint8Array<ArrayBuffer>)
  const rows: Cell[][] = []
  const workbook = await openWorkbook(new Blob(parts))
  for await (const batch of workbook.rows()) rows.push(...batch.map(({ cells }) => cells))
  return rows
}

test('the registry has every type that a file here makes, under the name of its file', async () => {
  const names = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.includes('.test'))
    .map((name) => name.slice(0, -3))
  const made = await Promise.all(
    names.map(async (name): Promise<string[]> => {
      const file: Record<string, unknown> = await import(`./${name}.ts`)
      const isType = (value: unknown) =>
        typeof value === 'object' && value !== null && 'settingsSchema' in value
      return isType(file[name]) ? [name] : []
    }),
  )
  expect([...fieldTypeIds].sort()).toEqual(made.flat().sort())
  expect(new Set(fieldTypeIds).size).toBe(fieldTypeIds.length)
})

test('types that have a setting of one name mean the same by it', () => {
  for (const type of fieldTypes)
    for (const [name, setting] of Object.entries<AnySetting>(type.settings)) {
      const { label, hint, summary, editor, sent, kept } = settings[name as SettingName]
      expect(setting).toMatchObject({ label, summary, editor })
      expect(setting.hint).toBe(hint)
      expect(z.toJSONSchema(setting.sent, io)).toEqual(z.toJSONSchema(sent, io))
      expect(z.toJSONSchema(setting.kept, io)).toEqual(z.toJSONSchema(kept, io))
    }
})

test('a type that is none is an error, also under the names every object has', () => {
  for (const id of ['', 'nope', 'constructor', '__proto__'])
    expect(() => fieldTypeOf(id)).toThrow(RangeError)
})

describe.each(fieldTypes.map(({ id }) => id))('%s', (id) => {
  const type = fieldTypeOf(id)
  const settings = settingsOf(id)
  const rules = typeRules(type, settings)
  const schema = rules.value
  const values = arbitraryOf(id)

  test('says what it is, with operators and a control that exist', () => {
    expect(type.label).not.toBe('')
    expect(type.hint).not.toBe('')
    expect(type.operators.length).toBeGreaterThan(0)
    for (const operator of type.operators) expect(operatorNames).toContain(operator)
    expect(new Set(type.operators).size).toBe(type.operators.length)
    expect(rules.control.kind).not.toBe('')
    expect(type.column.width).toBeGreaterThan(0)
  })

  test('takes back the settings it has made, and only those it names', () => {
    const made = type.settingsSchema.parse(settings)
    expect(type.settingsSchema.parse(made)).toEqual(made)
    expect(type.settingsSchema.parse({ ...settings, color: 'red' } as object)).toEqual(made)
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
        const cell = rules.formatCell(stored)
        expect(schema.parse(rules.parseCell(cell))).toEqual(stored)
      }),
    )
  })

  test('survives CSV and XLSX', async () => {
    const stored = fc.sample(values, { numRuns: 150, seed: 42 }).map((value) => schema.parse(value))
    const rows: Cell[][] = [
      ['Key', 'Value'],
      ...stored.map((value, index) => [`row ${index}`, rules.formatCell(value)]),
    ]
    for (const write of [writeCsv, writeXlsx]) {
      const [, ...back] = await readBack(write(rows))
      const read = back.map(([, cell]) => schema.parse(rules.parseCell(cell ?? null)))
      expect(read, write.name).toEqual(stored)
    }
  })

  test('leaves blank cells without a value', () => {
    for (const cell of [null, '', '  ', '\t'] as Cell[]) {
      const parsed = rules.parseCell(cell)
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
        const verdict = schema.safeParse(rules.parseCell(one))
        if (!verdict.success) expect(verdict.error.issues[0]?.message).toMatch(/^(?:must|is) /)
      }),
    )
  })

  test.each(badValues(id))('refuses %j and says why', (value) => {
    const verdict = schema.safeParse(value)
    expect(verdict.success).toBe(false)
    for (const { message } of verdict.error?.issues ?? []) expect(message).toMatch(/^(?:must|is) /)
  })

  test('has an example for the sample file that it takes', () => {
    for (const row of [0, 1]) schema.parse(rules.parseCell(rules.example(row)))
  })

  test('says in words what it draws with signs', () => {
    fc.assert(
      fc.property(values, (value) => {
        const signed = rules.signedText(schema.parse(value))
        if (signed) expect(signed.value).toBeLessThanOrEqual(signed.most)
      }),
    )
  })

  test('narrows by no setting that stays as it is', () => {
    for (const [, { narrows, initial }] of Object.entries<AnySetting>(type.settings))
      expect(narrows(initial, initial)).toBe(false)
  })

  test('has a JSON Schema with a type', () => {
    const json = z.toJSONSchema(schema, { unrepresentable: 'any' })
    expect(json.type).toBeTypeOf('string')
  })
})
