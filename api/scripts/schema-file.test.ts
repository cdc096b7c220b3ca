import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { sha256Hex } from '../src/crypto/sha256-hex.ts'
import { createDatabase } from '../src/db/database.ts'
import { openDatabase } from '../src/platform/node/node.ts'
import { exitCodes, schemaCommand } from './schema-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-schema-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a set-up is pulled, planned and applied, and exit codes tell what differs', async () => {
  const url = `file:${join(folder, 'test.db')}`
  const { client } = await openDatabase({ url, authToken: undefined })
  const key = `cf_${'y'.repeat(43)}`
  await client.execute({
    sql: `INSERT INTO api_keys (id, hash, prefix, name, role_id, created_at)
      VALUES ('k', ?, 'cf_', 'Key', 'owner', 0)`,
    args: [sha256Hex(key)],
  })
  const app = createApp({ db: createDatabase(client) })
  const installation = {
    url: 'http://localhost/',
    key,
    fetch: async (...asked: Parameters<typeof fetch>) => app.fetch(new Request(...asked)),
  }
  const file = join(folder, 'schema.json')
  const lines: string[] = []
  const run = (...args: string[]) => {
    lines.length = 0
    return schemaCommand({ installation, args, print: (line) => lines.push(line) })
  }
  expect(await run('pull', file)).toBe(exitCodes.same)
  const pulled = readFileSync(file, 'utf8')
  expect(await run('plan', file)).toBe(exitCodes.same)
  const document = JSON.parse(pulled) as { fields: object[] }
  document.fields.push({ key: 'plan', name: 'Plan', type: 'text' })
  writeFileSync(file, JSON.stringify(document))
  expect(await run('plan', file)).toBe(exitCodes.differs)
  expect(lines).toEqual(['  create field plan (Plan)'])
  expect(await run('apply', file)).toBe(exitCodes.same)
  expect(await run('plan', file)).toBe(exitCodes.same)
  writeFileSync(file, pulled)
  expect(await run('apply', file, '--prune', 'field:plan')).toBe(exitCodes.dangerous)
  expect(lines[0]).toBe('! delete field plan (Plan) [deletes]')
  expect(await run('apply', file, '--prune', 'field:plan', '--dangerous')).toBe(exitCodes.same)
  expect(await run('pull', file)).toBe(exitCodes.same)
  expect(readFileSync(file, 'utf8')).toBe(pulled)
  writeFileSync(file, '{"cardfile": 2}')
  await expect(run('plan', file)).rejects.toThrow('document.cardfile')
  await expect(run('plan')).rejects.toThrow('npm run schema')
  client.close()
})
