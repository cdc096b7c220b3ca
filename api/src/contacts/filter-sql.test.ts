import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Condition,
  type Field,
  fieldTypes,
  foldText,
  isComputed,
  isRelative,
  operators,
  phoneDigits,
  prebuiltFields,
  rulesOf,
} from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { type Client, createClient } from '@libsql/client'
import { sql } from 'drizzle-orm/sql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../platform/node/migrate.ts'
import { compile } from '../db/statement.ts'
import { fieldIndexStatements } from '../fields/index-sql.ts'
import { valueExpression } from '../installation/columns.ts'
import { conditionSql } from './filter-sql.ts'
import { type ListRequest, pageStatement } from './list-sql.ts'

const substrings: Pick<ListRequest, 'index' | 'narrowsTexts'> = {
  index: 'search',
  narrowsTexts: true,
}

let folder: string
let client: Client

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-filter-'))
  client = createClient({ url: `file:${join(folder, 'a.db')}` })
  await migrate(client)
})

afterAll(() => {
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

const custom = fieldTypes.map((type, index) =>
  customField(`a_${type.id}`, {
    id: 201 + index,
    type: type.id,
    options: [{ id: 'x', text: 'X' }],
    indexed: true,
  }),
)
const fields = [...prebuiltFields, ...custom]

const hostile = `x' OR 1=1; DROP TABLE contacts; -- " \\ % _`
/** Computed times are bound as numbers, so for them alone an operand has been a time before. */
function operandsOf(field: Field) {
  const one = isComputed(field) ? '2026-01-01T00:00:00Z' : hostile
  return { none: [], one: [one], part: [one], two: [one, one], many: [one, one] }
}

describe.each(fields)('$key', (field) => {
  test.each(rulesOf(field).operators.filter((one) => !isRelative(one)))(
    'compiles %s, operands apart from the statement',
    async (operator) => {
      const condition: Condition = {
        field,
        operator,
        operands: operandsOf(field)[operators[operator].operand],
      }
      const statement = compile(
        sql`SELECT c.seq FROM contacts c WHERE ${conditionSql(condition, substrings)}`,
      )
      expect(statement.sql).not.toContain('DROP')
      const plan = await client.execute({
        sql: `EXPLAIN ${statement.sql}`,
        args: statement.args ?? [],
      })
      expect(plan.rows.length).toBeGreaterThan(0)
      await client.execute(statement)
    },
  )

  test('sorts in both directions, from the start and from anywhere', async () => {
    for (const descending of [true, false])
      for (const value of ['a', 5, null]) {
        const request = {
          condition: null,
          q: '',
          match: null,
          ...substrings,
          order: [{ field, descending }],
          trashed: false,
        }
        for (const page of [
          { limit: 5, offset: 0 },
          { limit: 5, after: { values: [value], seq: 3 } },
        ])
          expect((await client.execute(pageStatement(request, page))).rows).toEqual([])
      }
  })
})

test('the index of a field serves its filter and its order', async () => {
  const plain = custom.filter((field) => fieldIndexStatements(field, custom).length > 0)
  expect(plain.length).toBeGreaterThan(10)
  for (const field of plain) {
    for (const statement of fieldIndexStatements(field, custom)) await client.execute(statement)
    const name = `contacts_f${field.id}`
    const condition: Condition = { field, operator: 'eq', operands: ['x'] }
    const where = sql`c.deleted_at IS NULL AND ${conditionSql(condition, substrings)}`
    const filter = compile(sql`SELECT c.seq FROM contacts c WHERE ${where}`)
    const order = [{ field, descending: true }]
    const page = pageStatement(
      { condition: null, q: '', match: null, ...substrings, order, trashed: false },
      { limit: 20, offset: 0 },
    )
    for (const statement of [filter, page]) {
      const { rows } = await client.execute({
        sql: `EXPLAIN QUERY PLAN ${statement.sql}`,
        args: statement.args ?? [],
      })
      const plan = rows.map(({ detail }) => String(detail)).join('\n')
      expect(plan, field.key).toContain(name)
      expect(plan, field.key).not.toContain('TEMP B-TREE')
    }
  }
})

test('those found by a fast field are sorted by short ones without being read', async () => {
  const short = custom.filter(({ type }) => type === 'integer' || type === 'date')
  expect(short).toHaveLength(2)
  const valuesRead = async (id: number, others: readonly Field[]) => {
    const field = customField(`b_${id}`, { id, type: 'text', indexed: true })
    for (const statement of fieldIndexStatements(field, [field, ...others]))
      await client.execute(statement)
    const condition = conditionSql({ field, operator: 'eq', operands: ['x'] }, substrings)
    const order = sql.join(short.map(valueExpression), sql`, `)
    const statement = compile(
      sql`SELECT c.seq FROM contacts c WHERE c.deleted_at IS NULL AND ${condition} ORDER BY ${order}`,
    )
    const { rows } = await client.execute({
      sql: `EXPLAIN ${statement.sql}`,
      args: statement.args ?? [],
    })
    return rows.filter(({ opcode }) => opcode === 'Function').length
  }
  expect(await valuesRead(901, [])).toBe(2)
  expect(await valuesRead(902, short)).toBe(0)
})

const planOf = async (condition: Condition): Promise<string> => {
  const where = sql`c.deleted_at IS NULL AND ${conditionSql(condition, substrings)}`
  const order = sql`ORDER BY c.seq DESC LIMIT 20`
  const statement = compile(sql`SELECT c.seq FROM contacts c WHERE ${where} ${order}`)
  const { rows } = await client.execute({
    sql: `EXPLAIN QUERY PLAN ${statement.sql}`,
    args: statement.args ?? [],
  })
  return rows.map(({ detail }) => String(detail)).join('\n')
}

describe('a text that no index of its own serves', () => {
  const field = { ...prebuiltFields.find(({ key }) => key === 'city')!, indexed: false }

  test.each([
    ['eq', ['Ljubljana'], true],
    ['in', ['Ljubljana', 'Oslo'], true],
    ['startswith', ['Ljub'], true],
    ['endswith', ['jana'], true],
    ['eq', ['Ål'], false],
    ['in', ['Ljubljana', ''], false],
    ['ne', ['Ljubljana'], false],
  ] as const)('is narrowed down by its substrings: %s %j %s', async (operator, operands, is) => {
    const plan = await planOf({ field, operator, operands: [...operands] })
    expect(/SCAN search VIRTUAL TABLE/.test(plan)).toBe(is)
  })

  test('is found while long work has yet to write these', async () => {
    await client.execute(`INSERT INTO contacts (seq, id, data, version, created_at, updated_at)
      VALUES (900, 'unindexed', jsonb_object('f1', 'x', 'f${field.id}', 'Ljubljana'), 1, 0, 0)`)
    const found = async () => {
      const condition: Condition = { field, operator: 'eq', operands: ['Ljubljana'] }
      const where = conditionSql(condition, substrings)
      return (await client.execute(compile(sql`SELECT c.id FROM contacts c WHERE ${where}`))).rows
    }
    expect(await found()).toEqual([])
    await client.execute(`INSERT INTO jobs (id, kind, state, phase, step, at, last, input, counts,
      caller, request_id, started_at, updated_at)
      VALUES ('j', 'index_texts', 'running', 'index', 0, 0, 900, '{}', '{}', '{}', 'r', 0, 0)`)
    expect(await found()).toMatchObject([{ id: 'unindexed' }])
    for (const table of ['jobs', 'contacts']) await client.execute(`DELETE FROM ${table}`)
  })
})

describe.each(['phone', 'fax'])('%s, marked to be fast', (key) => {
  const field = { ...prebuiltFields.find((one) => one.key === key)!, indexed: true }

  test.each([
    ['eq', ['030 555 1234'], '_number'],
    ['in', ['030 555 1234', 'n/a'], '_number'],
    ['eq', ['n/a'], ''],
    ['startswith', ['030'], ''],
  ] as const)('is found by an index: %s %j', async (operator, operands, index) => {
    for (const statement of fieldIndexStatements(field, [])) await client.execute(statement)
    const plan = await planOf({ field, operator, operands: [...operands] })
    expect(plan).toContain(`SEARCH c USING INDEX contacts_f${field.id}${index} (`)
    expect(plan).not.toContain('SCAN c')
  })

  test('finds by it what it finds without', async () => {
    const stored = [
      '030 5551234',
      '+49 30 555 1234',
      '(0049) 30/555-1234',
      '5551234',
      '0000',
      '12',
      '012',
      '1 2',
      'n/a',
      'N/A',
      '030 555 1234; 040 1',
      'ext 5551234',
    ]
    const sought = [...stored, '0305551234', '49305551234', '1234', '٠٣٠ ٥٥٥ ١٢٣٤', '-']
    await client.execute('DELETE FROM contacts')
    for (const [at, text] of stored.entries())
      await client.execute({
        sql: `INSERT INTO contacts (seq, id, data, version, created_at, updated_at)
          VALUES (?, ?, jsonb_object('f1', 'x', ?, ?), 1, 0, 0)`,
        args: [at + 1, `c${at}`, `f${field.id}`, text],
      })
    const found = async (operator: 'eq' | 'in' | 'ne' | 'nin', operands: string[]) => {
      const where = conditionSql({ field, operator, operands }, substrings)
      const statement = compile(sql`SELECT c.seq FROM contacts c WHERE ${where} ORDER BY 1`)
      const { rows } = await client.execute({ sql: statement.sql, args: statement.args ?? [] })
      return rows.map(({ seq }) => stored[Number(seq) - 1])
    }
    // By the rule itself: the same text but for its case, or the same number.
    const folded = (text: string) => foldText(text)
    const isNumber = (text: string) => /^[-0-9 ()./+;,]*$/.test(text)
    const digits = (text: string) => text.replaceAll(/[-\s()./+]/g, '').replace(/^0+/, '')
    const matches = (text: string, wanted: string[]) =>
      wanted.some((one) => folded(one) === folded(text)) ||
      (isNumber(text) &&
        wanted.flatMap((one) => phoneDigits(one, ['US']) ?? []).includes(digits(text)))
    for (const [at, one] of sought.entries()) {
      const operands = [one, sought[(at + 5) % sought.length]!]
      expect(await found('eq', [one]), one).toEqual(stored.filter((t) => matches(t, [one])))
      expect(await found('ne', [one]), one).toEqual(stored.filter((t) => !matches(t, [one])))
      expect(await found('in', operands)).toEqual(stored.filter((t) => matches(t, operands)))
      expect(await found('nin', operands)).toEqual(stored.filter((t) => !matches(t, operands)))
    }
  })
})
