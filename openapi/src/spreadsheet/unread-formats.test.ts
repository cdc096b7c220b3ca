import { expect, it } from 'vitest'
import { openStream, openWorkbook } from './index.ts'
import { allRows, refusal } from './test-files.test-support.ts'
import { readTexts, unreadFiles } from './unread-files.test-support.ts'

it.each(unreadFiles)(
  'refuses $fileName as $called, whole or as it comes',
  async ({ called, advised, fileName, content }) => {
    const file = new Blob([await content()])
    const opened = [
      openWorkbook(file, { name: fileName }),
      openStream(file.stream(), { name: fileName }),
    ]
    for (const opening of opened) {
      const { code, message } = await refusal(() => opening)
      expect(code).toBe('not_a_spreadsheet')
      expect(message).toContain(`"${fileName}" is ${called}, which cannot be read here.`)
      expect(message).toMatch(advised)
    }
  },
)

it.each(readTexts)('reads %j as the table it is', async (text) => {
  expect(await allRows(await openWorkbook(new Blob([text])))).toHaveLength(2)
})

it('is not held up by a head that begins as many of them', async () => {
  const heads = ['<!---->', '<!-- ', 'a: b\n', ' \n', '[[', 'ID;P;A'].map((part) =>
    part.repeat(1_024 / part.length),
  )
  const before = process.cpuUsage()
  for (const head of heads) await openWorkbook(new Blob([head])).catch(() => null)
  expect(process.cpuUsage(before).user).toBeLessThan(500_000)
})
