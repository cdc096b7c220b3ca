import { openAsBlob } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openWorkbook } from './index.ts'
import { allRows, refusal } from './test-files.test-support.ts'

it.each(['protected.xlsx', 'protected.xls', 'protected.ods'])(
  'refuses %s for its password, and says what to do',
  async (name) => {
    const file = await openAsBlob(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)))
    const error = await refusal(async () => allRows(await openWorkbook(file)))
    expect(error.code).toBe('encrypted')
    expect(error.message).toMatch(/protected by a password.*save it without one/is)
  },
)
