import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { en } from '../locales/en.ts'
import { i18n } from '../locales/i18n.ts'
import { dataProvider } from './data-provider.ts'

// The client begins with the page's address when its module is read.
vi.hoisted(() => vi.stubGlobal('location', { origin: 'http://here' }))

/** Lets `fetch` give one answer, and tells what was asked. */
function answer(body: unknown, init: ResponseInit = {}, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const fetched = vi.fn<(request: Request) => Promise<Response>>(
    async () => new Response(text, { headers: { 'content-type': type }, ...init }),
  )
  vi.stubGlobal('fetch', fetched)
  const asked = () => fetched.mock.calls[0]![0]
  return { asked, url: () => new URL(asked().url) }
}

beforeAll(async () => {
  i18n.addResourceBundle('en', 'translation', en)
  await i18n.changeLanguage('en')
})

afterEach(() => vi.unstubAllGlobals())

describe('lists', () => {
  it('ask for page, order, filter and search as they were given', async () => {
    const { url } = answer({ data: [], total: 0, totalIsExact: true, nextCursor: null })
    await dataProvider.getList({
      resource: 'contacts',
      pagination: { currentPage: 2, pageSize: 50 },
      sorters: [{ field: 'name', order: 'desc' }],
      filters: [{ field: 'city', operator: 'eq', value: 'Berlin' }],
      meta: { query: { q: 'ann' } },
    })
    expect(Object.fromEntries(url().searchParams)).toEqual({
      page: '2',
      pageSize: '50',
      sort: '-name',
      filter: '{"field":"city","operator":"eq","value":"Berlin"}',
      q: 'ann',
    })
  })

  it('keep what the API says of their total', async () => {
    answer({ data: [{ id: 'a' }], total: 10_000, totalIsExact: false, nextCursor: 'c' })
    const list = await dataProvider.getList({ resource: 'contacts' })
    expect(list).toMatchObject({ total: 10_000, totalIsExact: false })
  })
})

describe('changes', () => {
  it('say which version they are meant for', async () => {
    const { asked, url } = answer({ id: 'a', version: 8 })
    await dataProvider.update({
      resource: 'contacts',
      id: 'a/b',
      variables: { values: { city: null } },
      meta: { version: 7 },
    })
    expect(url().pathname).toBe('/api/v1/contacts/a%2Fb')
    expect(asked().method).toBe('PATCH')
    expect(asked().headers.get('if-match')).toBe('"7"')
    expect(await asked().text()).toBe('{"values":{"city":null}}')
  })

  it('are refused here where nobody knows the version', async () => {
    answer({})
    await expect(
      dataProvider.update({ resource: 'contacts', id: 'a', variables: {} }),
    ).rejects.toThrow('meta.version')
    await expect(dataProvider.deleteOne({ resource: 'contacts', id: 'a' })).rejects.toThrow(
      'meta.version',
    )
  })

  it('create under the key the form minted', async () => {
    const { asked } = answer({ id: 'a' }, { status: 201 })
    await dataProvider.create({
      resource: 'contacts',
      variables: {},
      meta: { idempotencyKey: 'k-1' },
    })
    expect(asked().headers.get('idempotency-key')).toBe('k-1')
  })
})

describe('refusals', () => {
  const refused = async (): Promise<ApiError> => {
    const error: unknown = await dataProvider
      .getOne({ resource: 'contacts', id: 'a' })
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ApiError)
    return error as ApiError
  }

  it('become errors with reasons by path and the contacts in the way', async () => {
    const conflicts = [
      { field: 'email', value: 'ann@example.com', contact: { id: 'x', name: 'Ann' } },
    ]
    const errors = { 'values.email': ['belongs to Ann'] }
    answer(
      { title: 'T', detail: 'D', code: 'conflict', requestId: 'r', errors, conflicts },
      { status: 409 },
      'application/problem+json',
    )
    expect(await refused()).toMatchObject({
      message: 'D',
      statusCode: 409,
      code: 'conflict',
      errors,
      conflicts,
      requestId: 'r',
    })
  })

  it('carry the stored record where the sent one is stale', async () => {
    const current = { id: 'a', version: 9 }
    answer({ title: 'T', code: 'stale', current }, { status: 412 }, 'application/problem+json')
    expect((await refused()).current).toEqual(current)
  })

  it('are told by their status where the answer is no problem body', async () => {
    answer('<h1>Bad gateway</h1>', { status: 502 }, 'text/html')
    expect(await refused()).toMatchObject({ statusCode: 502, code: 'unreadable' })
  })

  it('are told apart from no answer at all', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    const error = await refused()
    expect(error).toMatchObject({ statusCode: 0, code: 'network' })
    expect(error.message).toContain('cannot be reached')
  })

  it('are told apart from a machine without a connection', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    expect((await refused()).message).toContain('There is no connection')
  })
})
