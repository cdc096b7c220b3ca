import type { Values } from '@cardfile/openapi'
import { afterEach, describe, expect, it } from 'vitest'
import { people, programExports } from '../fixtures/program-exports.ts'
import { startVisit, type Visit } from './visit.ts'

let visit: Visit | undefined
afterEach(() => visit?.close())

describe.each(programExports)('an export of $program', ({ fileName, mediaType, content }) => {
  it('is imported by the wizard without a column being touched', async () => {
    visit = await startVisit()
    const { page } = visit
    const click = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await page.goto('/import')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: fileName, mimeType: mediaType, buffer: Buffer.from(content) })
    await click('Continue to columns')
    await page.getByText(/it is made of|Where the name is blank/).waitFor()
    await click('Continue to preview')
    await page.getByText(`creates ${people.length} contacts`, { exact: true }).waitFor()
    await click('Import')
    await page.getByText('No row failed.').waitFor()
    const { data } = await visit.api<{ data: { values: Values }[] }>('/contacts')
    const found = data.map(({ values: { name, email = [], phone = '' } }) => ({
      name,
      emails: email,
      phones: phone === '' ? [] : String(phone).split('; '),
    }))
    const expected = people.map(({ name, emails, phones }) => ({ name, emails, phones }))
    expect(found.toReversed()).toEqual(expected)
    expect(visit.complaints()).toEqual([])
  })
})
