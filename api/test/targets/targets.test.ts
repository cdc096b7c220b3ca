import { beforeAll, describe, expect, it } from 'vitest'
import { target, type Target } from './index.ts'

let api: Target

beforeAll(async () => {
  api = await target.start()
})

const post = (to: Target, path: string, body: unknown) =>
  to.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const ann = { values: { name: 'Änn "x"; y', email: ['ann@example.com'] } }

describe(`a target on ${target.name}`, () => {
  it('answers with a Response of this process', async () => {
    const response = await api.fetch('/healthz')
    expect(response).toBeInstanceOf(Response)
    expect(await response.json()).toEqual({ status: 'ok' })
  })

  it('starts over an empty database each time', async () => {
    const [first, second] = await Promise.all([target.start(), target.start()])
    expect((await post(first, '/api/v1/contacts', ann)).status).toBe(201)
    const rows = async ({ client }: Target) =>
      (await client.execute('SELECT count(*) AS n FROM contacts')).rows[0]?.n
    expect([await rows(first), await rows(second)]).toEqual([1, 0])
  })

  it('carries bodies and headers both ways unchanged', async () => {
    const response = await post(api, '/api/v1/contacts', ann)
    expect(response.headers.get('etag')).toMatch(/^"\d+"$/)
    expect(await response.json()).toMatchObject(ann)
    expect((await post(api, '/api/v1/contacts', ann)).status).toBe(409)
  })

  it('shows what the API wrote to who looks behind the scenes', async () => {
    const { rows } = await api.client.execute('SELECT count(*) AS n FROM contacts')
    expect(rows[0]?.n).toBe(1)
  })

  it('takes many requests at once', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        post(api, '/api/v1/contacts', {
          values: { name: `n${at}`, email: [`n${at}@example.com`] },
        }),
      ),
    )
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([201]))
  })

  it('says how many trips a request took', async () => {
    const response = await api.fetch('/api/v1/contacts')
    expect(response.headers.get('server-timing')).toMatch(/^db;dur=[\d.]+;desc="\d+ trips?"/)
  })
})
