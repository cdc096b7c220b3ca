import { beforeAll, describe, expect, test } from 'vitest'
import { makePerson } from '../targets/index.ts'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { insertKey, withSecret } from './support/callers.ts'
import { beginImport, type ImportBody, imports, numbered, putChunk } from './support/imports.ts'

/** The imports that a stream tells of, as they come; a comment begins with a colon. */
async function* eventsOf({ body }: Response): AsyncGenerator<ImportBody> {
  let text = ''
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = text.slice(0, end)
      text = text.slice(end + 2)
      if (event.startsWith(':')) continue
      expect(event).toMatch(/^event: import\ndata: /)
      yield JSON.parse(event.slice(event.indexOf('{'))) as ImportBody
    }
  }
}

test('an import can be watched from its beginning to its end', async () => {
  const api = await startApi()
  const { id } = await beginImport(api, 'merge', ['name', 'email'])
  const response = await api.fetch(`${imports}/${id}/events`)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const next = [
    () => putChunk(api, id, 0, numbered([['Ann', freshEmail()]])),
    () => api.post(`${imports}/${id}/finish`, undefined),
  ]
  const told: [state: string, rows: number][] = []
  for await (const { state, counts } of eventsOf(response)) {
    told.push([state, counts.rows])
    await next.shift()?.()
  }
  expect(told).toEqual([
    ['running', 0],
    ['running', 1],
    ['finished', 1],
  ])
  expect((await api.refused('GET', `${imports}/nope/events`)).status).toBe(404)
  const ended = await api.fetch(`${imports}/${id}/events`)
  expect((await ended.text()).match(/event: import/g)).toHaveLength(1)
  await api.close()
})

describe('watching ends', () => {
  let api: Api
  let id: string
  beforeAll(async () => {
    api = await startApi()
    id = (await beginImport(api, 'merge', ['name', 'email'])).id
  })

  /** A role of its own, that may import. */
  async function importers(): Promise<string> {
    const permissions = ['view_contacts', 'view_identities', 'import_contacts']
    const name = `Importers ${crypto.randomUUID()}`
    return (await api.post('/api/v1/roles', { name, permissions })).body.id
  }

  async function byKey() {
    const roleId = await importers()
    const key = await insertKey(api, roleId)
    const headers = { authorization: `Bearer ${key.secret}` }
    return { headers, roleId, key: key.id, person: '' }
  }

  async function bySession() {
    const roleId = await importers()
    const { id: person, headers } = await makePerson(api.client, roleId)
    return { headers, roleId, key: '', person }
  }

  type Watcher = Awaited<ReturnType<typeof byKey | typeof bySession>>

  test.each<[string, () => Promise<Watcher>, (by: Watcher) => Promise<unknown>, string]>([
    [
      'a key is revoked',
      byKey,
      ({ key }) => api.send('DELETE', `/api/v1/api-keys/${key}`),
      'unauthenticated',
    ],
    [
      'a role loses the right to import',
      byKey,
      ({ roleId }) =>
        api.send('PATCH', `/api/v1/roles/${roleId}`, {
          ifMatch: '*',
          body: { permissions: ['view_contacts'] },
        }),
      'forbidden',
    ],
    [
      'somebody signs out',
      bySession,
      ({ headers }) =>
        api.ask('/api/auth/sign-out', {
          method: 'POST',
          body: '{}',
          headers: { ...headers, 'content-type': 'application/json' },
        }),
      'unauthenticated',
    ],
    [
      'somebody is suspended',
      bySession,
      ({ person }) =>
        api.send('PATCH', `/api/v1/people/${person}`, { ifMatch: '*', body: { suspended: true } }),
      'unauthenticated',
    ],
  ])('when %s', async (_, watcher, end, code) => {
    const by = await watcher()
    const response = await api.ask(`${imports}/${id}/events`, { headers: by.headers })
    expect(response.status).toBe(200)
    const told = response.text()
    await end(by)
    const [first, last] = (await told).split('\n\n')
    expect(first).toMatch(/^event: import\n/)
    expect(last).toMatch(new RegExp(`^event: problem\\ndata: .*"code":"${code}"`))
  })

  test('for nobody who watches too many, until they watch fewer', async () => {
    const { secret } = await insertKey(api, await importers())
    const caller = withSecret(api, secret)
    const watch = () => caller.fetch(`${imports}/${id}/events`)
    const open: Response[] = []
    for (let n = 0; n < 10; n++) open.push(await watch())
    expect(open.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    const refused = await caller.refused('GET', `${imports}/${id}/events`)
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests'])
    expect(refused.headers.get('retry-after')).toBe('10')
    await open[0]!.body!.cancel()
    const again = async () => {
      const { status, body } = await watch()
      await body!.cancel()
      return status
    }
    await expect.poll(again, { timeout: 20_000 }).toBe(200)
    await Promise.all(open.slice(1).map(({ body }) => body!.cancel()))
  })
})
