import type { Cell } from '@cardfile/openapi'
import { expect, describe, test } from 'vitest'
import { freshEmail, startApi } from './support/api.ts'
import {
  allValues,
  beginImport,
  type ImportBody,
  importRows,
  imports,
  numbered,
  putChunk,
} from './support/imports.ts'

describe('chunks delivered again and again', () => {
  test('each three times, out of order and at once, are applied once', async () => {
    const fresh = await startApi()
    const emails = Array.from({ length: 60 }, freshEmail)
    const headings = ['name', 'email', 'city']
    const rows = numbered(
      emails.flatMap((email, i): Cell[][] => [
        [`Person ${i}`, email, null],
        [`Other ${i}`, emails[(i * 7) % 60]!, `City ${i}`],
        [i % 5 === 0 ? null : `Third ${i}`, ` ${email.toUpperCase()}`, 'Rome'],
      ]),
    )
    const size = 18
    const chunks = Array.from({ length: rows.length / size }, (_, n) =>
      rows.slice(n * size, (n + 1) * size),
    )
    const { id } = await beginImport(fresh, 'replace', headings)
    const answers = new Map<number, Set<string>>()
    const deliver = async (number: number) => {
      const reply = await fresh.refused('PUT', `${imports}/${id}/chunks/${number}`, {
        body: { rows: chunks[number] },
      })
      if (reply.status !== 200) return expect(reply.body.code).toBe('wrong_state')
      const said = answers.get(number) ?? new Set<string>()
      answers.set(number, said.add(JSON.stringify(reply.body)))
    }
    let seed = 5
    const random = (n: number) => (seed = (seed * 16_807) % 2_147_483_647) % n
    for (let done = 0; done < chunks.length; done++)
      await Promise.all(
        [done, random(chunks.length), done, random(done + 1), done, chunks.length - 1].map(deliver),
      )
    for (const said of answers.values()) expect(said.size).toBe(1)
    expect(answers.size).toBe(chunks.length)

    const calm = await startApi()
    const expected = await importRows(calm, 'replace', headings, rows, 1_000)
    const { body } = await fresh.get<ImportBody>(`${imports}/${id}`)
    expect(body.counts).toEqual(expected.counts)
    expect(await allValues(fresh)).toEqual(await allValues(calm))
    await Promise.all([fresh.close(), calm.close()])
  })

  test('under one number with other rows are refused', async () => {
    const api = await startApi()
    const { id } = await beginImport(api, 'merge', ['name', 'email'])
    await putChunk(api, id, 0, numbered([['Ann', freshEmail()]]))
    const body = { rows: numbered([['Ann', freshEmail()]]) }
    const reply = await api.refused('PUT', `${imports}/${id}/chunks/0`, { body })
    expect(reply.status).toBe(409)
    expect(reply.body.code).toBe('already_exists')
    await api.close()
  })
})

test('an import in the midst of other writers loses none of their changes and none of its own', async () => {
  const busy = await startApi()
  const emails = Array.from({ length: 40 }, freshEmail)
  const contacts = await Promise.all(
    emails.slice(0, 20).map((email, i) => busy.contact({ name: `Person ${i}`, email: [email] })),
  )
  const { id } = await beginImport(busy, 'merge', ['name', 'email', 'city'])
  const rows = numbered(emails.map((email, i): Cell[] => [`Row ${i}`, email, 'Berlin']))
  const deliveries = [0, 1, 2, 3].map(async (n) => {
    for (;;) {
      const reply = await busy.refused('PUT', `${imports}/${id}/chunks/${n}`, {
        body: { rows: rows.slice(n * 10, (n + 1) * 10) },
      })
      if (reply.status === 200) return
      expect(['wrong_state', 'busy']).toContain(reply.body.code)
    }
  })
  const edits = contacts.map(async ({ id }) => {
    for (let tries = 0; tries < 50; tries++) {
      const { body } = await busy.get(`/api/v1/contacts/${id}`)
      const { status } = await busy.patch(id, body.version, { title: 'Dr' })
      if (status === 200) return
      expect(status).toBe(412)
    }
    throw new Error('the edit never came through')
  })
  const creations = emails.slice(20).map(async (email) => {
    const values = { name: 'Rival', email: [email] }
    return (await busy.post('/api/v1/contacts', { values })).status
  })
  const statuses = await Promise.all(creations)
  await Promise.all([...deliveries, ...edits])
  const { body } = await busy.get<ImportBody>(`${imports}/${id}`)
  const won = statuses.filter((status) => status === 201).length
  expect(body.counts).toMatchObject({ rows: 40, created: 20 - won, merged: 20 + won, failed: 0 })
  const all = await allValues(busy)
  expect(all).toHaveLength(40)
  expect(all.filter(({ title, city }) => title === 'Dr' && city === 'Berlin')).toHaveLength(20)
  await busy.close()
})
