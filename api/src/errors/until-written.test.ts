import { expect, test } from 'vitest'
import { untilWritten } from './until-written.ts'

test('tries again where another writer got in between, and ends where they never stop', async () => {
  const answers = [null, null, 'written']
  expect(await untilWritten(async () => answers.shift() ?? null)).toBe('written')
  await expect(untilWritten(async () => null)).rejects.toMatchObject({ code: 'busy' })
})
