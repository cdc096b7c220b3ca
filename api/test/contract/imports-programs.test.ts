import type { Values } from '@cardfile/openapi'
import { afterEach, describe, expect, test } from 'vitest'
import { people, programExports } from '../fixtures/program-exports.ts'
import { type Api, startApi } from './support/api.ts'
import { allValues, failuresOf, type ImportBody, imports } from './support/imports.ts'

let api: Api | undefined
afterEach(() => api?.close())

/** Each person with their addresses and numbers, as a contact has them. */
const found = (contacts: readonly Values[]) =>
  contacts.map(({ name, email = [], phone = '', company }) => ({
    name,
    emails: email,
    phones: phone === '' ? [] : String(phone).split('; '),
    ...(company !== undefined && { company }),
  }))

describe.each(programExports)('an export of $program', ({ fileName, mediaType, content }) => {
  test('is everybody with each address and number, posted as it is', async () => {
    api = await startApi()
    const path = `${imports}/file?mode=merge&fileName=${fileName}`
    const headers = { 'content-type': mediaType }
    const post = async (more: string): Promise<ImportBody> => {
      const reply = await api!.fetch(`${path}${more}`, { method: 'POST', headers, body: content })
      const body = (await reply.json()) as ImportBody
      expect(reply.status, JSON.stringify(body)).toBe(201)
      return body
    }
    const tried = await post('&dryRun=1')
    const done = await post('')
    expect(await failuresOf(api, done.id)).toEqual([])
    expect(done.counts).toMatchObject({ created: people.length, rows: people.length })
    expect(tried.counts).toEqual(done.counts)
    expect(found(await allValues(api))).toEqual(people)
    // The same file again finds everybody, and changes nobody.
    expect((await post('')).counts).toMatchObject({ unchanged: people.length, failed: 0 })
  })
})
