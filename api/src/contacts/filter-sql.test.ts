import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Condition,
  type Field,
  fieldTypes,
  isComputed,
  operators,
  prebuiltFields,
  rulesOf,
} from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { type Client, createClient } from '@libsql/client'
import { sql } from 'drizzle-orm/sql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../platform/node/migrate.ts'
import { compile } from '../db/statement.ts'
import { fieldIndexStatement } from '../fields/index-sql.ts'
import { conditionSql } from './filter-sql.ts'
import { pageStatement } from './list-sql.ts'

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
  test.each(rulesOf(field).operators)(
    'compiles %s, operands apart from the statement',
    async (operator) => {
      const condition: Condition = {
        field,
        operator,
        operands: operandsOf(field)[operators[operator].operand],
      }
      const statement = compile(
        sql`SELECT c.seq FROM contacts c WHERE ${conditionSql(condition, 'search')}`,
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
          index: 'search' as const,
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
  const plain = custom.filter((field) => fieldIndexStatement(field) !== null)
  expect(plain.length).toBeGreaterThan(10)
  for (const field of plain) {
    await client.execute(fieldIndexStatement(field)!)
    const name = `contacts_f${field.id}`
    const condition: Condition = { field, operator: 'eq', operands: ['x'] }
    const where = sql`c.deleted_at IS NULL AND ${conditionSql(condition, 'search')}`
    const filter = compile(sql`SELECT c.seq FROM contacts c WHERE ${where}`)
    const order = [{ field, descending: true }]
    const page = pageStatement(
      { condition: null, q: '', match: null, index: 'search' as const, order, trashed: false },
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
