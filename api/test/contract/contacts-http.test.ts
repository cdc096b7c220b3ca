import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'

const contacts = '/api/v1/contacts'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

const valid = () => JSON.stringify({ values: { name: 'Ann', email: [freshEmail()] } })
const post = (body: BodyInit, type: string | undefined = 'application/json') =>
  api.fetch(contacts, {
    method: 'POST',
    body,
    headers: type === undefined ? {} : { 'content-type': type },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  return [response.status, ((await response.json()) as { code: string }).code]
}

describe('what a body must be', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/json',
  ])('refuses %s', async (type) => {
    expect(await problemOf(await post(valid(), type))).toEqual([415, 'unsupported_media_type'])
  })

  test('refuses a body that does not say what it is', async () => {
    const bytes = new TextEncoder().encode(valid())
    const response = await api.fetch(contacts, { method: 'POST', body: bytes })
    expect(await problemOf(response)).toEqual([415, 'unsupported_media_type'])
  })

  test('takes JSON with a charset', async () => {
    expect((await post(valid(), 'application/json; charset=utf-8')).status).toBe(201)
  })

  test.each(['', '{', '{"values": {"name": "A"}', "{'values': {}}", '{"values": NaN}'])(
    'refuses the broken JSON %s',
    async (text) => {
      expect(await problemOf(await post(text))).toEqual([400, 'invalid_request'])
    },
  )

  test('refuses bytes that are not UTF-8 rather than storing something else', async () => {
    const bytes = Uint8Array.from(
      `{"values": {"name": "M\u00fcller", "email": ["${freshEmail()}"]}}`,
      (character) => character.charCodeAt(0),
    )
    expect(await problemOf(await post(bytes))).toEqual([400, 'invalid_request'])
  })

  test('refuses a body of more than 8 MB, whether it states its length or not', async () => {
    const piece = new TextEncoder().encode('x'.repeat(64 * 1024))
    expect(await problemOf(await post(`{"x": "${'x'.repeat(9 * 1024 * 1024)}"}`))).toEqual([
      413,
      'too_large',
    ])
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent++
        if (sent > 200) controller.close()
        else controller.enqueue(piece)
      },
    })
    expect(await problemOf(await post(endless))).toEqual([413, 'too_large'])
  })

  test.each([
    [
      'a list nested too deeply',
      `{"values": {"name": ${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    ],
    [
      'objects nested too deeply',
      `{"values": {"name": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}}`,
    ],
  ])('refuses %s', async (_, text) => {
    const response = await post(text)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  test('takes a brace in a text for what it is', async () => {
    const body = { values: { name: '"{[\\'.repeat(40), email: [freshEmail()] } }
    expect((await post(JSON.stringify(body))).status).toBe(201)
  })
})

describe('every answer', () => {
  test('names the request, forbids to be kept or sniffed, and tells its trips', async () => {
    for (const path of [contacts, `${contacts}/x`, '/api/v1/fields', '/api/v1/nothing']) {
      const { headers } = await api.fetch(path)
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('server-timing')).toMatch(/^db;dur=[\d.]+;desc="\d+ trips"$/)
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('is a problem where there is nothing', async () => {
    expect(await problemOf(await api.fetch('/api/v1/nothing'))).toEqual([404, 'not_found'])
    expect(await problemOf(await api.fetch(`${contacts}/a/b`))).toEqual([404, 'not_found'])
  })

  test('tells a broken id from a missing contact without failing', async () => {
    for (const id of ['x', "' OR 1=1 --", '%00', '../fields', 'x'.repeat(300)]) {
      const { status } = await api.fetch(`${contacts}/${encodeURIComponent(id)}`)
      expect([404, 422]).toContain(status)
    }
  })
})
