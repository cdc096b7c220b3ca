import type { CodedReasons, Conflict, Field, Section, Values } from '@cardfile/openapi'
import { expect } from 'vitest'
import { target, type Target } from '../../targets/index.ts'
import { type Document, DocumentCheck } from './document-check.ts'

export interface ContactBody {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  deletedAt?: string
  mergedInto?: string
  values: Values
}

export interface ListBody {
  data: ContactBody[]
  total: number | null
  totalIsExact: boolean
  nextCursor: string | null
  slowFields?: string[]
}

export interface FieldListBody {
  data: Field[]
  sections: Section[]
  total: number
}

export interface ProblemBody {
  code: string
  status: number
  detail: string
  requestId: string
  errors: Record<string, string[]>
  reasons?: CodedReasons
  conflicts: Conflict[]
  current: ContactBody
}

export interface Reply<T> {
  status: number
  headers: Headers
  body: T
  /** Database round trips, as `Server-Timing` tells. */
  trips: number
}

export interface Sending {
  body?: unknown
  headers?: Record<string, string>
  ifMatch?: string | number
}

export type Api = Awaited<ReturnType<typeof startApi>>

/**
 * The API over a fresh database, asked as a program asks it. Every answer is held against the live
 * document: its status must be documented and its body must fit the schema.
 */
export async function startApi() {
  return checkedApi(await target.start())
}

/** The same over any `fetch`; the document is asked for by who sees all of it. */
export function checkedApi<T extends Pick<Target, 'fetch'>>(
  started: T,
  all: Pick<Target, 'fetch'> = started,
) {
  let check: Promise<DocumentCheck> | undefined
  let fieldsChanged = false
  const readDocument = async () =>
    (await (await all.fetch('/api/v1/openapi.json')).json()) as Document

  async function send<B = ContactBody>(
    method: string,
    path: string,
    { body, headers = {}, ifMatch }: Sending = {},
  ): Promise<Reply<B>> {
    const response = await started.fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined
          ? {}
          : { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    const read: unknown = text === '' ? undefined : type.includes('json') ? JSON.parse(text) : text
    // The document changes with the fields, but what it says of fields does not.
    if (method !== 'GET' && response.ok && changesFields.test(path)) fieldsChanged = true
    else if (fieldsChanged && !/\/(?:fields|sections)/.test(path)) {
      fieldsChanged = false
      check = undefined
    }
    const known = check
    check ??= readDocument().then((document) => new DocumentCheck(document))
    let fault = (await check).fault(method, path, response.status, type, read)
    if (fault && known) {
      // Another instance may have changed the fields.
      check = readDocument().then((document) => new DocumentCheck(document))
      fault = (await check).fault(method, path, response.status, type, read)
    }
    expect(fault, JSON.stringify(read)?.slice(0, 500)).toBeNull()
    const trips = Number(/(\d+) trips/.exec(response.headers.get('server-timing') ?? '')?.[1])
    return { status: response.status, headers: response.headers, body: read as B, trips }
  }

  const contacts = '/api/v1/contacts'
  return {
    ...started,
    send,
    readDocument,
    get: <B = ContactBody>(path: string, more?: Sending) => send<B>('GET', path, more),
    post: <B = ContactBody>(path: string, body: unknown, more?: Sending) =>
      send<B>('POST', path, { ...more, body }),
    /** Expects a refusal, so that a test reads the problem without casts. */
    refused: (method: string, path: string, more?: Sending) =>
      send<ProblemBody>(method, path, more),
    /** A contact that must come to be. */
    async contact(values: Values): Promise<ContactBody> {
      const { status, body } = await send('POST', contacts, { body: { values } })
      expect(status, JSON.stringify(body)).toBe(201)
      return body
    },
    patch: (id: string, ifMatch: string | number, values: Values) =>
      send('PATCH', `${contacts}/${id}`, { ifMatch, body: { values } }),
    /** A custom field that must come to be. */
    async field(definition: object): Promise<Field> {
      const { status, body } = await send<Field>('POST', '/api/v1/fields', { body: definition })
      expect(status, JSON.stringify(body)).toBe(201)
      return body
    },
    async fieldByKey(key: string): Promise<Field> {
      const { body } = await send<FieldListBody>('GET', '/api/v1/fields')
      const field = body.data.find((candidate) => candidate.key === key)
      if (!field) throw new Error(`no field ${key}`)
      return field
    },
    list: (query: Record<string, string> = {}) =>
      send<ListBody>('GET', `${contacts}?${new URLSearchParams(query)}`),
    query: (body: object) => send<ListBody>('POST', `${contacts}:query`, { body }),
  }
}

/** Everything about fields but asking what a change would do. */
const changesFields = /\/(?:fields|sections)(?!.*\/conversion$)/

let serial = 0

/** An e-mail address that no other contact has. */
export function freshEmail(): string {
  serial += 1
  return `person${serial}@example.com`
}
