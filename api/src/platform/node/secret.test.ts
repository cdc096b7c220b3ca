import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { keptSecret } from './secret.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-secret-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('is made once, and is readable to its user only', () => {
  const url = `file:${join(folder, 'a.db')}`
  const secret = keptSecret(url)
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(keptSecret(url)).toBe(secret)
  expect(statSync(join(folder, 'a.db.secret')).mode & 0o777).toBe(0o600)
  expect(keptSecret(`file:${join(folder, 'b.db')}`)).not.toBe(secret)
})

it('is not taken from a file that holds none', () => {
  writeFileSync(join(folder, 'c.db.secret'), 'short\n')
  expect(() => keptSecret(`file:${join(folder, 'c.db')}`)).toThrow(/holds no secret/)
})

it('must be given where other servers may share the database', () => {
  expect(() => keptSecret('libsql://cards.example.org')).toThrow(/CARDFILE_SECRET is not set/)
})
